import { expect, test } from "vitest";
import { openManifest, positionIn } from "../../support/embedded.ts";

const manifest = (lines: string) => `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:16.2
  postgresql:
    ${lines.replaceAll("\n", "\n    ")}
`;
const methods = ["scram-sha-256", "cert", "reject"];

/** The first proposals at `|`, and the manifest without it. */
async function propose(marked: string) {
  const at = marked.trimStart().indexOf("|");
  const opened = openManifest(marked.replace("|", ""));
  const position = positionIn(opened.document, at);
  const before = await opened.findings();
  const list = await opened.service.complete(opened.uri, position);
  expect(await opened.findings()).toEqual(before);
  expect(opened.service.openUris).toEqual([opened.uri]);
  if (list) expect(list).toMatchObject({ line: position.line, span: { end: position.character } });
  return { items: list?.items ?? [], first: (list?.items ?? []).slice(0, 3).map(({ label }) => label) };
}

test.each<[string, string, readonly string[]]>([
  ["behind a blank", "pg_hba:\n  - hostssl all all samenet |", methods],
  ["behind a blank, in quotes", 'pg_hba:\n  - "hostssl all all samenet |"', methods],
  [
    "behind a blank, with items below",
    "pg_hba:\n  - hostssl all all samenet |\n  - local all all peer",
    methods,
  ],
  ["within a word", "pg_hba:\n  - hostssl all all samenet s|", methods],
  ["in an empty item", "pg_hba:\n  - |", ["local", "host", "hostssl"]],
  ["in an empty value", "parameters:\n  ssl_min_protocol_version: |", ["TLSv1.3", "TLSv1.2", "TLSv1.1"]],
  ["behind a value", "parameters:\n  ssl_min_protocol_version: TLSv1.2 |", []],
  ["at a field of the operator's", "pg_hba: [local all all peer]\nsynchronous: |", []],
  [
    "before a word",
    "pg_hba:\n  - hostssl all | samenet md5",
    ["all", "cnpg_pooler_pgbouncer", "streaming_replica"],
  ],
])("proposals %s", async (_, lines, expected) => {
  expect((await propose(manifest(lines))).first).toEqual(expected);
});

test("proposals say in which line of the manifest a setting is given", async () => {
  const { items } = await propose(manifest('parameters:\n  max_connections: "100"\n  max_c|: "5"'));
  const detailOf = (name: string) => items.find(({ label }) => label === name)?.detail;
  expect(detailOf("max_connections")).toBe("set in line 7");
  expect(detailOf("ssl_min_protocol_version")).toBe("set in a line that CloudNativePG adds");
});
