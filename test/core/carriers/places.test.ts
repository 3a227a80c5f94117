import { expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { openManifest, positionIn } from "../../support/embedded.ts";

const compose = `
services:
  db:
    image: postgres:16
    command: ["-c", "ssl=on", "-c", "config_file=/etc/p/postgresql.conf"]
    volumes:
      - ./conf:/etc/p
`;

async function hoverIn(open: ReturnType<typeof openManifest>, word: string): Promise<string | undefined> {
  const position = positionIn(open.document, open.text.indexOf(word) + 1);
  return (await open.service.hover(open.uri, position))?.markdown;
}

test("the assignment in force is in a line of the manifest", async () => {
  const open = openManifest(`
spec:
  postgresql:
    parameters:
      ssl_min_protocol_version: TLSv1.2
      ssl_max_protocol_version: TLSv1.3
      ssl_min_protocol_version: TLSv1.3
kind: Cluster
apiVersion: postgresql.cnpg.io/v1
`);
  expect(await hoverIn(open, "ssl_min_protocol_version: TLSv1.2")).toContain(
    "**In force:** `TLSv1.3`, set in line 6 of this file.",
  );
});

test("what an operator sets behind the user's value has no line", async () => {
  const open = openManifest(`
apiVersion: postgres-operator.crunchydata.com/v1beta1
kind: PostgresCluster
spec:
  config:
    parameters:
      SSL: off
`);
  expect(await hoverIn(open, "SSL")).toContain("**In force:** `on`, set by the operator.");
});

test("an argument of the container that wins over a plain file is in the Compose file", async () => {
  const open = openManifest(compose, { "/repo/conf/postgresql.conf": "ssl = off\n" });
  const uri = "file:///repo/conf/postgresql.conf";
  await open.findings();
  open.service.open(new SourceDocument(uri, "postgresql-conf", 1, "ssl = off\n"));
  expect((await open.service.hover(uri, { line: 0, character: 1 }))?.markdown).toContain(
    "**In force:** `on`, set in line 4 of `/repo/cluster.yaml`.",
  );
});

test.each([
  ["pg_hba:\n      - host all all all pear", "has no authentication method"],
  ["pg_hba:\n      - host all all all gss mapp=a", "has no authentication option"],
  ["parameters:\n      ssl_cert: a", "has no setting"],
  ["parameters:\n      sort_mem: 4MB", "calls this setting work_mem"],
])("what holds for all versions names no version where the version is unknown: %s", async (part, words) => {
  const manifest = (image = "") => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
spec:
${image}  postgresql:
    ${part}
`;
  const open = openManifest(manifest());
  const messages = async () => (await open.findings()).map(({ message }) => message);
  expect(await messages()).toEqual([expect.stringContaining(`PostgreSQL ${words}`)]);
  open.document.update([{ text: manifest("  imageName: postgres:19\n") }], 2);
  expect(await messages()).toEqual([expect.stringContaining(`PostgreSQL 19 ${words}`)]);
});
