import { expect, test, vi } from "vitest";
import type { ClusterNode } from "../../../server/src/core/model/clusterNode.ts";
import { openManifest } from "../../support/embedded.ts";
import { openFiles } from "../../support/openService.ts";

const cloudNativePg = (...records: readonly string[]) => `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  labels: { app: x }
  name: orders
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:16.4
  postgresql:
    parameters:
      max_connections: "200"
    pg_hba:
${records.map((record) => `      - ${record}`).join("\n")}
`;

/** A tree as `depth label · detail @ LINE`, without what is below the nodes of some kinds. */
function shown({ kind, label, detail, place, children = [] }: ClusterNode, depth = 0): string[] {
  const line = `${"  ".repeat(depth)}${label}${detail ? ` · ${detail}` : ""}${place ? ` @ ${place.line + 1}` : ""}`;
  const isLong = kind === "files" || kind === "clients";
  return [line, ...(isLong ? [] : children.flatMap((child) => shown(child, depth + 1)))];
}

async function treesOf(text: string): Promise<string[][]> {
  const { service } = openManifest(text);
  return (await service.clusters([])).map((node) => shown(node).map((line) => line.trimEnd()));
}

test("the cluster of an open manifest has its files, with what the operator adds, and its findings", async () => {
  const [tree, ...others] = await treesOf(
    cloudNativePg("hostssl all app 10.0.0.0/8 scram-sha-256", "hostssl all all all reject"),
  );
  expect(others).toEqual([]);
  expect(tree).toEqual(
    expect.arrayContaining([
      "cluster.yaml · orders · CloudNativePG · 1 warning · PostgreSQL 16 · TLS on",
      "  PostgreSQL 16 · imageName in the manifest says so",
      "  TLS on · ssl is set in lines that CloudNativePG adds @ 9",
      "  Nothing that the server refuses · as far as it is known here",
      "    pg_hba.conf · 2 lines of yours · 5 by CloudNativePG @ 11",
      "      hostssl all app 10.0.0.0/8 scram-sha-256 @ 12",
      "      host all all all scram-sha-256 · added by CloudNativePG @ 11",
      "      max_connections · 200 @ 10",
      "  Problems · 1 warning",
      expect.stringMatching(
        /^ {4}CloudNativePG adds .* · lines that CloudNativePG adds hba-cleartext-gap @ 11$/,
      ),
    ]),
  );
});

test.each([
  [
    cloudNativePg("hosst all all all md5"),
    "The server refuses 1 line",
    /CloudNativePG writes the line without/,
    12,
  ],
  [
    "scope: orders\npostgresql:\n  bin_dir: /usr/lib/postgresql/16/bin\n  parameters:\n    ssl_min_protocol_version: TLSv9\n",
    "Patroni leaves out 1 line",
    /Patroni leaves out a setting/,
    5,
  ],
])("what becomes of broken lines is shown in the carrier's words: %#", async (text, label, detail, line) => {
  const { service } = openManifest(text);
  const [tree] = await service.clusters([]);
  const outcome = tree?.children?.find(({ kind }) => kind === "outcome");
  expect(outcome).toMatchObject({ label, detail: expect.stringMatching(detail), place: { line: line - 1 } });
  expect(outcome?.children).toHaveLength(1);
});

test("each cluster of a file has a tree, the version only where it is known", async () => {
  const map =
    "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: conf\ndata:\n  pg_hba.conf: |\n    host all all all md5\n";
  const trees = await treesOf(`${cloudNativePg("local all all peer")}---\n${map}`);
  expect(trees.map(([root]) => root)).toEqual([
    expect.stringContaining("orders · CloudNativePG"),
    expect.stringContaining("conf · Kubernetes"),
  ]);
  expect(trees[1]).toContain("  PostgreSQL, version unknown");
});

test("a manifest of the workspace is shown as it is on disk, and no longer once it is not requested", async () => {
  const [uri, other] = ["file:///repo/orders.yaml", "file:///repo/pod.yaml"];
  const { service, host } = openFiles({
    "/repo/orders.yaml": cloudNativePg("local all all peer"),
    "/repo/pod.yaml": "kind: Pod\n",
  });
  const labels = async (uris: readonly string[]) =>
    (await service.clusters(uris)).map(({ detail }) => detail);
  expect(await labels([uri, other])).toEqual([expect.stringContaining("orders · CloudNativePG")]);
  expect(service.openUris).toEqual([]);
  expect((await service.document(uri))?.lines[4]).toBe("  name: orders\n");
  host.write("/repo/orders.yaml", cloudNativePg("local all all peer").replace("name: orders", "name: bills"));
  await service.refresh();
  expect(await labels([uri])).toEqual([expect.stringContaining("bills · CloudNativePG")]);
  expect(await labels([])).toEqual([]);
});

test("selections grow by word, option and record of a manifest", async () => {
  const { service, uri, document, text } = openManifest(
    cloudNativePg("'hostssl all app 10.0.0.0/8 cert map=people'"),
  );
  const line = document.lines.findIndex((one) => one.includes("people"));
  const character = text.split("\n")[line]?.indexOf("people") ?? 0;
  const found = await service.selectionSpans(uri, { line, character: character + 1 });
  expect(found?.spans.map(({ start, end }) => document.lines[line]?.slice(start, end))).toEqual([
    "people",
    "map=people",
    "hostssl all app 10.0.0.0/8 cert map=people",
  ]);
});

test.each([
  ["image: x", "nothing in this file says which; what holds for all is shown", true],
  ["imageName: postgresql:16", "imageName in the manifest says so", undefined],
  [
    "imageName: postgresql:16\n---\n",
    "imageName in the manifest says so, of the first of 2 clusters in this file",
    undefined,
  ],
])("the status shows of %s which version, if any", async (image, reason, isVersionUnknown) => {
  const one = cloudNativePg("local all all peer").replace(
    "imageName: ghcr.io/cloudnative-pg/postgresql:16.4",
    "%",
  );
  const [first = image, second] = image.split("\n---\n");
  const text = one.replace("%", first) + (second === undefined ? "" : `---\n${one.replace("%", "x: y")}`);
  const { service, uri } = openManifest(text);
  const summary = await service.summary(uri);
  expect(summary?.serverVersion.reason).toBe(reason);
  expect(summary?.isVersionUnknown).toBe(isVersionUnknown);
});

test("of two lines with one setting the tree shows which is not in force", async () => {
  const manifest = cloudNativePg("hostssl all all all scram-sha-256");
  const [tree = []] = await treesOf(
    manifest.replace('max_connections: "200"', "ssl_min_protocol_version: TLSv1.2"),
  );
  const lines = tree.filter((line) => line.includes("ssl_min_protocol_version")).map((line) => line.trim());
  expect(lines).toEqual([
    "ssl_min_protocol_version · TLSv1.3 · added by CloudNativePG · not in force @ 9",
    "ssl_min_protocol_version · TLSv1.2 @ 10",
  ]);
});

test.each([true, false])(
  "a manifest that a link leads out of the workspace for is not opened; trusted: %s",
  async (trusted) => {
    const text = cloudNativePg("local all all peer");
    const files = { "/repo/own.yaml": text, "/repo/linked.yaml": { text, link: "/elsewhere/orders.yaml" } };
    const { host, service } = openFiles(files, { roots: ["file:///repo"], trusted });
    const read = vi.spyOn(host, "readText");
    const trees = await service.clusters(["file:///repo/own.yaml", "file:///repo/linked.yaml"]);
    expect(trees.map(({ label }) => label)).toEqual(["own.yaml"]);
    expect(read.mock.calls.map(([uri]) => uri)).not.toContain("file:///repo/linked.yaml");
  },
);

test("what tasks write are no clusters", async () => {
  const task = (name: string) => `
    - name: ${name}
      ansible.builtin.lineinfile:
        path: /etc/postgresql/16/main/pg_hba.conf
        line: local all all peer`;
  const { service, uri } = openManifest(task("a") + task("b"));
  expect((await service.summary(uri))?.serverVersion.reason).toBe(
    "the path of the file says so, of the first of 2 parts of this file",
  );
});

test("a carrier without a name of its own is no name within a title", async () => {
  const pod = (name: string) => `apiVersion: v1
kind: Pod
metadata: { ${name} }
spec: { containers: [{ image: "postgres:17", args: [-c, ssl=off] }] }
`;
  const titles = async (text: string) => (await treesOf(text)).map(([title]) => title);
  expect(await titles(pod("name: orders"))).toEqual([
    "cluster.yaml · orders · the image · PostgreSQL 17 · TLS off",
  ]);
  expect(await titles(pod(""))).toEqual(["cluster.yaml · The image · PostgreSQL 17 · TLS off"]);
});

test("a finding in the tree has its reason and its place in the manifest below its label", async () => {
  const { service } = openManifest(cloudNativePg("hostssl all all all scram-sha-265"));
  const all = (node: ClusterNode): ClusterNode[] => [node, ...(node.children ?? []).flatMap(all)];
  const findings = (await service.clusters([])).flatMap(all).filter(({ kind }) => kind === "problem");
  const [first] = findings.filter(({ label }) => label.includes("scram-sha-265"));
  expect(first?.more).toMatch(/^The server refuses the whole file.*\n\ncluster\.yaml:12$/s);
  for (const { label, more } of findings) {
    expect(more).not.toContain(label);
    expect(more).toMatch(/(^|\n\n)(cluster\.yaml:\d+|lines that CloudNativePG adds)$/);
  }
});
