import { describe, test } from "vitest";
import { checkHover, checkNoHover } from "./checkHover.ts";

const language = "postgresql-conf" as const;

describe("settings", () => {
  test.each<[line: string, version: number, word: string, shown: string[]]>([
    ["s|sl = on", 18, "ssl", ["ssl (Boolean)", "Values: on, off", "Default: off", "takes a reload"]],
    [
      "|max_connections = 10",
      18,
      "max_connections",
      ["integer", "Range: 1 to 262143", "Default: 100", "takes a restart"],
    ],
    ["shared_buffers| = 1GB", 16, "shared_buffers", ["counted in 8kB", "Default: 128MB (16384 × 8kB)"]],
    [
      "ssl_min_protocol_version| = 'TLSv1.2'",
      13,
      "ssl_min_protocol_version",
      ["TLSv1, TLSv1.1, TLSv1.2, TLSv1.3"],
    ],
    [
      "ssl_crl_dir| = ''",
      13,
      "ssl_crl_dir",
      ["PostgreSQL 13 does not know it: PostgreSQL 14 and later", "Default: empty"],
    ],
    ["db_user_namespace| = off", 17, "db_user_namespace", ["up to PostgreSQL 16"]],
    [
      "ssl_ecdh_curve| = 'prime256v1'",
      18,
      "ssl_ecdh_curve",
      ["ssl_groups (text)", "ssl_ecdh_curve is its old name"],
    ],
    ["SSL_SNI| = on", 19, "SSL_SNI", ["ssl_sni (Boolean)", "PostgreSQL 19 and later"]],
    [
      "checkpoint_segments| = 3",
      18,
      "checkpoint_segments",
      ["No server from 13 on knows it", "max_wal_size"],
    ],
    ["ssl_ca_file| = ''", 18, "ssl_ca_file", ["authorities whose client certificates are trusted"]],
    ["server_version| = 1", 18, "server_version", ["not possible"]],
    ["scram_iterations| = 1", 15, "scram_iterations", ["PostgreSQL 15 does not know it"]],
  ])("%s in %i", async (line, version, word, shown) => {
    await checkHover(line, { language, version }, word, shown);
  });

  test("the assignment that counts is elsewhere", async () => {
    const files = { "postgresql.auto.conf": "# x\nssl = on\n" };
    await checkHover("ssl| = off", { language, files }, "ssl", [
      "In force: on, set in line 2 of /data/postgresql.auto.conf",
    ]);
    await checkHover("ssl| = off\n#\nssl = yes", { language }, "ssl", [
      "In force: yes, set in line 3 of this file",
    ]);
    await checkHover("ssl| = off", { language }, "ssl", [], ["In force"]);
  });
});

describe("values", () => {
  test.each<[line: string, word: string, shown: string]>([
    ["ssl = t|r", "tr", "ssl is on"],
    ["ssl = '|off'", "'off'", "ssl is off. The default."],
    ["wal_level = |replica", "replica", "A value of wal_level. The default."],
    ["shared_buffers = 2|56MB", "256MB", "256MB: 32768 × 8kB"],
    ["authentication_timeout = 12|0", "120", "2min: 120 × s"],
  ])("%s", async (line, word, shown) => {
    await checkHover(line, { language }, word, [shown]);
  });

  const surroundings = { language, files: { "pg_hba.conf": "local all all peer\n" } } as const;

  test("an unknown name and a wrong value have only the detail of their finding", async () => {
    await checkHover("no_such_thing| = 1", surroundings, "no_such_thing", [
      "conf-setting-unknown: The server refuses the whole configuration",
    ]);
    await checkHover("ssl = may|be", surroundings, "maybe", [
      "conf-boolean-invalid: The server refuses to start",
    ]);
  });

  test("comments and empty places have no hover", async () => {
    await checkNoHover("# the port| of it", surroundings);
    await checkNoHover("ssl = on  |", surroundings);
    await checkNoHover("|", surroundings);
  });
});

test("includes", async () => {
  const files = { "conf.d/1.conf": "ssl = on\n" };
  await checkHover("include_dir = 'conf|.d'", { language, files }, "'conf.d'", [
    "in the order",
    "Folder /data/conf.d",
  ]);
  await checkHover("inc|lude 'conf.d/1.conf'", { language, files }, "include", [
    "/data/conf.d/1.conf: one line",
  ]);
});

describe("lists of ciphers and groups", () => {
  test.each<[line: string, version: number, value: string, shown: string[]]>([
    [
      "ssl_ciphers = |'ECDHE-RSA-AES256-GCM-SHA384:!aNULL:nonsense'",
      18,
      "'ECDHE-RSA-AES256-GCM-SHA384:!aNULL:nonsense'",
      [
        "1 suite",
        "ECDHE-RSA-AES256-GCM-SHA384: adds 1 suite",
        "!aNULL: bars for good",
        "nonsense: not known, skipped",
      ],
    ],
    ["ssl_ciphers = |'HIGH:!ALL'", 18, "'HIGH:!ALL'", ["0 suites"]],
    ["ssl_tls13_ciphers = |'HIGH'", 18, "'HIGH'", ["HIGH: no suite of TLS 1.3"]],
    ["ssl_groups = |'P-256:x'", 18, "'P-256:x'", ["also called prime256v1", "x: not known"]],
    [
      "ssl_groups = |'?X448/*P-256:DEFAULT'",
      18,
      "'?X448/*P-256:DEFAULT'",
      ["also called x448", "OpenSSL's own list"],
    ],
    ["ssl_ecdh_curve = |'secp256k1'", 16, "'secp256k1'", ["do not offer it"]],
  ])("%s in %i", async (line, version, word, shown) => {
    await checkHover(line, { language, version }, word, shown);
  });
});
