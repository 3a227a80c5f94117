import { beforeAll, describe, expect, test } from "vitest";
import { type CertificateFiles, createCertificateFiles } from "../../support/certificates.ts";
import { openService } from "../../support/openService.ts";
import { check, checkApplied, checkSome, completions } from "./checkCompletion.ts";

const language = "postgresql-conf" as const;

describe("names of settings", () => {
  test("those of the version, but for what the server sets itself", async () => {
    await checkSome(
      "|",
      { language, version: 13 },
      ["ssl", "db_user_namespace", "include"],
      ["ssl_crl_dir", "server_version"],
    );
    await checkSome("|", { language, version: 17 }, ["ssl_crl_dir"], ["db_user_namespace", "ssl_sni"]);
    await checkSome(
      "ssl_|",
      { language, version: 19 },
      ["ssl_sni", "hosts_file", "ssl_groups"],
      ["ssl_ecdh_curve"],
    );
  });

  test("those of TLS come first", async () => {
    const { items } = await completions("|", { language });
    expect(items.slice(0, 12).every(({ label }) => label.startsWith("ssl"))).toBe(true);
  });

  test("those that the file sets above come last, and once a name is begun", async () => {
    const above = "SSL = on\nssl_cert_file = 'x'\n";
    const { items } = await completions(`${above}ssl_ce|`, { language });
    expect(items.at(-1)).toMatchObject({ label: "ssl_cert_file", detail: "set in line 2" });
    await checkSome(`${above}|`, { language }, ["ssl_key_file"], ["ssl", "ssl_cert_file"]);
    await checkSome(`|\n${above}`, { language }, ["ssl", "ssl_cert_file"]);
    const old = { language, version: 18 } as const;
    await checkSome("ssl_ecdh_curve = 'prime256v1'\n|", old, ["ssl"], ["ssl_groups"]);
  });

  test.each<[line: string, label: string, result: string]>([
    ["ss|", "ssl", "ssl = "],
    ["ssl_ce|", "ssl_cert_file", "ssl_cert_file = '$0'"],
    ["  ssl_ce| = 'x'", "ssl_cert_file", "  ssl_cert_file = 'x'"],
    ["ssl_ce| 'x'", "ssl_key_file", "ssl_key_file 'x'"],
    ["inc|", "include_dir", "include_dir '$0'"],
  ])("%s takes %s", async (line, label, result) => {
    await checkApplied(line, { language }, label, result);
  });

  test("the default with its unit", async () => {
    const { items } = await completions("|", { language });
    const detail = (name: string) => items.find(({ label }) => label === name)?.detail;
    expect(detail("work_mem")).toBe("4MB by default, reload");
    expect(detail("autovacuum_work_mem")).toBe("-1 by default, reload");
  });

  test("documentation", async () => {
    const { items } = await completions("ssl|", { language, version: 16 });
    const key = items.find(({ label }) => label === "ssl_crl_dir")?.documentationKey ?? "";
    expect(await openService("|").service.documentationOf(key)).toContain("PostgreSQL 14 and later");
  });
});

describe("values", () => {
  test.each<[line: string, labels: string[]]>([
    ["ssl = |", ["on", "off"]],
    ["ssl |", ["on", "off"]],
    ["ssl = o|", ["on", "off"]],
    ["ssl =|", ["on", "off"]],
    ["ssl = on |", []],
    ["ssl = on # |", []],
    ["ssl_min_protocol_version = |", ["TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"]],
    ["ssl_max_protocol_version = '|'", ["TLSv1.3", "TLSv1.2", "''", "TLSv1.1", "TLSv1"]],
    ["shared_buffers = |", ["128MB"]],
    ["shared_buffers = 64|", ["64TB", "64GB", "64MB", "64kB", "64B"]],
    ["shared_buffers = '64M|'", ["64TB", "64GB", "64MB", "64kB", "64B"]],
    ["authentication_timeout = 2|", ["2d", "2h", "2min", "2s", "2ms", "2us"]],
    ["max_connections = |", ["100"]],
    ["max_connections = 5|", []],
    ["log_connections = '|'", ["receipt", "authentication", "authorization", "setup_durations", "all"]],
    ["log_connections = 'receipt, au|'", ["authentication", "authorization", "setup_durations", "all"]],
    ["log_destination = 'csvlog,|'", ["stderr", "jsonlog", "syslog"]],
    ["ssl_ciphers = '|'", ["HIGH:MEDIUM:+3DES:!aNULL"]],
    [
      "ssl_groups = '|'",
      [
        "X25519",
        "prime256v1",
        "X448",
        "secp521r1",
        "secp384r1",
        "X25519MLKEM768",
        "ffdhe2048",
        "ffdhe3072",
        "ffdhe4096",
        "ffdhe6144",
        "ffdhe8192",
      ],
    ],
    [
      "ssl_tls13_ciphers = 'TLS_AES_256_GCM_SHA384:|'",
      [
        "TLS_CHACHA20_POLY1305_SHA256",
        "TLS_AES_128_GCM_SHA256",
        "TLS_AES_128_CCM_SHA256",
        "TLS_AES_128_CCM_8_SHA256",
      ],
    ],
    ["server_version = |", []],
    ["no_such_setting = |", []],
  ])("%s", async (line, labels) => {
    await check(line, { language }, labels);
  });

  test.each<[line: string, label: string, result: string]>([
    ["ssl = |", "on", "ssl = on"],
    ["ssl = of|  # x", "off", "ssl = off  # x"],
    ["ssl_min_protocol_version = TLS|", "TLSv1.3", "ssl_min_protocol_version = 'TLSv1.3'"],
    ["ssl_min_protocol_version = 'TLS|v1'", "TLSv1.3", "ssl_min_protocol_version = 'TLSv1.3'"],
    ["ssl_min_protocol_version = '|", "TLSv1.3", "ssl_min_protocol_version = 'TLSv1.3"],
    ["ssl_max_protocol_version = |", "''", "ssl_max_protocol_version = ''"],
    ["ssl_max_protocol_version = 'TLS|'", "''", "ssl_max_protocol_version = ''"],
    ["shared_buffers = 64|", "64MB", "shared_buffers = 64MB"],
    ["wal_level = rep|", "replica", "wal_level = replica"],
    ["ssl_groups = 'X25519:pri|:secp384r1'", "prime256v1", "ssl_groups = 'X25519:prime256v1:secp384r1'"],
    ["ssl_groups = |", "X25519", "ssl_groups = X25519"],
  ])("%s takes %s", async (line, label, result) => {
    await checkApplied(line, { language }, label, result);
  });
});

describe("paths", () => {
  let pem: CertificateFiles;
  beforeAll(async () => {
    pem = await createCertificateFiles();
  });
  const surroundings = () => ({
    language,
    files: {
      "server.crt": pem.serverChain,
      "server.key": { text: pem.serverKey, mode: 0o600 },
      "other.key": pem.otherKey,
      "certs/root.crt": pem.root,
      "certs/root.crl": pem.crl,
      "my certs/it's.crt": pem.root,
      "log.txt": "hello",
      ".hidden": "x",
    },
  });
  const details = async (line: string) => {
    const { items } = await completions(line, surroundings());
    return items.map(({ label, detail }) => (detail ? `${label}: ${detail}` : label));
  };

  test("files say what they hold, and those that fit come first", async () => {
    expect(await details("ssl_cert_file = '|'")).toEqual([
      "server.crt: certificate CN=db.example.com and 1 more, expires in 23 days",
      "certs/",
      "my certs/",
      "PG_VERSION",
      "log.txt",
      "postgresql.conf",
    ]);
    expect((await details("ssl_key_file = '|'")).slice(0, 2)).toEqual([
      "server.key: private key, 0600, matches server.crt",
      "other.key: private key, 0644",
    ]);
    expect(await details("ssl_crl_file = 'certs/|'")).toEqual(["certs/root.crl: CRL of CN=Test Root"]);
    expect(await details("ssl_crl_dir = '|'")).toEqual(["certs/", "my certs/"]);
    expect(await details("ssl_ca_file = '/data/certs/|'")).toEqual([
      "/data/certs/root.crt: certificate CN=Test Root, expires in 1000 days",
    ]);
    expect((await details("ssl_ca_file = '|'")).slice(0, 2)).toEqual([
      "server.crt: certificate CN=db.example.com and 1 more, expires in 23 days",
      "certs/",
    ]);
    expect(await details("ssl_cert_file = '.|'")).toEqual([".hidden", "server.crt: default"]);
  });

  test("no file is opened in a workspace that is not trusted", async () => {
    const { service, uri, position } = openService("ssl_key_file = '|'", surroundings());
    service.settings = { ...service.settings, trusted: false };
    const list = await service.complete(uri, position);
    expect(list?.items.map(({ detail }) => detail).filter((detail) => detail?.includes("private"))).toEqual(
      [],
    );
    expect(list?.items.map(({ label }) => label)).toContain("server.key");
  });

  test.each<[line: string, label: string, result: string]>([
    ["ssl_cert_file = |", "server.crt", "ssl_cert_file = 'server.crt'"],
    ["ssl_cert_file = 'ser|'", "server.crt", "ssl_cert_file = 'server.crt'"],
    ["ssl_ca_file = 'certs/roo|t.pem'", "certs/root.crt", "ssl_ca_file = 'certs/root.crt'"],
    ["ssl_ca_file = cer|", "certs/", "ssl_ca_file = 'certs/$0'"],
    ["ssl_ca_file = 'cer|'", "certs/", "ssl_ca_file = 'certs/'"],
    ["ssl_ca_file = 'my certs/|'", "my certs/it's.crt", "ssl_ca_file = 'my certs/it''s.crt'"],
    ["include 'lo|'", "log.txt", "include 'log.txt'"],
    ["include_dir |", "certs/", "include_dir 'certs/$0'"],
  ])("%s takes %s", async (line, label, result) => {
    await checkApplied(line, surroundings(), label, result);
  });

  test("files that start at the folder of whoever starts the server are not guessed", async () => {
    await check("hba_file = '|'", surroundings(), []);
    await checkSome("hba_file = '/data/|'", surroundings(), ["/data/postgresql.conf"]);
  });

  test("a file that is far larger than any certificate is not opened", async () => {
    const files = { "large.crt": `${pem.root}${" ".repeat(200_000)}` };
    const { items } = await completions("ssl_ca_file = 'la|'", { language, files });
    expect(items.find(({ label }) => label === "large.crt")).toEqual(
      expect.not.objectContaining({ detail: expect.anything() }),
    );
  });

  test("no endless reading: large folders and more than fifty are left alone", async () => {
    const many = Object.fromEntries(Array.from({ length: 400 }, (_, index) => [`c${index}.crt`, pem.root]));
    const { service, host, uri, position } = openService("ssl_cert_file = '|'", {
      language,
      files: many,
    });
    await service.diagnose(uri);
    host.calls = 0;
    const list = await service.complete(uri, position);
    expect(list?.items.length).toBeLessThanOrEqual(301);
    expect(list?.items.filter(({ detail }) => detail?.startsWith("certificate")).length).toBeLessThanOrEqual(
      50,
    );
    expect(host.calls).toBeLessThan(120);
    host.calls = 0;
    await service.complete(uri, position);
    expect(host.calls).toBe(0);
  });
});
