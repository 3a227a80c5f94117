import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { runCli } from "../support/runCli.ts";
import { folderPerTest } from "../support/scratchFolder.ts";

const at = folderPerTest();
const check = (...args: string[]) =>
  runCli(["check", "--server-version", "18", ...args], { cwd: at("repo") });
const errorsIn = (output: string) =>
  [...output.matchAll(/^(\S+:\d+):\d+: error/gm)].map(([, place]) => place as string);
const clean = { status: 0, output: "", errors: "" };

const name = ["-c", "user.name=x", "-c", "user.email=x@example.com", "-c", "protocol.file.allow=always"];
const gitIn = (folder: string, ...words: string[]) =>
  execFileSync("git", [...name, "-C", at(folder), ...words], { encoding: "utf8", stdio: "pipe" }).trim();
const git = (...words: string[]) => gitIn("repo", ...words);

function write(path: string, text: string): void {
  mkdirSync(at("repo", path, ".."), { recursive: true });
  writeFileSync(at("repo", path), text);
}

const hba = "hosst all all 10.0.0.0/8 scram-sha-256\nlocal all all peer\nhosst x x ::1/128 scram-sha-256\n";

beforeEach(() => {
  write("main/pg_hba.conf", hba);
  git("init", "-q", "-b", "main");
  git("add", ".");
  git("commit", "-qm", "first");
});

test("only lines that changed since a commit count; a new file counts as a whole", async () => {
  expect(await check("main", "--changed-since", "HEAD")).toEqual(clean);
  write(
    "main/pg_hba.conf",
    `local all all peer\r\n${hba.replaceAll("\n", "\r\n")}hostsl all all all md5\r\n`,
  );
  const { status, output } = await check("main", "--changed-since", "HEAD");
  expect(status).toBe(1);
  expect(errorsIn(output)).toEqual(["main/pg_hba.conf:5"]);
  write("new.pg_hba.conf", "hosst all all all md5\n");
  const untracked = await check("new.pg_hba.conf", "--changed-since", "HEAD");
  expect(errorsIn(untracked.output)).toEqual(["new.pg_hba.conf:1"]);
});

test("a file that was renamed counts by its lines, a name with wildcards as a name", async () => {
  mkdirSync(at("repo/b"));
  git("mv", "main/pg_hba.conf", "b/pg_hba.[a]*.conf");
  write("b/pg_hba.[a]*.conf", `${hba}hosst new all ::1/128 scram-sha-256\n`);
  git("commit", "-qam", "second");
  const { output } = await check("b", "--changed-since", "HEAD~1");
  expect(errorsIn(output)).toEqual(["b/pg_hba.[a]*.conf:4"]);
  expect(await check("b", "--changed-since", "HEAD")).toEqual(clean);
});

test("what others changed on the branch since it was left is not counted", async () => {
  git("checkout", "-qb", "topic");
  git("checkout", "-q", "main");
  write("main/pg_hba.conf", hba.replace("hosst x", "host x"));
  git("commit", "-qam", "mended");
  git("checkout", "-q", "topic");
  expect(await check("main", "--changed-since", "main")).toEqual(clean);
});

test.each(["nothing", "--output=x", "-x", "", "HEAD:main", "HEAD^{tree}"])(
  "%j is no commit, which is an error where nothing is found, too",
  async (revision) => {
    write("main/pg_hba.conf", "local all all peer\n");
    const { status, errors } = await check("main", `--changed-since=${revision}`);
    expect(status).toBe(2);
    expect(errors).toContain(`pgssl: ${revision}: `);
    expect(existsSync(at("repo/x"))).toBe(false);
  },
);

test("a shallow clone has the commits that it has; a submodule has its own", async () => {
  write("main/pg_hba.conf", `${hba}local x x peer\n`);
  git("commit", "-qam", "second");
  gitIn(".", "clone", "-q", "--depth", "1", `file://${at("repo")}`, "shallow");
  const inClone = (revision: string) =>
    runCli(["check", "main", "--changed-since", revision], { cwd: at("shallow") });
  expect((await inClone("HEAD")).status).toBe(0);
  expect(await inClone("HEAD~1")).toMatchObject({
    status: 2,
    errors: expect.stringContaining("no such commit; a shallow clone may lack it"),
  });
  git("submodule", "--quiet", "add", `file://${at("shallow")}`, "sub");
  expect((await check("sub", "--changed-since", "HEAD")).status).toBe(0);
  expect((await check("sub", "--changed-since", git("rev-parse", "HEAD~1"))).status).toBe(2);
});

test("outside of a repository it is an error; in a hook the repository is that of the hook", async () => {
  mkdirSync(at("elsewhere"));
  writeFileSync(at("elsewhere/pg_hba.conf"), hba);
  expect(await check("../elsewhere", "--changed-since", "HEAD")).toMatchObject({
    status: 2,
    errors: expect.stringContaining("not a git repository"),
  });
  const hooked = await runCli(["check", "main", "--changed-since", "HEAD"], {
    cwd: at("repo"),
    env: { GIT_DIR: ".git", GIT_INDEX_FILE: ".git/index" },
  });
  expect(hooked).toEqual(clean);
});

test("no program runs that the configuration of a repository names", async () => {
  const commit = "1".repeat(40);
  // Objects that a partial clone lacks are fetched by whatever program the repository chooses.
  const configuration = `[core]
repositoryFormatVersion = 1
sshCommand = touch '${at("ran")}' && false
[extensions]
partialClone = origin
[remote "origin"]
url = ssh://localhost/x
promisor = true
`;
  git("init", "-q", "--bare", "bare");
  writeFileSync(at("repo/bare/config"), `${configuration}[core]\nbare = true\n`);
  cpSync(at("repo/bare"), at("repo/usual/.git"), { recursive: true });
  writeFileSync(at("repo/usual/.git/config"), configuration);
  for (const folder of ["bare", "usual"]) {
    writeFileSync(at("repo", folder, "pg_hba.conf"), hba);
    expect((await check(folder, "--changed-since", commit)).status).toBe(2);
    const compared = await runCli(["diff", "--git", commit, folder], { cwd: at("repo") });
    expect(compared.status).toBe(2);
  }
  expect(existsSync(at("ran"))).toBe(false);
});
