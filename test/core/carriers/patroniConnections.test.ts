import { expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { openManifest, shownIn } from "../../support/embedded.ts";
import { openFiles } from "../../support/openService.ts";

type Variables = Readonly<Record<string, string>>;
const lines = (variables: Variables, write: (name: string, value: string) => string, indent: number) =>
  Object.entries(variables)
    .map(([name, value]) => write(name, value).replace(/^/gm, " ".repeat(indent)))
    .join("\n");

/** How variables are written, by where they are. */
const forms: Readonly<Record<string, (variables: Variables) => string>> = {
  "a map of Compose": (variables) =>
    `services:\n  db:\n    environment:\n${lines(variables, (name, value) => `${name}: ${value}`, 6)}`,
  "a list of Compose": (variables) =>
    `services:\n  db:\n    environment:\n${lines(variables, (name, value) => `- ${name}=${value}`, 6)}`,
  "a container": (variables) =>
    `kind: StatefulSet\nspec:\n  template:\n    spec:\n      containers:\n        - env:\n${lines(variables, (name, value) => `- name: ${name}\n  value: ${value}`, 12)}`,
};

/** The rules that report something, and the names or values at which. */
const cases: readonly (readonly [Variables, readonly string[]])[] = [
  [{ PATRONI_REPLICATION_SSLMODE: "verify_full" }, ["verify_full: embedded-mode-unknown"]],
  [{ PATRONI_SUPERUSER_CHANNEL_BINDING: "on" }, ["on: embedded-mode-unknown"]],
  [{ PATRONI_REWIND_SSLMODE: "verify-ca" }, ["PATRONI_REWIND_SSLMODE: embedded-tls-incomplete"]],
  [{ PATRONI_REPLICATION_SSLCERT: "/a.crt" }, ["PATRONI_REPLICATION_SSLCERT: embedded-tls-incomplete"]],
  [{ PATRONI_REPLICATION_SSLKEY: "/a.key" }, ["PATRONI_REPLICATION_SSLKEY: embedded-tls-incomplete"]],
  [{ PATRONI_REPLICATION_SSL_MODE: "require" }, ["PATRONI_REPLICATION_SSL_MODE: embedded-tls-incomplete"]],
  [{ PATRONI_RESTAPI_KEYFILE: "/a.key" }, ["PATRONI_RESTAPI_KEYFILE: embedded-tls-incomplete"]],
  [{ PATRONI_RESTAPI_CERTFILE: "/a.crt" }, ["PATRONI_RESTAPI_CERTFILE: embedded-tls-incomplete"]],
  // It may hold the key as well.
  [{ PATRONI_RESTAPI_CERTFILE: "/a.pem" }, []],
  [
    { PATRONI_RESTAPI_CERTFILE: "/a.pem", PATRONI_RESTAPI_VERIFY_CLIENT: "require" },
    ["PATRONI_RESTAPI_VERIFY_CLIENT: embedded-tls-incomplete"],
  ],
  [
    { PATRONI_RESTAPI_CERTFILE: "/a.pem", PATRONI_RESTAPI_VERIFY_CLIENT: "optional" },
    ["PATRONI_RESTAPI_VERIFY_CLIENT: embedded-tls-incomplete"],
  ],
  [{ PATRONI_RESTAPI_VERIFY_CLIENT: "required" }, ["PATRONI_RESTAPI_VERIFY_CLIENT: embedded-tls-incomplete"]],
  [
    {
      PATRONI_RESTAPI_CERTFILE: "/a.pem",
      PATRONI_RESTAPI_CAFILE: "/ca.pem",
      PATRONI_RESTAPI_VERIFY_CLIENT: "required",
    },
    ["PATRONI_RESTAPI_VERIFY_CLIENT: embedded-tls-incomplete"],
  ],
  [{ PATRONI_CTL_CAFILE: "/ca.crt" }, ["PATRONI_CTL_CAFILE: embedded-tls-incomplete"]],
  [{ PATRONI_CTL_CERTFILE: "/a.crt", PATRONI_CTL_KEYFILE: "/a.key" }, []],
  [
    {
      PATRONI_REPLICATION_SSLMODE: "verify-full",
      PATRONI_REPLICATION_SSLROOTCERT: "/ca.crt",
      PATRONI_REPLICATION_SSLCERT: "/a.crt",
      PATRONI_REPLICATION_SSLKEY: "/a.key",
    },
    [],
  ],
  [{ PATRONI_REPLICATION_SSLMODE: "verify-ca", PGSSLROOTCERT: "/ca.crt" }, []],
  [{ PATRONI_REPLICATION_SSLMODE: "$MODE", PATRONI_RESTAPI_VERIFY_CLIENT: "$VERIFY" }, []],
  [{ PATRONI_RESTAPI_LISTEN: "0.0.0.0:8008", PATRONI_SOMETHING_SSLMODE: "x" }, []],
];

test.each(Object.entries(forms))("variables of Patroni in %s", async (_, write) => {
  for (const [variables, expected] of cases)
    expect(await openManifest(write(variables)).shown()).toEqual(expected);
});

test("variables of Patroni in a file of variables", async () => {
  for (const [variables, expected] of cases) {
    const text = `${lines(variables, (name, value) => `${name}=${value}`, 0)}\n`;
    const { service } = openFiles({});
    const uri = "file:///repo/patroni.env";
    service.open(new SourceDocument(uri, "dotenv", 1, text));
    const found = ((await service.diagnose(uri)) ?? []).filter(({ rule }) => rule.startsWith("embedded"));
    const shown = found.map(
      ({ rule, line, span }) => `${text.split("\n")[line]?.slice(span.start, span.end)}: ${rule}`,
    );
    expect(shown).toEqual(expected);
  }
});

test.each([
  ["ENV PATRONI_REPLICATION_SSLMODE=verify_full", ["verify_full: embedded-mode-unknown"]],
  ['ENV PATRONI_REPLICATION_SSLMODE "verify_full"', ["verify_full: embedded-mode-unknown"]],
  ["ENV A=b \\\n  PATRONI_SUPERUSER_CHANNEL_BINDING=on", ["on: embedded-mode-unknown"]],
  ["ENV PATRONI_CTL_CAFILE=/ca.crt", ["PATRONI_CTL_CAFILE: embedded-tls-incomplete"]],
  ["ENV PATRONI_CTL_CAFILE=", ["PATRONI_CTL_CAFILE: embedded-tls-incomplete"]],
  ["ARG MODE=x\nENV PATRONI_REPLICATION_SSLMODE=$MODE", []],
  ["ENV PATRONI_REPLICATION_SSLMODE=verify_full\nFROM patroni", []],
  ["ENV PATRONI_RESTAPI_KEYFILE=/a.key", []],
])("variables of Patroni in a Dockerfile: %s", async (instructions, expected) => {
  for (const image of ["patroni", "postgres:17"]) {
    const found = await shownIn("dockerfile", `FROM ${image}\n${instructions}\n`);
    expect(found).toEqual(expected);
  }
});

test("what may be given elsewhere is not missing", async () => {
  const variables = { PATRONI_RESTAPI_KEYFILE: "/a.key", PATRONI_REPLICATION_SSLMODE: "verify" };
  const mode = "verify: embedded-mode-unknown";
  const service = forms["a map of Compose"]?.(variables) ?? "";
  expect(await openManifest(`${service}\n    env_file: x.env`).shown()).toEqual([mode]);
  const container = forms["a container"]?.(variables) ?? "";
  expect(await openManifest(`${container}\n          envFrom:\n            - x: 1`).shown()).toEqual([mode]);
  const map = `kind: ConfigMap\ndata:\n${lines(variables, (name, value) => `${name}: ${value}`, 2)}`;
  expect(await openManifest(map).shown()).toEqual([mode]);
});

test.each([
  ["restapi:\n  keyfile: /a.key", ["keyfile: embedded-tls-incomplete"]],
  ["restapi:\n  cacert: /ca.crt", ["cacert: embedded-tls-incomplete"]],
  ["ctl:\n  cafile: /ca.crt", ["cafile: embedded-tls-incomplete"]],
  ["ctl:\n  insecure: false\n  cacert: /ca.crt", []],
])("sections of Patroni's file: %s", async (section, expected) => {
  const list = "pg_hba: [hostssl all all all cert, hostnossl all all all reject]";
  expect(await openManifest(`scope: a\n${section}\npostgresql:\n  ${list}`).shown()).toEqual(expected);
});

test("a wrong name is put right where it is written", async () => {
  const open = openManifest(forms["a list of Compose"]?.({ PATRONI_CTL_CAFILE: "/ca.crt" }) ?? "");
  expect(await open.fixed(/Change to PATRONI_CTL_CACERT/)).toBe(open.text.replace("CAFILE", "CACERT"));
  const file = openManifest("scope: a\nctl:\n  cafile: /ca.crt\npostgresql:\n  pg_hba: []");
  expect(await file.fixed(/Change to cacert/)).toBe(file.text.replace("cafile", "cacert"));
});

test.each([
  ["export PATRONI_REPLICATION_SSLMODE=verify_full", ["verify_full: embedded-mode-unknown"]],
  [
    "PATRONI_NAME=a PATRONI_CTL_CAFILE='/ca.crt' patroni /etc/patroni.yml",
    ["PATRONI_CTL_CAFILE: embedded-tls-incomplete"],
  ],
  ["docker run -e PATRONI_SUPERUSER_SSLMODE=on patroni", ["on: embedded-mode-unknown"]],
  ['export PATRONI_REPLICATION_SSLMODE="$MODE"', []],
  ["# PATRONI_REPLICATION_SSLMODE=verify_full", []],
  ['echo "$PATRONI_REPLICATION_SSLMODE=verify_full"', []],
  ["export PATRONI_RESTAPI_KEYFILE=/a.key", []],
])("variables of Patroni in a script: %s", async (script, shown) => {
  const found = await shownIn("shellscript", `#!/bin/sh\n${script}\n`);
  expect(found.filter((one) => one.includes(": embedded"))).toEqual(shown);
});
