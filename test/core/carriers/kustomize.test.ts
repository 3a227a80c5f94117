import { expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";
import { openFiles } from "../../support/openService.ts";

const generator = (lines: string, kind = "configMapGenerator") => `kind: Kustomization
${kind}:
  - name: postgres
    ${lines.replaceAll("\n", "\n    ")}`;

test.each([
  ["plain", "literals:\n  - pg_hba.conf=hostss all all all md5"],
  ["in quotes of Kustomize's", "literals:\n  - pg_hba.conf='hostss all all all md5'"],
  ["in quotes of YAML's", 'literals:\n  - "pg_hba.conf=# ours\\nhostss all all all md5\\n"'],
  ["a block", "literals:\n  - |\n    pg_hba.conf=local all all peer\n    hostss all all all md5"],
  ["a list in one line", "literals: [user_hba.conf=hostss all all all md5]"],
])("a literal is checked as the file of its key, and fixed: %s", async (_, lines) => {
  for (const kind of ["configMapGenerator", "secretGenerator"]) {
    const open = openManifest(generator(lines, kind));
    expect(await open.shown()).toContain("hostss: hba-type-unknown");
    expect(await open.fixed(/Change to hostssl/)).toBe(open.text.replace("hostss ", "hostssl "));
  }
});

test("settings and records of one generator belong together, those of two do not", async () => {
  const lines =
    "literals:\n  - pg_hba.conf=hostssl all all all cert\n  - postgresql.conf=ssl = off\n  - other.txt=hostss";
  expect(await openManifest(generator(lines)).shown()).toContain("hostssl: hba-hostssl-without-ssl");
  const apart = lines.replace("  - postgresql.conf", "- name: b\n  literals:\n  - postgresql.conf");
  expect(await openManifest(generator(apart)).shown()).not.toContain("hostssl: hba-hostssl-without-ssl");
});

test.each([
  ["under its name", "files:\n  - conf/postgresql.conf", "/repo/conf/postgresql.conf"],
  ["under a key", "files:\n  - postgresql.conf=conf/postgresql.conf", "/repo/conf/postgresql.conf"],
])("a file beside is read as the pod reads it: %s", async (_, lines, path) => {
  const conf = "ssl = on\nssl_cert_file = '/tls/tls.crt'\nssl_key_file = '/tls/tls.key'\n";
  const alone = { [path]: conf };
  expect(await openFiles(alone).rules(path)).toContain("1 ssl-file-not-here");
  const beside = { ...alone, "/repo/kustomization.yaml": generator(lines) };
  expect(await openFiles(beside).rules(path)).not.toContain("1 ssl-file-not-here");
});

test("a file that is not there, and one from elsewhere, are nothing to report", async () => {
  const lines = "files:\n  - pg_hba.conf=missing\n  - postgresql.conf=https://example.com/postgresql.conf";
  expect(await openManifest(generator(lines)).shown()).toEqual([]);
});

const patch = (operations: string, target = "kind: Cluster") => `kind: Kustomization
patches:
  - target:
      ${target}
    patch: |-
      ${operations.replaceAll("\n", "\n      ")}`;
const add = (path: string, value: string, op = "add") => `- op: ${op}\n  path: ${path}\n  value: ${value}`;
const broken = "hostss all all all md5";

test.each([
  ["at the end", patch(add("/spec/postgresql/pg_hba/-", broken))],
  ["at a number", patch(add("/spec/postgresql/pg_hba/0", broken))],
  ["in place of one", patch(add("/spec/postgresql/pg_hba/2", broken, "replace"))],
  ["a whole list", patch(add("/spec/postgresql/pg_hba", `[${broken}]`))],
  ["the map around", patch(add("/spec/postgresql", `\n    pg_hba:\n      - ${broken}`))],
  ["of a group", patch(add("/spec/postgresql/pg_hba/-", broken), "group: postgresql.cnpg.io")],
  ["of Zalando", patch(add("/spec/patroni/pg_hba/-", broken), "kind: postgresql")],
  ["in a ConfigMap", patch(add("/data/pg_hba.conf", broken), "kind: ConfigMap")],
  ["in JSON", patch(`[{"op": "add", "path": "/spec/postgresql/pg_hba/-", "value": "${broken}"}]`)],
  ["old patches", patch(add("/spec/postgresql/pg_hba/-", broken)).replace("patches:", "patchesJson6902:")],
  ["a file of its own", add("/spec/postgresql/pg_hba/-", broken)],
  [
    "a list of YAML",
    `patches:\n  - patch:\n      ${add("/spec/postgresql/pg_hba/-", broken).replaceAll("\n", "\n      ")}`,
  ],
  [
    "Flux",
    `kind: Kustomization\nspec:\n${patch(add("/spec/postgresql/pg_hba/-", broken)).replace(/^.*\n/, "").replace(/^/gm, "  ")}`,
  ],
  [
    "a post-renderer of Flux",
    `kind: HelmRelease\nspec:\n  postRenderers:\n    - kustomize:\n${patch(add("/spec/postgresql/pg_hba/-", broken)).replace(/^.*\n/, "").replace(/^/gm, "        ")}`,
  ],
])("records that a JSON patch adds are checked and fixed: %s", async (_, text) => {
  const open = openManifest(text);
  expect(await open.shown()).toContain("hostss: hba-type-unknown");
  expect(await open.fixed(/Change to hostssl/)).toBe(open.text.replace("hostss ", "hostssl "));
});

test.each([
  [
    add("/spec/postgresql/parameters/ssl_min_protocol_version", "TLSv1.1", "replace"),
    ["TLSv1.1: conf-protocol-old"],
  ],
  [add("/spec/postgresql/parameters/ssl", "'off'"), ["ssl: embedded-setting-fixed"]],
  [add("/spec/postgresql/parameters/work_mem", "4096"), ["4096: embedded-entry-type"]],
  // What the manifest has before and behind is not known.
  [add("/spec/postgresql/pg_hba/-", "hostssl all all all scram-sha-256"), []],
  [add("/spec/postgresql/pg_hba/-", "hostss", "test"), []],
  ["- op: remove\n  path: /spec/postgresql/pg_hba/0", []],
  [add("/spec/other/pg_hba/-", broken), []],
])("of a patch for a Cluster is reported: %s", async (operations, expected) => {
  expect(await openManifest(patch(operations)).shown()).toEqual(expected);
});

test("a Cluster of another group is another program's", async () => {
  const text = patch(
    add("/spec/postgresql/pg_hba/-", broken),
    "group: cluster.x-k8s.io\n      kind: Cluster",
  );
  expect(await openManifest(text).shown()).toEqual([]);
});
