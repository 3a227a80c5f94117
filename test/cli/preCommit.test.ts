import { execFile } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { cp, rm } from "node:fs/promises";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, expect, test } from "vitest";
import { parse, stringify } from "yaml";
import { debianPackages } from "../support/debianPackages.ts";
import { runProgram } from "../support/runProgram.ts";
import { folderPerFile } from "../support/scratchFolder.ts";
import { projectRoot } from "../support/tools.ts";

const at = folderPerFile();
const run = promisify(execFile);

const packages = [
  ...["pre-commit", "nodeenv"],
  ...["cfgv", "identify", "importlib-metadata", "more-itertools", "pkg-resources", "yaml", "zipp"].map(
    (name) => `python3-${name}`,
  ),
];
const unpacked = await debianPackages("pre-commit-debian-12", packages);
const hasPython = await run("python3", ["-c", "import sys; sys.exit(sys.version_info < (3, 9))"]).then(
  () => true,
  () => false,
);
const preCommit = hasPython && unpacked;

/** No configuration of the user's: of theirs only what npm has downloaded already. */
let env: NodeJS.ProcessEnv;

/** A repository with the files of this one as they are now, as its users clone it. */
beforeAll(async () => {
  const npmCache = await run("npm", ["config", "get", "cache"], { cwd: projectRoot });
  env = {
    PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
    HOME: at("home"),
    npm_config_cache: npmCache.stdout.trim(),
    npm_config_prefer_offline: "true",
    PRE_COMMIT_HOME: at("kept"),
    ...(preCommit && { PYTHONPATH: join(preCommit, "usr/lib/python3/dist-packages") }),
    ...Object.fromEntries(
      ["AUTHOR", "COMMITTER"].flatMap((who) => [
        [`GIT_${who}_NAME`, "One"],
        [`GIT_${who}_EMAIL`, "one@example.com"],
      ]),
    ),
  };
  for (const name of ["home", "users"]) mkdirSync(at(name));
  const { stdout } = await run("git", ["ls-files", "-z", "--cached", "--others", "--exclude-standard"], {
    cwd: projectRoot,
    maxBuffer: 1 << 24,
  });
  for (const name of stdout.split("\0"))
    if (name && existsSync(join(projectRoot, name))) await cp(join(projectRoot, name), at("source", name));
  for (const name of ["source", "users"]) await git(name, "init", "--quiet");
  await git("source", "add", "--all");
  await git("source", "commit", "--quiet", "--message=files");
});

// Step by step: to remove so many files at once would hold the process up for too long.
afterAll(() => Promise.all(["source", "kept"].map((name) => rm(at(name), { recursive: true, force: true }))));

const git = (folder: string, ...words: string[]) =>
  run("git", words, { cwd: at(folder), env, maxBuffer: 1 << 24 });

/** How a commit with this pg_hba.conf ends. */
type Commit = (content: string) => Promise<{ made: boolean; output: string }>;

const ended = (done: Promise<{ stdout: string; stderr: string }>) =>
  done.then(
    ({ stdout, stderr }) => ({ made: true, output: stdout + stderr }),
    ({ stdout, stderr }) => ({ made: false, output: stdout + stderr }),
  );

/** Writes the configuration that people write, and installs the hook. */
async function byPreCommit(): Promise<Commit> {
  const rev = (await git("source", "rev-parse", "HEAD")).stdout.trim();
  const repos = [{ repo: at("source"), rev, hooks: [{ id: "pgssl" }] }];
  writeFileSync(at("users", ".pre-commit-config.yaml"), stringify({ repos }));
  await run("python3", ["-m", "pre_commit", "install"], { cwd: at("users"), env });
  return async (content) => {
    writeFileSync(at("users", "pg_hba.conf"), content);
    await git("users", "add", "--all");
    return ended(git("users", "commit", "--message=change"));
  };
}

/** What pre-commit 3.0.4 does with a hook in the language `node`, without it. */
async function byItsCommands(): Promise<Commit> {
  const options = { cwd: at("source"), env };
  const install = ["--include=dev", "--include=prod", "--ignore-prepublish", "--no-progress", "--no-save"];
  await runProgram("npm", ["install", ...install], "npm install", options);
  const { stdout } = await run("npm", ["pack"], options);
  await runProgram(
    "npm",
    ["install", "-g", "--prefix", at("kept"), at("source", stdout.trim())],
    "npm -g",
    options,
  );
  const [{ entry }] = parse(readFileSync(at("source", ".pre-commit-hooks.yaml"), "utf8"));
  return async (content) => {
    writeFileSync(at("users", "pg_hba.conf"), content);
    const [program, ...words] = entry.split(" ");
    return ended(run(at("kept/bin", program), [...words, "pg_hba.conf"], { cwd: at("users"), env }));
  };
}

const how = preCommit ? "pre-commit 3.0.4" : "the commands of pre-commit 3.0.4, which is not to be had here";

// Installs what the build needs, and builds, as on a user's machine.
test(`${how}: a bad commit is refused with its finding, a good one made`, async () => {
  const commit = await (preCommit ? byPreCommit() : byItsCommands());
  const bad = await commit("hosst all all all scram-sha-256\n");
  expect(bad.output).toMatch(/^pg_hba\.conf:1:1: error: .*\[hba-type-unknown\]$/m);
  expect(bad.made).toBe(false);
  expect(await commit("local all all peer\n")).toMatchObject({ made: true });
});
