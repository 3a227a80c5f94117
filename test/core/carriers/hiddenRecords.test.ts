import { expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

/** A manifest of CloudNativePG's with a list of records. */
const list = (...items: readonly string[]) => `
apiVersion: postgresql.cnpg.io/v1
kind: Cluster
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:16.2
  postgresql:
    pg_hba:
${items.map((item) => `      - ${item}`).join("\n")}
`;

test.each([
  [
    "a record below one of the operator's",
    "local all all md5",
    "which CloudNativePG adds above and which decides; remove it.",
  ],
  [
    "a part of one of the operator's",
    "local all app md5",
    'Never used, as "local all all" matches first, which CloudNativePG adds above; remove it.',
  ],
  [
    "what several of the operator's match",
    "hostssl postgres,replication streaming_replica all md5",
    "which CloudNativePG adds above, and records before it match all of this; remove it.",
  ],
])("there is no way up for %s", async (_, record, words) => {
  const found = await openManifest(list(record)).findings();
  const unreachable = found.find(({ rule }) => rule === "hba-rule-unreachable");
  expect(unreachable?.message).toContain(words);
});

test.each([
  ["host app all all md5", "host app all all md5", "above, and the first one decides; remove one."],
  ["host app all all md5", "host app bob all md5", "above matches first; move this up, or remove it."],
])("of the user's own records %s and %s no carrier is named", async (first, second, words) => {
  const [found] = await openManifest(list(first, second)).findings();
  expect(found?.rule).toBe("hba-rule-unreachable");
  expect(found?.message).toContain(words);
});

test("a record that one of the operator's own hides is called so within a sentence", async () => {
  const open = openManifest(`
apiVersion: postgres-operator.crunchydata.com/v1beta1
kind: PostgresCluster
spec:
  postgresVersion: 17
  patroni:
    dynamicConfiguration:
      postgresql:
        pg_hba:
          - local all postgres md5
`);
  const found = (await open.findings()).find(({ rule }) => rule === "hba-rule-unreachable");
  expect(found?.message).toContain("which the operator adds above and which decides; remove it.");
});
