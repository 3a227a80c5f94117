import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { hostileNames, isClean, isWorkflowCommand } from "../support/hostile.ts";
import { runCli } from "../support/runCli.ts";
import { folderPerFile } from "../support/scratchFolder.ts";

const at = folderPerFile();
/** Without what ends a name or a word. */
const words = hostileNames.map((name) => name.replaceAll("/", "-").replaceAll('"', "'"));
const folder = words.join("").slice(0, 80);
const quoted = words.map((word) => `"${word.replaceAll("\n", " ")}"`);
const oneLine = quoted.join(" ").replaceAll('"', "");
const records = quoted
  .map((word) => `hostssl ${word} ${word} 10.0.0.0/8 ${word}\nhost ${word} all all md5\n`)
  .join("");
const log = words
  .map((word) => word.replaceAll("\n", " "))
  .map(
    (word) =>
      `2026-11-30 10:00:00.000 UTC [1] LOG:  connection received: host=10.0.0.1 port=5\n2026-11-30 10:00:00.000 UTC [1] LOG:  connection authorized: user=${word} database=${word}\n`,
  )
  .join("");

const write = (path: string, text: string) => {
  mkdirSync(dirname(at(folder, path)), { recursive: true });
  writeFileSync(at(folder, path), text);
};
beforeAll(() => {
  write("postgresql.conf", `ssl = on\nssl_ca_file = '${oneLine.replaceAll("'", "")}'\n`);
  write("pg_hba.conf", records);
  write("old/postgresql.conf", "");
  write("old/pg_hba.conf", quoted.map((word) => `host ${word} ${word} all trust\n`).join(""));
  write("server.log", log);
  write("broken.json", oneLine);
  symlinkSync(at("nowhere"), at(folder, words[0]?.slice(0, 60) ?? ""));
});

const client = ["--user", oneLine, "--database", oneLine, "--address", "10.0.0.1"];
/** Commands with hostile names of folders and files, words in files and arguments; `DIR` is the folder. */
const commands: readonly (readonly string[])[] = [
  ["check", "DIR"],
  ...["json", "github", "html", "markdown", "junit", "sarif"].map((format) => [
    "check",
    "--format",
    format,
    "DIR",
  ]),
  ["check", "--summary", "DIR"],
  ["check", "--baseline", "DIR/broken.json", "DIR"],
  ["check", `DIR/${words[4]}`],
  ["inspect", "DIR"],
  ["inspect", `DIR/${words[0]}`],
  ["explain", "DIR", ...client],
  ["explain", "DIR", "--format", "json", ...client],
  ["explain", "DIR", "--conninfo", `host='${oneLine.replaceAll("'", "")}' ${words[3]}=x`],
  ["explain", `DIR/${words[1]}`, ...client],
  ["diff", "DIR/old", "DIR"],
  ["diff", "DIR/old", "DIR", "--format", "markdown"],
  ["diff", "DIR/old", "DIR", "--format", "github"],
  ["explain", "DIR/old", ...client],
  ["replay", "DIR/old", "--log", "DIR/server.log"],
  ["replay", "DIR", "--log", "DIR/broken.json"],
  [
    "why",
    "--cluster",
    "DIR",
    `FATAL: no pg_hba.conf entry for host "10.0.0.1", user ${quoted[3]}, database ${quoted[4]}`,
  ],
  ["why", "--cluster", `DIR/${words[5]}`, oneLine],
  ["probe", words[0] ?? ""],
  ["probe", `${words[5]}:x`],
  ["live", `host=127.0.0.1 port=1 ${words[4]}=x user='${words[6]}'`],
  ["rule", words[0] ?? ""],
  [words[0] ?? ""],
  ["check", `--${words[0]}`],
  ["init", words[0] ?? ""],
];

test.each(commands)("pgssl %s %s prints hostile names as plain text", async (...args) => {
  const given = args.filter((arg) => arg !== undefined).map((arg) => arg.replace("DIR", at(folder)));
  const { output, errors } = await runCli(given, { cwd: at() });
  expect(output + errors).not.toBe("");
  for (const line of (output + errors).split("\n")) {
    expect(isClean(line), JSON.stringify(line)).toBe(true);
    const isOwn = args.includes("github") && /^::(error|warning|notice) /.test(line);
    expect(isWorkflowCommand(isOwn ? line.slice(2) : line), line).toBe(false);
  }
});
