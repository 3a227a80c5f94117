import { execFile } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { excerptText } from "../../server/src/cli/excerptText.ts";
import { outputTo } from "../../server/src/cli/output.ts";
import { wrapped } from "../../server/src/cli/wrapped.ts";
import { runCli } from "../support/runCli.ts";
import { projectRoot } from "../support/tools.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-terminal-"));
  for (const name of ["bad", "clean"]) mkdirSync(join(folder, name));
  writeFileSync(
    join(folder, "bad/pg_hba.conf"),
    'local\tall\tall\tpeer\nhosst\tall all 10.0.0.0/8 ldap ldapserver=x ldapprefix=x ldapbindpasswd="secret word"\n',
  );
  writeFileSync(join(folder, "bad/postgresql.conf"), "shared_bufers = 128MB\n");
  writeFileSync(join(folder, "clean/pg_hba.conf"), "local all all peer\n");
  writeFileSync(
    join(folder, "files.yaml"),
    "kind: ConfigMap\ndata:\n  pg_hba.conf: |\n    local all all peer\n    hosst all all all md5\n",
  );
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What a terminal of so many columns gets. */
async function onTerminal(columns: number, args: string, env: Record<string, string> = {}): Promise<string> {
  const command = `stty cols ${columns}; '${process.execPath}' '${join(projectRoot, "dist/cli.cjs")}' ${args}`;
  const { CI: _, NO_COLOR: __, FORCE_COLOR: ___, ...rest } = process.env;
  const { stdout } = await promisify(execFile)("script", ["-qec", command, "/dev/null"], {
    cwd: folder,
    env: { ...rest, TERM: "xterm-256color", ...env },
  }).catch((error) => error as { stdout: string });
  return stdout.replaceAll("\r\n", "\n");
}

describe("check on a terminal", () => {
  test("shows the line, what the server does, the way out, the page, and what becomes of the cluster", async () => {
    const output = await onTerminal(80, "check --server-version 18 bad", { NO_COLOR: "1" });
    expect(output).toMatch(/^bad\/pg_hba\.conf:2:1: error: [\s\S]*? \[hba-type-unknown\]\n/);
    expect(output).toContain(
      "\n    2 │ hosst   all all 10.0.0.0/8 ldap ldapserver=x ldapprefix=x ldapbindpa",
    );
    expect(output).toContain("\n      │ ^^^^^\n    The types are");
    expect(output).toContain("\n    help: Change to host\n");
    expect(output.match(/pgssl rule .*/g)).toEqual(["pgssl rule hba-type-unknown"]);
    expect(output.replace(/\n {2}/g, " ")).toMatch(
      /\nbad: the server would not start \(\d causes\); a reload would keep the old settings, pg_hba.conf\n$/,
    );
    expect(output).not.toContain("secret");
    for (const line of output.split("\n")) expect(line.length).toBeLessThanOrEqual(80);
  });

  test("shows the line of a manifest", async () => {
    const output = await onTerminal(80, "check files.yaml", { NO_COLOR: "1" });
    expect(output).toMatch(/^files\.yaml:5:5: error: /);
    expect(output).toContain("\n    5 │     hosst all all all md5\n      │     ^^^^^\n");
  });

  test("reports what was checked where nothing was found", async () => {
    expect(await onTerminal(80, "check --server-version 18 clean", { NO_COLOR: "1" })).toBe(
      "No findings in 1 file, read as PostgreSQL 18 does\n",
    );
  });

  test.each<[string, Record<string, string>, boolean]>([
    ["", {}, true],
    ["", { TERM: "dumb" }, false],
    ["", { NO_COLOR: "1" }, false],
    ["--color always", { NO_COLOR: "1" }, true],
    ["--color never", { FORCE_COLOR: "1" }, false],
  ])("%s %j: colours %s", async (options, env, isColored) => {
    expect((await onTerminal(80, `check ${options} bad`, env)).includes("\u001b[")).toBe(isColored);
  });
});

test.each<[Record<string, string>, string[], boolean]>([
  [{}, [], false],
  [{ FORCE_COLOR: "1" }, [], true],
  [{ FORCE_COLOR: "0" }, [], false],
  [{ FORCE_COLOR: "1", NO_COLOR: "1" }, [], false],
  [{}, ["--color", "always"], true],
])("a pipe has one line a finding with %j %j, coloured: %s", async (env, options, isColored) => {
  const { output } = await runCli(["check", ...options, "bad/pg_hba.conf"], {
    cwd: folder,
    env: { NO_COLOR: "", FORCE_COLOR: "", ...env },
  });
  expect(output.includes("\u001b[")).toBe(isColored);
  expect(output.replace(/\u001b\[\d+m/g, "")).toMatch(
    /^bad\/pg_hba\.conf:2:1: error: [^\n]* \[hba-type-unknown\]\nbad\/pg_hba.conf:[^\n]*\]\n2 errors\n$/,
  );
});

const { colors } = outputTo({}, "never");

test.each<[string, [number, number], number, string]>([
  ["hosst all", [0, 5], 80, "    3 │ hosst all\n      │ ^^^^^"],
  ["host\tall", [5, 8], 80, "    3 │ host    all\n      │         ^^^"],
  ["名前 x", [3, 4], 80, "    3 │ 名前 x\n      │      ^"],
  ["a\u001b[31mb", [6, 7], 80, "    3 │ a\\x1b[31mb\n      │          ^"],
  ["host all all ::1", [13, 16], 80, "    3 │ host all all ::1\n      │              ^^^"],
  ["missing", [7, 7], 80, "    3 │ missing\n      │        ^"],
  [
    `${"a".repeat(40)} here ${"b".repeat(40)}`,
    [41, 45],
    40,
    `    3 │ …${"a".repeat(24)} here…\n      │ ${" ".repeat(26)}^^^^`,
  ],
  [`here ${"b".repeat(80)}`, [0, 4], 40, `    3 │ here ${"b".repeat(25)}…\n      │ ^^^^`],
  ["x".repeat(90), [10, 90], 40, `    3 │ …${"x".repeat(29)}…\n      │ ${" ".repeat(9)}${"^".repeat(21)}`],
])("%j with %j marked, in %i columns", (text, [start, end], width, shown) => {
  const lines = excerptText({ line: 3, text, span: { start, end } }, width, colors, (marked) => marked);
  expect(lines.join("\n")).toBe(shown);
});

test("words are kept whole, and lines that begin anew are no commands of a pipeline", () => {
  expect(wrapped("one two three four", 12, "  ")).toBe("  one two\n  three four");
  expect(wrapped("aaaaaaaa ::error::x", 12, "")).toBe("aaaaaaaa\n: :error::x");
});
