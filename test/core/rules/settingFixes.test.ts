import { expect, test } from "vitest";
import { applyEdits } from "../../../server/src/core/features/applyEdits.ts";
import { materialBytes } from "../../support/fixtures/materials.ts";
import { openCluster, toUri } from "../../support/openService.ts";

const withoutSsl = "hostssl all all 10.0.0.0/8 scram-sha-256\n";
const withoutCa = "hostssl all all 10.0.0.0/8 cert\n";

/**
 * Applies the fix whose title starts so, offered on the first line of pg_hba.conf or another file, to postgresql.conf, and returns
 * that file's text; `undefined` where none is offered.
 */
async function fixed(
  line: string,
  title: string,
  files: Readonly<Record<string, string>>,
  at = "pg_hba.conf",
): Promise<string | undefined> {
  const { service } = openCluster({ "pg_hba.conf": line, ...files });
  const edit = (await service.fixes(toUri(at), 0, 0)).find((fix) => fix.title.startsWith(title))?.edits?.[0];
  if (!edit) return undefined;
  const document = await service.document(edit.place.uri);
  return applyEdits(document?.lines ?? [], [edit]);
}

test.each([
  ["port = 5433\nssl = off # for now\n", "port = 5433\nssl = on # for now\n"],
  ["# ours\n\nport = 5433\n", "# ours\n\nssl = on\nport = 5433\n"],
  ["port = 5433\nssl_ca_file = 'a'\n", "port = 5433\nssl = on\nssl_ca_file = 'a'\n"],
  ["", "ssl = on\n"],
  ["port = 5433", "ssl = on\nport = 5433"],
  ["# ours\r\nport = 5433\r\n", "# ours\r\nssl = on\r\nport = 5433\r\n"],
])("ssl is switched on in %j", async (before, after) => {
  expect(await fixed(withoutSsl, "Set ssl = on", { "postgresql.conf": before })).toBe(after);
});

test.each([
  ["ssl = on\n", "ssl = on\nssl_ca_file = 'root.crt'\n"],
  ["ssl = on\nssl_ca_file = ''\n", "ssl = on\nssl_ca_file = 'root.crt'\n"],
])("a CA is named in %j", async (before, after) => {
  expect(await fixed(withoutCa, "Set ssl_ca_file", { "postgresql.conf": before })).toBe(after);
});

test.each([
  ["ssl_min_protocol_version = TLS1.2", "ssl_min_protocol_version = 'TLSv1.2'"],
  ["ssl_min_protocol_version = TLSv1.4", "ssl_min_protocol_version = 'TLSv1.3'"],
  ["ssl_min_protocol_version = TLSv9", "ssl_min_protocol_version = 'TLSv1.2'"],
  ["ssl_min_protocol_version = TLS1.0", "ssl_min_protocol_version = TLSv1"],
  ["wal_level = replcia", "wal_level = replica"],
])("what a mistyped value means: %s", async (before, after) => {
  const files = { "postgresql.conf": before };
  expect(await fixed("", "Change to", files, "postgresql.conf")).toBe(after);
});

test("what ALTER SYSTEM set is left to it", async () => {
  const files = { "postgresql.conf": "ssl = on\n", "postgresql.auto.conf": "ssl = 'off'\n" };
  expect(await fixed(withoutSsl, "Set ssl = on", files)).toBeUndefined();
});

const ca = materialBytes("root");

/** The titles of the fixes that name a CA file, where the CA's certificate is in some file. */
async function named(file: string, pathMappings: Readonly<Record<string, string>>) {
  const files = {
    "postgresql.conf": "ssl = on\ndata_directory = '/data'\n",
    "pg_hba.conf": withoutCa,
    [file]: ca,
  };
  const { service } = openCluster(files, { settings: { pathMappings } });
  const fixes = await service.fixes(toUri("pg_hba.conf"), 0, 0);
  return fixes.map(({ title }) => title).filter((title) => title.startsWith("Set ssl_ca_file"));
}

test.each([
  ["in the data directory", "ca.crt", {}, ["Set ssl_ca_file = 'ca.crt' in postgresql.conf"]],
  ["with a quote in its name", "o'ca.crt", {}, ["Set ssl_ca_file = 'o''ca.crt' in postgresql.conf"]],
  ["where a mapping leads elsewhere", "ca.crt", { "/data": "/copy" }, []],
])(
  "a fix names a CA file %s only by a path that the server reads as that file",
  async (_, file, mappings, titles) => {
    expect(await named(file, mappings)).toEqual(titles);
  },
);
