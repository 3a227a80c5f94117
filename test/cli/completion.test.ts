import { spawnSync } from "node:child_process";
import { beforeAll, expect, test } from "vitest";
import { shells } from "../../server/src/cli/completion.ts";
import { formats } from "../../server/src/cli/formats/index.ts";
import { runCli } from "../support/runCli.ts";

const scripts = new Map<string, string>();
beforeAll(async () => {
  for (const shell of shells) scripts.set(shell, (await runCli(["completion", shell])).output);
});

/** What bash completes at the end of words. */
function inBash(...words: string[]): string[] {
  const ask = `${scripts.get("bash")}
COMP_WORDS=(pgssl ${words.map((word) => `'${word}'`).join(" ")}); COMP_CWORD=${words.length}
_pgssl; printf '%s\\n' "\${COMPREPLY[@]}"`;
  const { stdout, stderr } = spawnSync("bash", ["-c", ask], { encoding: "utf8" });
  expect(stderr).toBe("");
  return stdout.trim().split("\n");
}

test.each<[string[], string[]]>([
  [["ch"], ["check"]],
  [["c"], ["check", "completion"]],
  [["check", "--format", ""], Object.keys(formats)],
  [["check", "--format", "sa"], ["sarif"]],
  [["check", "db", "--fix-"], ["--fix-dry-run"]],
  [
    ["explain", "--serv"],
    ["--service", "--server-name", "--server-version", "--server-build", "--server-user"],
  ],
  [
    ["check", "--server-version", "1"],
    ["13", "14", "15", "16", "17", "18", "19"],
  ],
  [["completion", "z"], ["zsh"]],
  [["init", "ro"], ["rollover"]],
  [
    ["init", "client", "--key", "ec"],
    ["ec-p256", "ec-p384"],
  ],
  [
    ["init", "client", "db", "--access"],
    ["--access", "--access-address", "--access-database", "--access-user"],
  ],
  [["init", "crl", "--rev"], ["--revoke"]],
  [
    ["rule", "hba-mask-"],
    ["hba-mask-invalid", "hba-mask-missing", "hba-mask-not-contiguous"],
  ],
])("bash completes %j with %j", (words, completed) => {
  expect(inBash(...words).sort()).toEqual([...completed].sort());
});

test("zsh reads its script, where it is installed", () => {
  const { error, status, stderr } = spawnSync("zsh", ["-n"], { input: scripts.get("zsh"), encoding: "utf8" });
  if (!error) expect([status, stderr]).toEqual([0, ""]);
});

test("fish completes with descriptions, where it is installed", () => {
  const input = `${scripts.get("fish")}\ncomplete -C "pgssl check --format sa"; complete -C "pgssl wh"; complete -C "pgssl init client --key ec-p3"\n`;
  const { error, stdout, stderr } = spawnSync("fish", ["--private", "-c", input], { encoding: "utf8" });
  if (!error)
    expect([stdout, stderr]).toEqual([expect.stringMatching(/^sarif\t.*\nwhy\t.*\nec-p384\t.*\n$/), ""]);
});

test("every bracket and quotation mark of the PowerShell script is closed, and each command has its words", () => {
  const script = scripts.get("powershell") ?? "";
  // Single quotes contain neither a quote nor a line break, so that brackets can be counted without them.
  const code = script.replace(/#.*$/gm, "").replace(/'[^'\n]*'|"[^"\n]*"/g, "");
  expect(code).not.toMatch(/['"]/);
  const open: string[] = [];
  for (const sign of code.match(/[(){}[\]]/g) ?? []) {
    if ("({[".includes(sign)) open.push(sign);
    else expect(open.pop()).toBe({ ")": "(", "}": "{", "]": "[" }[sign]);
  }
  expect(open).toEqual([]);
  const rows = [
    ...script.matchAll(
      /^ {2}'([a-z]+(?: [a-z-]+)?)' = @\{ words = @\(('[\w-]+'(?:, '[\w-]+')*)\); values = @\{.*\} \}$/gm,
    ),
  ];
  const named = (command: string) => rows.find(([, name]) => name === command)?.[2]?.split(", ");
  expect(rows.length).toBe(script.match(/^ {2}'/gm)?.length);
  expect(named("init")).toContain("'rollover'");
  expect(named("check")).toContain("'--fix-dry-run'");
  expect(named("init client")).toContain("'--access-user'");
});

test("each script has all commands", () => {
  for (const script of scripts.values())
    for (const command of ["check", "explain", "why", "inspect", "init", "completion", "lsp"])
      expect(script).toContain(command);
});

test("groff sets the manual page without a warning, with every command and option", async () => {
  const { output } = await runCli(["man"]);
  expect(output).toContain(".SS pgssl check");
  const { error, stdout, stderr } = spawnSync("groff", ["-man", "-Tutf8", "-ww", "-P-c"], {
    input: output,
    encoding: "utf8",
  });
  if (error) return;
  expect(stderr).toBe("");
  for (const words of ["--path-mapping <FROM=TO>", "pgssl why", "NO_COLOR", ".pgssl.json"])
    expect(stdout.replace(/[\u2010\u2212]/g, "-").replace(/.\u0008/g, "")).toContain(words);
});
