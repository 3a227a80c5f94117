import {
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCli } from "../support/runCli.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-fix-manifests-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const check = (...args: string[]) => runCli(["check", ...args], { cwd: folder });
const textOf = (path: string) => readFileSync(join(folder, path), "utf8");

function write(path: string, text: string): void {
  mkdirSync(dirname(join(folder, path)), { recursive: true });
  writeFileSync(join(folder, path), text);
}

const cluster = (version: number, ...lines: string[]) =>
  `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  imageName: x:${version}\n  postgresql:\n${lines.join("\n")}\n`;
const list = (record: string) => cluster(16, "    pg_hba: # ours", `      - ${record}`);
const broken = list("hostssl all all 10.0.0.1 cert");
const fixed = list("hostssl all all 10.0.0.1/32 cert");

const cases: readonly (readonly [name: string, before: string, after?: string])[] = [
  ["two clusters", `${broken}---\n${broken}`, `${fixed}---\n${fixed}`],
  ["line ends of Windows", broken.replaceAll("\n", "\r\n"), fixed.replaceAll("\n", "\r\n")],
  ["a byte order mark", `\ufeff${broken}`, `\ufeff${fixed}`],
  ["no line end", broken.trimEnd(), fixed.trimEnd()],
  ["a list in brackets", cluster(16, "    pg_hba: [hostssl all all 10.0.0.1 cert]")],
  [
    "a list in brackets and quotes",
    cluster(16, `    pg_hba: ["hostssl all all 10.0.0.1 cert", 'host all all 10.0.0.2 reject']`),
    cluster(16, `    pg_hba: ["hostssl all all 10.0.0.1/32 cert", 'host all all 10.0.0.2/32 reject']`),
  ],
  [
    "an alias",
    `${cluster(16, "    pg_hba: &ours", "      - hostssl all all 10.0.0.1 cert")}x: *ours\n`,
    `${cluster(16, "    pg_hba: &ours", "      - hostssl all all 10.0.0.1/32 cert")}x: *ours\n`,
  ],
  ["a template", list("hostssl all all 10.0.0.1 cert\n      - {{ .Values.more }}")],
  [
    "lines of a template",
    list(
      "hostssl all all 10.0.0.1 cert\n      {{- range .Values.more }}\n      - host {{ . }} all all cert\n      {{- end }}",
    ),
    list(
      "hostssl all all 10.0.0.1/32 cert\n      {{- range .Values.more }}\n      - host {{ . }} all all cert\n      {{- end }}",
    ),
  ],
  [
    "a file as a block",
    "kind: ConfigMap\ndata:\n  pg_hba.conf: |\n    # words\n    host all all 10.0.0.1 cert\n  other: 'x'\n",
    "kind: ConfigMap\ndata:\n  pg_hba.conf: |\n    # words\n    host all all 10.0.0.1/32 cert\n  other: 'x'\n",
  ],
];

describe("--fix changes a manifest", () => {
  let errors = "";
  beforeAll(async () => {
    for (const [index, [, before]] of cases.entries()) write(`cases/${index}/cluster.yaml`, before);
    ({ errors } = await check("cases", "--fix"));
  });

  test.each(cases.map(([name, ...texts], index) => [name, index, ...texts] as const))(
    "%s",
    (_, index, before, after = before.replace("10.0.0.1 ", "10.0.0.1/32 ")) => {
      expect(errors).toContain(`+++ cases/${index}/cluster.yaml`);
      expect(textOf(`cases/${index}/cluster.yaml`)).toBe(after);
    },
  );
});

test("--fix-dry-run shows what --fix would change", async () => {
  write("dry/cluster.yaml", broken);
  const preview = await check("dry", "--fix-dry-run");
  expect(preview).toMatchObject({ status: 1, output: expect.stringContaining("+++ dry/cluster.yaml") });
  expect(textOf("dry/cluster.yaml")).toBe(broken);
  write("dry/cluster.yaml", fixed);
  expect(await check("dry", "--fix-dry-run")).toMatchObject({ status: 0, output: "" });
});

test("--fix changes a Dockerfile, Compose, and a script", async () => {
  const record = (mask: string) => `host all all 10.0.0.1${mask} cert`;
  const dockerfile = (mask: string) =>
    `FROM postgres:16\nCOPY <<EOF /etc/postgresql/pg_hba.conf\n${record(mask)}\nEOF\n`;
  const script = (mask: string) => `#!/bin/sh\ncat >> "$PGDATA/pg_hba.conf" <<'EOF'\n${record(mask)}\nEOF\n`;
  const compose = (mask: string) =>
    `services:\n  db:\n    image: postgres:16\n    configs:\n      - source: hba\n        target: /etc/pg_hba.conf\n    command: -c hba_file=/etc/pg_hba.conf\nconfigs:\n  hba:\n    content: |\n      ${record(mask)}\n`;
  write("all/Dockerfile", dockerfile(""));
  write("all/initdb.sh", script(""));
  write("all/compose.yaml", compose(""));
  await check("all", "--fix");
  expect(textOf("all/Dockerfile")).toBe(dockerfile("/32"));
  expect(textOf("all/initdb.sh")).toBe(script("/32"));
  expect(textOf("all/compose.yaml")).toBe(compose("/32"));
});

test("a manifest with several names, one outside, and a link to another kind of file stay as they are", async () => {
  write("named/cluster.yaml", broken);
  linkSync(join(folder, "named/cluster.yaml"), join(folder, "named/second"));
  const { status, errors, output } = await check("named", "--fix", "--format", "json");
  expect(errors).toContain("it has 2 names (hard links)");
  expect(status).toBe(2);
  expect(output).toContain("hba-mask-missing");
  expect(textOf("named/cluster.yaml")).toBe(broken);
  write("elsewhere/cluster.yaml", broken);
  write("elsewhere/.profile", broken);
  for (const target of ["cluster.yaml", ".profile"]) {
    rmSync(join(folder, "linked"), { recursive: true, force: true });
    mkdirSync(join(folder, "linked"));
    symlinkSync(`../elsewhere/${target}`, join(folder, "linked/cluster.yaml"));
    await check("linked", "--fix");
    expect(textOf(`elsewhere/${target}`)).toBe(broken);
    await check("linked/cluster.yaml", "--fix");
    expect(textOf(`elsewhere/${target}`)).toBe(target === ".profile" ? broken : fixed);
  }
});

test("mode and encoding stay", async () => {
  write("mode/cluster.yaml", "");
  const path = join(folder, "mode/cluster.yaml");
  writeFileSync(path, Buffer.from(`# caf\xe9\n${broken}`, "latin1"), { mode: 0o640 });
  const { mode } = statSync(path);
  await check("mode", "--fix");
  expect(readFileSync(path, "latin1")).toBe(`# caf\xe9\n${fixed}`);
  expect(statSync(path).mode).toBe(mode);
});

test("SARIF has the ways out of findings in manifests", async () => {
  write("sarif/cluster.yaml", broken);
  const { output } = await check("sarif", "--format", "sarif");
  const { results } = JSON.parse(output).runs[0];
  const result = results.find(({ ruleId }: { ruleId: string }) => ruleId === "hba-mask-missing");
  const [{ artifactChanges }] = result.fixes;
  expect(artifactChanges[0].artifactLocation.uri).toBe("sarif/cluster.yaml");
  expect(artifactChanges[0].replacements[0]).toMatchObject({
    deletedRegion: { startLine: 7 },
    insertedContent: { text: "10.0.0.1/32" },
  });
});
