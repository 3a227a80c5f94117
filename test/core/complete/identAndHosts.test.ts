import { beforeAll, describe, expect, test } from "vitest";
import { type CertificateFiles, createCertificateFiles } from "../../support/certificates.ts";
import { check, checkApplied, checkSome, completions } from "./checkCompletion.ts";

describe("pg_ident.conf", () => {
  const language = "pg-ident" as const;
  const lines = "people alice bob\nstaff /^(.*)@x$ \\1\n";
  const directives = ["include", "include_if_exists", "include_dir"];

  test.each<[text: string, version: number, labels: string[]]>([
    [`${lines}|`, 15, ["people", "staff"]],
    [`${lines}|`, 16, ["people", "staff", ...directives]],
    [`${lines}people |`, 16, ["/^(.*)@x$", "alice"]],
    [`${lines}people alice |`, 16, ["all", "bob"]],
    [`${lines}people alice |`, 15, ["bob"]],
    [`${lines}people /^(.)$ |`, 16, ["\\1", "all", "bob"]],
    [`${lines}people alice bob |`, 16, []],
    ["include |", 16, ["more.conf"]],
  ])("%s in %i", async (text, version, labels) => {
    await check(text, { language, version, files: { "pg_ident.conf": lines, "more.conf": "" } }, labels);
  });
});

describe("pg_hosts.conf", () => {
  let pem: CertificateFiles;
  beforeAll(async () => {
    pem = await createCertificateFiles();
  });
  const surroundings = () => ({
    language: "pg-hosts" as const,
    version: 19,
    files: {
      "server.crt": pem.serverChain,
      "server.key": { text: pem.serverKey, mode: 0o600 },
      "my ca.crt": pem.root,
    },
  });

  test.each<[line: string, first: string[], absent: string[]]>([
    ["|", ["*", "/no_sni/", "include"], []],
    ["a.org,|", [], ["*", "/no_sni/"]],
    ["a.org |", ["my ca.crt", "server.crt"], ["*"]],
    ["a.org server.crt |", ["server.key"], ['""']],
    ["a.org server.crt server.key |", ["my ca.crt", "server.crt", '""'], []],
    ['a.org server.crt server.key "" |', [], ["on"]],
    ['a.org server.crt server.key "" cat |', ["on", "off"], []],
  ])("%s", async (line, proposed, absent) => {
    await checkSome(line, surroundings(), proposed, absent);
  });

  test("keys come first where a key is wanted", async () => {
    const { items } = await completions("a.org server.crt |", surroundings());
    expect(items[0]).toMatchObject({ label: "server.key", detail: "private key, 0600, matches server.crt" });
  });

  test("quotation marks where they are needed", async () => {
    const line = "a.org server.crt server.key ";
    await checkApplied(`${line}|`, surroundings(), "my ca.crt", `${line}"my ca.crt"`);
    await checkApplied(`${line}"my|"`, surroundings(), "my ca.crt", `${line}"my ca.crt"`);
  });
});
