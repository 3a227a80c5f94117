import { expect, test } from "vitest";
import type { OfferedFix } from "../../../server/src/core/index.ts";
import { materialBytes, materialTime } from "../../support/fixtures/materials.ts";
import { openCluster, toUri } from "../../support/openService.ts";

/** The changes on disk that are offered for a configuration; files are given by their materials. */
async function offered(
  text: string,
  files: Readonly<Record<string, string>>,
  trusted = true,
): Promise<readonly OfferedFix[]> {
  const joined = Object.entries(files).map(([name, materials]): [string, Uint8Array] => [
    name,
    Buffer.concat(materials.split(" + ").map(materialBytes)),
  ]);
  const server = {
    "postgresql.conf": text,
    "server.crt": materialBytes("leaf"),
    "server.key": { bytes: materialBytes("leaf-key"), mode: 0o600 },
  };
  const options = { time: materialTime, settings: { trusted } };
  const { service } = openCluster({ ...server, ...Object.fromEntries(joined) }, options);
  return (await service.fixes(toUri("postgresql.conf"), 0, 9)).filter(({ action }) => action);
}

const conf = "ssl = on\nssl_cert_file = 'server.crt'\n";

test.each<[what: string, text: string, files: Record<string, string>, changes: string[][]]>([
  [
    "a leaf that is last comes first, its issuers in their order, and then the rest",
    conf,
    { "server.crt": "root + intermediate + leaf" },
    [["1. CN=db.example.com, was number 3", "2. CN=Intermediate", "3. CN=Root, was number 1"]],
  ],
  [
    "an intermediate nearby is added, its root is not",
    conf,
    { "some.pem": "root + intermediate" },
    [["1. CN=db.example.com", "2. CN=Intermediate, from /data/some.pem"]],
  ],
  [
    "an issuer is not used where it cannot be checked that it signed",
    conf,
    { "server.crt": "unknown-signature-leaf", "some.pem": "intermediate" },
    [],
  ],
  [
    "nor is a list",
    `${conf}ssl_ca_file = 'ca.crt'\nssl_crl_file = 'c'\n`,
    {
      "server.crt": "leaf + intermediate",
      "ca.crt": "root",
      c: "other-crl",
      "some.pem": "unknown-signature-crl",
    },
    [],
  ],
  ["an intermediate of the same name and another key is not used", conf, { "some.pem": "other-root" }, []],
  [
    "issuers that are out of order are put in order, or the root is left out",
    conf,
    { "server.crt": "leaf + root + intermediate" },
    [
      ["1. CN=db.example.com", "2. CN=Intermediate, was number 3", "3. CN=Root, was number 2"],
      ["1. CN=db.example.com", "2. CN=Intermediate, was number 3", "left out: CN=Root"],
    ],
  ],
  [
    "what is no part of the chain is left out",
    conf,
    { "server.crt": "leaf + intermediate + client-intermediate + intermediate" },
    [
      [
        "1. CN=db.example.com",
        "2. CN=Intermediate",
        "left out: CN=Intermediate",
        "left out: CN=Intermediate",
      ],
    ],
  ],
  [
    "the root is left out",
    conf,
    { "server.crt": "leaf + intermediate + root" },
    [["1. CN=db.example.com", "2. CN=Intermediate", "left out: CN=Root"]],
  ],
  [
    "a root is added to the CA file together with what is between",
    `${conf}ssl_ca_file = 'ca.crt'\n`,
    { "server.crt": "leaf + intermediate", "ca.crt": "intermediate", "roots.pem": "other-root + root" },
    [["1. CN=Intermediate", "2. CN=Root, from /data/roots.pem"]],
  ],
  ["a file with a byte-order mark is left alone", conf, { "server.crt": "intermediate + leaf-bom" }, []],
  ["a file with a damaged block is left alone", conf, { "server.crt": "intermediate + leaf + cut-off" }, []],
])("%s", async (_, text, files, changes) => {
  const fixes = await offered(text, files);
  expect(fixes.map(({ action }) => action?.changes)).toEqual(changes);
});

test("files are not looked for in a workspace that is not trusted", async () => {
  const files = { "some.pem": "intermediate" };
  expect(await offered(conf, files)).toHaveLength(1);
  expect(await offered(conf, files, false)).toEqual([]);
});

test("of a large bundle only what changes is shown one by one", async () => {
  const bundle = Array.from({ length: 20 }, () => "other-root").join(" + ");
  const text = `${conf}ssl_ca_file = 'ca.crt'\n`;
  const files = {
    "server.crt": "leaf + intermediate",
    "ca.crt": `${bundle} + intermediate`,
    "root.pem": "root",
  };
  const fixes = await offered(text, files);
  const added = fixes.find(({ title }) => title.startsWith("Add"));
  expect(added?.action?.changes).toEqual(["21 stay in place", "22. CN=Root, from /data/root.pem"]);
});

test("a file is named in pg_hosts.conf with that file's quotes", async () => {
  const hosts = toUri("pg_hosts.conf");
  const files = {
    "postgresql.conf": "ssl = on\nssl_sni = on\n",
    "pg_hosts.conf": "db.example.com server.crt old.key\n",
    "server.crt": Buffer.concat(["leaf", "intermediate"].map(materialBytes)),
    "old.key": { bytes: materialBytes("other-key"), mode: 0o600 },
    "new key.key": { bytes: materialBytes("leaf-key"), mode: 0o600 },
  };
  const { service } = openCluster(files, { version: 19, time: materialTime });
  const fix = (await service.fixes(hosts, 0, 0)).find(({ diagnostic }) => diagnostic.rule === "key-mismatch");
  expect(fix?.title).toBe("Name the key that matches the certificate: new key.key");
  expect(fix?.edits).toEqual([
    { place: { uri: hosts, line: 0, span: { start: 26, end: 33 } }, newText: '"new key.key"' },
  ]);
});
