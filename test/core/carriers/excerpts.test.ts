import { expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

/** The excerpts of all findings, each once, with what is marked between angle brackets. */
async function excerpts(text: string): Promise<(string | undefined)[]> {
  const open = openManifest(text);
  const shown: (string | undefined)[] = [];
  for (const { line, span } of await open.findings()) {
    const excerpt = await open.service.excerpt(open.uri, line, span);
    const { text, span: { start, end } = span } = excerpt ?? { text: undefined };
    shown.push(
      text && `${excerpt?.line}: ${text.slice(0, start)}<${text.slice(start, end)}>${text.slice(end)}`,
    );
  }
  return [...new Set(shown)];
}

const list = (item: string) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
spec:
  postgresql:
    pg_hba:
      - ${item}
      - hostnossl all all all reject`;

test.each([
  ["hostss all all all md5", "5:       - <hostss> all all all md5"],
  ["'hostss all all all md5'", "5:       - '<hostss> all all all md5'"],
  ["hostss all all all ldap ldapserver=a ldapbindpasswd=geheim", undefined],
  ["hostss all all all md5 # password: geheim", undefined],
])("a finding is shown in the line of the manifest: %s", async (item, excerpt) => {
  expect(await excerpts(list(item))).toEqual([excerpt]);
});

test("what is encoded, and a map with other entries, is not shown", async () => {
  const encoded = Buffer.from("hostss all all all md5\n").toString("base64");
  expect(await excerpts(`kind: Secret\ndata:\n  pg_hba.conf: ${encoded}`)).toEqual([undefined]);
  expect(await excerpts("kind: ConfigMap\ndata: {pg_hba.conf: hostss all all all md5, other: x}")).toEqual([
    undefined,
  ]);
});
