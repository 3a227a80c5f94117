import { spawn } from "node:child_process";
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "./support/tools.ts";

/**
 * `npm test`: everything that must hold, in the order in which a failure is cheapest to find. Words after it pick steps:
 * `npm test -- types core`. Ends with `N passed, N failed`.
 */
const steps: readonly (readonly [name: string, run: () => Promise<Count>])[] = [
  ["types", () => command("tsc", "-b")],
  ["lint", () => command("biome", "check", ".")],
  ["build", () => command("tsx", "server/scripts/build.ts")],
  ["core", () => vitest(...together, "test/core", "test/client", "test/tidy", "test/docs")],
  ["properties", () => vitest(...together, "test/properties", "test/pki")],
  ["protocol", () => vitest("test/costs", "test/lsp", "test/cli", "test/disk", "test/setup")],
  ["servers", () => vitest("test/oracle")],
  ["editor", () => vitest("test/syntaxes", "test/demo", "test/e2e")],
];

/** Files that leave nothing behind share processes, where modules are loaded once for all of them. */
const together = ["--no-isolate", "--maxWorkers=100%"];

interface Count {
  readonly passed: number;
  readonly failed: number;
}

const wanted = new Set(process.argv.slice(2));
const total = { passed: 0, failed: 0 };
for (const [name, run] of steps) {
  if (wanted.size > 0 && !wanted.has(name)) continue;
  const begin = performance.now();
  process.stdout.write(`\n== ${name}\n`);
  const { passed, failed } = await run();
  total.passed += passed;
  total.failed += failed;
  process.stdout.write(`== ${name}: ${((performance.now() - begin) / 1000).toFixed(1)} s\n`);
}
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

/** Runs a program of `node_modules/.bin`; it counts as one check. */
async function command(name: string, ...args: string[]): Promise<Count> {
  const status = await execute(name, args);
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 };
}

/** Runs the test files of folders, each in a process of its own, one after the other, unless options say otherwise. */
async function vitest(...folders: string[]): Promise<Count> {
  const report = join(projectRoot, `.out/vitest-${process.pid}.json`);
  await rm(report, { force: true });
  const status = await execute("vitest", [
    "run",
    ...folders,
    "--reporter=default",
    "--reporter=json",
    `--outputFile.json=${report}`,
  ]);
  const counted = await readFile(report, "utf8").then(
    (text) => JSON.parse(text) as { numPassedTests: number; numFailedTests: number },
    () => ({ numPassedTests: 0, numFailedTests: 0 }),
  );
  await rm(report, { force: true });
  const failed = counted.numFailedTests;
  // A file that could not be loaded has no tests to count, and yet it failed.
  return { passed: counted.numPassedTests, failed: status === 0 ? failed : Math.max(failed, 1) };
}

function execute(name: string, args: readonly string[]): Promise<number | null> {
  const bin = join(projectRoot, "node_modules/.bin", process.platform === "win32" ? `${name}.cmd` : name);
  const child = spawn(bin, args, {
    cwd: projectRoot,
    stdio: ["ignore", 1, 2],
    shell: process.platform === "win32",
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
}
