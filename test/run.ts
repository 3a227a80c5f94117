import { spawn } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { readFile, rm } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { isAbsolute, join, relative, sep } from "node:path";
import { projectRoot } from "./support/tools.ts";

/** A part of `npm test`: a program, or the test files of some folders. */
type Step = { readonly name: string } & (Program | Tests);

interface Program {
  readonly program: readonly [name: string, ...args: string[]];
}

interface Tests {
  readonly folders: readonly string[];
  /** Options of Vitest; without them each file has a process of its own. */
  readonly options?: readonly string[];
  /** The step that makes what the tests start. */
  readonly needs?: string;
}

/** Loads the server as one bundle: see `bundledSources`. */
const bundled = ["--mode", "bundled"];

/** As many files at a time as the machine has processors. */
const inParallel = [...bundled, "--maxWorkers=100%"];

/** Twice as many, where half of the time passes with waiting for servers that start, reload and stop. */
const waiting = [...bundled, `--maxWorkers=${2 * availableParallelism()}`];

/** Files that leave nothing behind share processes, where modules are loaded once for all of them. */
const together = [...inParallel, "--no-isolate"];

/** Everything that must hold, in the order in which a failure is cheapest to find. */
const steps: readonly Step[] = [
  { name: "types", program: ["tsc", "-b"] },
  { name: "lint", program: ["biome", "check", "."] },
  { name: "build", program: ["tsx", "server/scripts/build.ts"] },
  { name: "core", folders: ["test/core", "test/client"], options: together },
  { name: "docs", folders: ["test/docs", "test/tidy"], options: together },
  { name: "properties", folders: ["test/properties", "test/pki"], options: together },
  { name: "fuzz", folders: ["test/fuzz"], options: inParallel },
  // Module by module, since these tests replace some modules with others.
  {
    name: "costs",
    folders: ["test/costs", "test/disk"],
    options: ["--maxWorkers=100%"],
    needs: "build",
  },
  {
    name: "protocol",
    folders: ["test/lsp", "test/cli", "test/setup"],
    options: inParallel,
    needs: "build",
  },
  { name: "servers", folders: ["test/oracle"], options: waiting, needs: "build" },
  { name: "package", program: ["tsx", "test/e2e/prepare.ts"] },
  {
    name: "editor",
    folders: ["test/syntaxes", "test/demo", "test/e2e"],
    options: inParallel,
    needs: "package",
  },
];

interface Outcome {
  /** How many tests passed. */
  readonly passed: number;
  /** What failed, each by its name and the first line of the reason. */
  readonly failures: readonly string[];
}

/**
 * `npm test -- WORD …`: each word names a step or is a part of the path of test files; none means everything.
 * Ends with the name of each test that failed, whose report is far above by then, and `N passed, N failed`.
 */
async function main(words: readonly string[]): Promise<void> {
  let passed = 0;
  const failures: string[] = [];
  for (const { step, files } of select(words)) {
    const begin = performance.now();
    process.stdout.write(`\n== ${step.name}\n`);
    const outcome = await run(step, files);
    passed += outcome.passed;
    failures.push(...outcome.failures.map((failure) => `${step.name}: ${failure}`));
    process.stdout.write(`== ${step.name}: ${((performance.now() - begin) / 1000).toFixed(1)} s\n`);
  }
  process.stdout.write(["", ...failures, `${passed} passed, ${failures.length} failed`, ""].join("\n"));
  process.exitCode = failures.length === 0 && passed > 0 ? 0 : 1;
}

interface Selected {
  readonly step: Step;
  /** Of the step's test files; all of them when absent. */
  readonly files?: readonly string[];
}

/** The steps that words mean, in the usual order. @throws Error for a word that means none. */
function select(words: readonly string[]): Selected[] {
  const files = new Map(
    steps.map((step) => [step, "folders" in step ? step.folders.flatMap(testFiles) : []]),
  );
  const known = [...files.values()].flat();
  const forgotten = testFiles("test").filter((file) => !known.includes(file));
  if (forgotten.length > 0) throw new Error(`No step of test/run.ts runs ${forgotten.join(", ")}`);
  if (words.length === 0) return steps.map((step) => ({ step }));
  const wanted = new Map<Step, Set<string> | "all">();
  for (const word of words) {
    const named = steps.find(({ name }) => name === word);
    if (named) wanted.set(named, "all");
    const part = toPart(word);
    const meant = [...files].map(([step, own]) => [step, own.filter((file) => file.includes(part))] as const);
    if (!named && meant.every(([, own]) => own.length === 0)) throw new Error(unknown(word));
    for (const [step, own] of named ? [] : meant) {
      const before = wanted.get(step);
      if (own.length > 0 && before !== "all") wanted.set(step, new Set([...(before ?? []), ...own]));
    }
  }
  const needed = [...wanted.keys()].map((step) => ("needs" in step ? step.needs : undefined));
  return steps.flatMap((step): Selected[] => {
    const own = wanted.get(step) ?? (needed.includes(step.name) ? "all" : undefined);
    if (!own) return [];
    return [own === "all" ? { step } : { step, files: [...own] }];
  });
}

const unknown = (word: string) =>
  `${word} is neither a step (${steps.map(({ name }) => name).join(", ")}) nor a part of the path of a test file.`;

/** What is looked for in paths such as `test/core/syntax/regexProblem.test.ts`. */
function toPart(word: string): string {
  const path = isAbsolute(word) ? relative(projectRoot, word) : word;
  const part = path.split(sep).join("/").replace(/^\.\//, "");
  const isFolder = statSync(join(projectRoot, part), { throwIfNoEntry: false })?.isDirectory();
  return isFolder ? part.replace(/\/?$/, "/") : part;
}

function testFiles(folder: string): string[] {
  const names = readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" });
  return names
    .filter((name) => name.endsWith(".test.ts"))
    .map((name) => `${folder}/${name.split(sep).join("/")}`);
}

async function run(step: Step, files?: readonly string[]): Promise<Outcome> {
  if ("folders" in step) return vitest([...(files ?? step.folders), ...(step.options ?? [])]);
  const [name, ...args] = step.program;
  const status = await execute(name, args);
  return status === 0
    ? { passed: 1, failures: [] }
    : { passed: 0, failures: [`${name} ended with ${status}`] };
}

/** What is read of Vitest's report. */
interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly fullName: string;
      readonly status: string;
      readonly failureMessages?: readonly string[];
    }[];
  }[];
}

async function vitest(args: readonly string[]): Promise<Outcome> {
  const report = join(projectRoot, `.out/vitest-${process.pid}.json`);
  await rm(report, { force: true });
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const status = await execute("vitest", ["run", ...args, ...reporters]);
  const { numPassedTests, testResults } = await readFile(report, "utf8").then(
    (text) => JSON.parse(text) as Report,
    (): Report => ({ numPassedTests: 0, testResults: [] }),
  );
  await rm(report, { force: true });
  const failures = testResults.flatMap(toFailures);
  // An error outside of all tests fails the run and no test.
  if (status !== 0 && failures.length === 0) failures.push(`vitest ended with ${status}`);
  return { passed: numPassedTests, failures };
}

/** What failed of a file: its tests, or the file, which has none when it cannot be loaded. */
function toFailures({ name, status, message, assertionResults }: Report["testResults"][number]): string[] {
  const file = relative(projectRoot, name);
  const failed = assertionResults
    .filter((test) => test.status === "failed")
    .map(({ fullName, failureMessages }) => `${file}: ${fullName}: ${firstLine(failureMessages?.[0])}`);
  return failed.length === 0 && status === "failed" ? [`${file}: ${firstLine(message)}`] : failed;
}

const firstLine = (text = "") => text.split("\n", 1)[0];

/** Runs a program of `node_modules/.bin`; returns its exit status. */
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

try {
  await main(process.argv.slice(2));
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 2;
}
