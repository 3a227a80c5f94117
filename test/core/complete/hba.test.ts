import { describe, expect, test } from "vitest";
import { openService } from "../../support/openService.ts";
import { check, checkApplied, checkSome, completions } from "./checkCompletion.ts";

const types = ["local", "host", "hostssl", "hostnossl", "hostgssenc", "hostnogssenc"];
const databases = ["all", "sameuser", "samerole", "samegroup", "replication"];

describe("columns of pg_hba.conf", () => {
  test.each<[line: string, version: number, labels: string[]]>([
    ["|", 15, types],
    ["|", 16, [...types, "include", "include_if_exists", "include_dir"]],
    ["ho|", 13, types],
    ["ho| all all all trust", 18, types],
    ["local |", 13, databases],
    ["local    |   ", 13, databases],
    ["local all,|", 13, databases.slice(1)],
    ["local all, |", 13, databases.slice(1)],
    ["local sam|euser all trust", 13, databases],
    ["local all |", 13, ["all"]],
    [
      "local all all |",
      13,
      ["scram-sha-256", "reject", "trust", "peer", "ident", "password", "md5", "ldap", "pam", "radius"],
    ],
    [
      "host all all all |",
      13,
      ["scram-sha-256", "reject", "trust", "ident", "password", "md5", "gss", "ldap", "pam", "radius"],
    ],
    [
      "hostssl all all all |",
      18,
      [
        "scram-sha-256",
        "cert",
        "reject",
        "trust",
        "ident",
        "password",
        "md5",
        "gss",
        "ldap",
        "pam",
        "radius",
        "oauth",
      ],
    ],
    [
      "hostssl all all all |",
      19,
      ["scram-sha-256", "cert", "reject", "trust", "ident", "password", "md5", "gss", "ldap", "pam", "oauth"],
    ],
    [
      "host all all 10.0.0.0 |",
      18,
      ["255.255.255.255", "255.255.255.0", "255.255.0.0", "255.0.0.0", "0.0.0.0"],
    ],
    [
      "host all all ::1 |",
      18,
      [
        "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
        "ffff:ffff:ffff:ffff::",
        "ffff:ffff:ffff::",
        "ffff:ffff::",
        "::",
      ],
    ],
    ["hostssl all all all cert |", 13, ["map", "clientcert"]],
    ["hostssl all all all cert |", 14, ["map", "clientcert", "clientname"]],
    ["hostssl all all all cert map=x |", 14, ["clientcert", "clientname"]],
    ["host all all all md5 |", 14, []],
    ["host all all all oauth |", 18, ["issuer", "scope", "map", "validator", "delegate_ident_mapping"]],
    ["hostssl all all all cert clientcert=|", 14, ["verify-full"]],
    ["hostssl all all all cert clientcert=|", 13, ["verify-full", "verify-ca", "1"]],
    ["hostssl all all all md5 clientcert=|", 14, ["verify-full", "verify-ca"]],
    ["hostssl all all all md5 clientcert=|", 13, ["verify-full", "verify-ca", "1", "no-verify", "0"]],
    ["hostssl all all all md5 clientcert=veri|", 19, ["verify-full", "verify-ca"]],
    ["hostssl all all all md5 clientname=|", 14, ["CN", "DN"]],
    ["hostssl all all all md5 clientname=|", 13, []],
    ["host all all all ldap ldapscheme=|", 13, ["ldaps", "ldap"]],
    ["host all all all ldap ldaptls=|", 13, ["1", "0"]],
    ["host all all all trust # |", 13, []],
  ])("%s in %i", async (line, version, labels) => {
    await check(line, { version }, labels);
  });

  test("methods by what the server is built with", async () => {
    const first = "# pgssl: build=ssl,sspi version=18\n";
    await checkSome(`${first}host all all all |`, {}, ["sspi"], ["gss", "ldap", "pam"]);
    await checkSome("# pgssl: build=gssapi\nhostssl all all all |", {}, ["gss"], ["cert"]);
    const { items } = await completions("# pgssl: build=gssapi\n|");
    expect(items.find(({ label }) => label === "hostssl")?.detail).toContain("never matches");
  });

  test("a deprecated method is marked so from the version that deprecates it", async () => {
    const isMarked = async (version: number) => {
      const { items } = await completions("host all all all m|", { version });
      return items.find(({ label }) => label === "md5")?.deprecated === true;
    };
    expect([await isMarked(17), await isMarked(18)]).toEqual([false, true]);
  });
});

describe("addresses", () => {
  test("keywords, common networks, those of the lines around", async () => {
    const text =
      "host all all 10.9.0.0/16 trust\nhost all all |\nlocal all all trust\nhost a b 10.8.0.0/16 trust\n";
    const { items } = await completions(text);
    const labels = items.map(({ label }) => label);
    expect(labels.slice(0, 5)).toEqual(["all", "samehost", "samenet", "127.0.0.1/32", "::1/128"]);
    expect(labels.slice(-2)).toEqual(["10.9.0.0/16", "10.8.0.0/16"]);
    expect(labels).toContain("10.0.0.0/8");
  });

  test.each<[typed: string, first: string[]]>([
    ["10.0.0.0", ["all", "samehost", "samenet", "10.0.0.0/32", "10.0.0.0/24", "10.0.0.0/16", "10.0.0.0/8"]],
    ["10.0.0.7/", ["all", "samehost", "samenet", "10.0.0.7/32", "127.0.0.1/32"]],
    ["fd00::", ["all", "samehost", "samenet", "fd00::/128", "fd00::/64", "fd00::/48", "fd00::/32"]],
  ])("%s", async (typed, first) => {
    const { items } = await completions(`host all all ${typed}|`);
    expect(items.slice(0, first.length).map(({ label }) => label)).toEqual(first);
  });
});

test("names used in the lines around", async () => {
  const text =
    'host app,,web alice all trust\nhost all |\nhost "my db" bob all trust\nhost db carol all trust\n';
  await check(text, {}, ["all", "alice", "carol"]);
  const databases = text.replace("host all |", "host |");
  await checkSome(databases, {}, ["app", "web", "db"], [""]);
});

test("maps of pg_ident.conf", async () => {
  const files = { "pg_ident.conf": 'people a b\n"my map" a b\n' };
  await check("local all all peer map=|", { files }, ["people", "my map"]);
  await checkApplied("local all all peer map=|", { files }, "my map", 'local all all peer map="my map"');
  await checkApplied('local all all peer map="m|"', { files }, "my map", 'local all all peer map="my map"');
  await checkApplied('local all all peer "map=m|"', { files }, "my map", 'local all all peer "map=my map"');
});

test("validators of oauth_validator_libraries", async () => {
  const files = { "postgresql.conf": "oauth_validator_libraries = 'one, two'\n" };
  await check("host all all all oauth validator=|", { files }, ["one", "two"]);
});

describe("the document after a proposal is accepted", () => {
  test.each<[line: string, label: string, result: string]>([
    ["hos| all all all trust", "hostssl", "hostssl all all all trust"],
    [
      "hostssl all all all cert clientcert=ver|",
      "verify-full",
      "hostssl all all all cert clientcert=verify-full",
    ],
    ["hostssl all all all cert client|", "clientcert", "hostssl all all all cert clientcert="],
    [
      "hostssl all all all cert cli|=verify-full",
      "clientcert",
      "hostssl all all all cert clientcert=verify-full",
    ],
    ["hostssl all all all ce|\nlocal all all trust", "cert", "hostssl all all all cert\nlocal all all trust"],
    ["hostssl all all all \\\nce|", "cert", "hostssl all all all \\\ncert"],
    ["host all all 10.0.0.0|", "10.0.0.0/8", "host all all 10.0.0.0/8 "],
    ["hostssl a\\\nl| all all trust", "all", "hostssl a\\\nall all all trust"],
    ["host all,repl| all all trust", "replication", "host all,replication all all trust"],
  ])("%s takes %s", async (line, label, result) => {
    await checkApplied(line, {}, label, result);
  });
});

describe("what follows a proposal that is accepted", () => {
  const above = "# TYPE  DATABASE        USER            ADDRESS                 METHOD\n";
  test.each<[line: string, label: string, result: string, opensNext?: false]>([
    ["hos|", "hostssl", "hostssl "],
    ["local |", "all", "local all "],
    ["local all |", "all", "local all all "],
    ["host all all |", "samenet", "host all all samenet "],
    ["host all all 10.0.0.0 |", "255.0.0.0", "host all all 10.0.0.0 255.0.0.0 "],
    [`${above}hos|`, "hostssl", `${above}hostssl `],
    [`${above}lo|`, "local", `${above}local   `],
    [`${above}local   |`, "all", `${above}local   all             `],
    [`${above}local   all             |`, "all", `${above}local   all             ${"all".padEnd(40)}`],
    [
      `${above}host    all             all             |`,
      "::1/128",
      `${above}host    all             all             ::1/128                 `,
    ],
    [`local all all peer\nhostssl all \\\n|`, "all", "local all all peer\nhostssl all \\\nall "],
    ["host all all all oa|", "oauth", "host all all all oauth "],
    ["host all all all ldap ldapt|", "ldaptls", "host all all all ldap ldaptls="],
    [`${above}include|`, "include_dir", `${above}include_dir `],
    ["host all all all scr|", "scram-sha-256", "host all all all scram-sha-256", false],
    [
      "hostssl all all all md5 clientcert=|",
      "verify-full",
      "hostssl all all all md5 clientcert=verify-full",
      false,
    ],
    ["local a| all trust", "all", "local all all trust", false],
  ])("%s takes %s", async (line, label, result, opensNext) => {
    await checkApplied(line, {}, label, result);
    const { items } = await completions(line);
    expect(items.find((item) => item.label === label)?.opensNext).toBe((opensNext ?? true) || undefined);
  });

  test("snippets have the columns of the lines around", async () => {
    const { items } = await completions(`${above}|`);
    expect(items.find(({ label }) => label === "hostssl … cert")?.newText).toBe(
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the editor's placeholders
      "hostssl ${1:all}             ${2:all}             ${3:10.0.0.0/8}              cert",
    );
  });
});

describe("files that lines take in", () => {
  const files = { "more.conf": "", roles: "", "hba.d/1.conf": "", "my files/x.conf": "" };
  test.each<[line: string, labels: string[]]>([
    ["include |", ["more.conf", "hba.d/", "my files/", "roles"]],
    ["include_dir |", ["hba.d/", "my files/"]],
    ["include hba.d/|", ["hba.d/1.conf"]],
    ["host all @r|", ["more.conf", "hba.d/", "my files/", "roles"]],
  ])("%s", async (line, labels) => {
    const all = { ...files, "pg_hba.conf": "" };
    await check(line, { files: all, version: 16 }, labels);
  });

  test("quotation marks come with a proposal that needs them", async () => {
    await checkApplied("include my|", { files }, "my files/", 'include "my files/$0"');
    await checkApplied('include "my|"', { files }, "my files/", 'include "my files/"');
    await checkApplied("host all @ro|", { files }, "roles", "host all @roles");
  });
});

test("whole lines where a line is empty", async () => {
  const { items } = await completions("|");
  const lines = items.filter(({ kind }) => kind === "snippet");
  expect(lines.map(({ label }) => label)).toContain("hostssl … cert");
  expect(lines.find(({ label }) => label === "hostssl replication …")?.newText).toBe(
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the editor's placeholders
    "hostssl replication ${1:replicator} ${2:10.0.0.0/8} ${3|scram-sha-256,cert|}",
  );
  const { items: later } = await completions("host| all");
  expect(later.filter(({ kind }) => kind === "snippet")).toEqual([]);
});

test("documentation is found by the key of a proposal", async () => {
  const { service } = openService("|");
  for (const text of [
    "|",
    "local |",
    "local all |",
    "host all all |",
    "host all all all |",
    "hostssl all all all cert |",
    "hostssl all all all cert clientcert=|",
  ]) {
    const { items } = await completions(text);
    const keys = items.flatMap(({ documentationKey }) => documentationKey ?? []);
    expect(keys.length).toBeGreaterThan(0);
    for (const key of keys) expect(await service.documentationOf(key), key).toBeTruthy();
  }
  for (const key of ["", "setting", "setting 99 ssl", "constructor 18 x", "setting 18 nothing"]) {
    expect(await service.documentationOf(key)).toBeUndefined();
  }
});
