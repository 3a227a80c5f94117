import { execFile } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { promisify } from "node:util";
import { beforeAll, expect, test } from "vitest";
import { packagedExtension } from "../support/packagedExtension.ts";
import { folderPerFile } from "../support/scratchFolder.ts";
import { projectRoot } from "../support/tools.ts";

const at = folderPerFile();
const run = promisify(execFile);
const { version } = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")) as {
  version: string;
};
const tarball = join(projectRoot, `pgssl-${version}.tgz`);

/** Kilobytes that the packages may have; there is room for a few more rules. */
const limits = { vsix: 2750, tgz: 1650, worker: 1750, browser: 470 };

let vsix: string;
beforeAll(async () => {
  vsix = await packagedExtension();
});

/** Runs the program of the package in a new folder, with nothing but the packed file and Node. */
async function npx(...words: string[]): Promise<{ status: number; stdout: string; stderr: string }> {
  const folder = at("empty");
  mkdirSync(folder, { recursive: true });
  const home = at("home");
  const env = {
    PATH: `${dirname(process.execPath)}${delimiter}/usr/bin${delimiter}/bin`,
    HOME: home,
    npm_config_cache: at("cache"),
    npm_config_update_notifier: "false",
  };
  return run("npx", ["--yes", "--offline", `--package=${tarball}`, "pgssl", ...words], {
    cwd: folder,
    env,
  }).then(
    (done) => ({ status: 0, ...done }),
    (error) => ({ status: error.code, stdout: error.stdout, stderr: error.stderr }),
  );
}

test("the packages have no more bytes than they may", () => {
  for (const [path, limit] of [
    [vsix, limits.vsix],
    [tarball, limits.tgz],
    [join(projectRoot, "dist/worker.js"), limits.worker],
    [join(projectRoot, "dist/browser.js"), limits.browser],
  ] as const)
    expect(statSync(path).size / 1024, path).toBeLessThan(limit);
});

test("the extension holds the language server of the browser once, beside that of Node", () => {
  const packed = readdirSync(join(projectRoot, ".out/package/dist")); // which is what was packed
  expect(packed.filter((name) => /js$/.test(name)).sort()).toEqual([
    "browser.js",
    "cli.cjs",
    "client.cjs",
    "server.cjs",
    "worker.js",
  ]);
});

test("the package for npm holds programs and pages, and needs no other package", async () => {
  const { stdout } = await run("tar", ["-tzf", tarball]);
  const names = stdout.trim().split("\n");
  const strangers = names.filter(
    (name) =>
      !/^package\/(?:package\.json|README\.md|CHANGELOG\.md|LICENSE|dist\/(?:cli|server)\.cjs|dist\/(?:cli|server)\/[\w-]+\.cjs|dist\/THIRD_PARTY_NOTICES\.txt|server\/docs\/rules\/[a-z0-9-]+\.md|server\/docs\/rule-examples\.md|server\/docs\/schemas\/[a-z]+\.schema\.json)$/.test(
        name,
      ),
  );
  expect(strangers).toEqual([]);
  const manifest = JSON.parse((await run("tar", ["-xzOf", tarball, "package/package.json"])).stdout);
  expect(manifest).toMatchObject({
    name: "pgssl",
    version,
    description: expect.stringMatching(/PostgreSQL/),
    bin: { pgssl: "dist/cli.cjs" },
  });
  for (const field of ["dependencies", "devDependencies", "scripts", "private", "contributes"])
    expect(manifest).not.toHaveProperty(field);
});

test("npx runs a check, prints pages and the version", async () => {
  mkdirSync(at("empty"), { recursive: true });
  writeFileSync(at("empty/pg_hba.conf"), "hosst all all all md5\n");
  const checked = await npx("check", "pg_hba.conf");
  expect(checked).toMatchObject({
    status: 1,
    stdout: expect.stringMatching(/^pg_hba\.conf:1:1: error: .*\[hba-type-unknown\]\n/),
  });
  expect((await npx("--version")).stdout).toMatch(
    new RegExp(
      `^${version.replaceAll(".", "\\.")} \\((?:commit [0-9a-f]{12}|not packaged), PostgreSQL 13 to \\d\\d\\)\n$`,
    ),
  );
  expect((await npx("rule", "hba-type-unknown")).stdout).toMatch(/^# hba-type-unknown\n/);
  expect((await npx("rule")).stdout).toMatch(/^hba-type-unknown +error +\S/m);
  expect(await npx("rule", "nothing")).toMatchObject({
    status: 2,
    stderr: expect.stringContaining("pgssl rule lists them"),
  });
});
