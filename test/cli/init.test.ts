import { spawnSync } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { pki } from "../../server/src/pki/index.ts";
import { type CliRun, runCli } from "../support/runCli.ts";
import { projectRoot } from "../support/tools.ts";
import { giveAway } from "../support/unprivileged.ts";

let folder: string;
let cluster: string;
let ca: string;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "pgssl-init-"));
  cluster = join(folder, "data");
  ca = join(folder, "ca");
  mkdirSync(cluster, { mode: 0o700 });
  writeFileSync(join(cluster, "PG_VERSION"), "18\n");
  writeFileSync(join(cluster, "postgresql.conf"), "port = 5432\n");
  writeFileSync(join(cluster, "pg_hba.conf"), "host all all 10.0.0.0/8 scram-sha-256\n");
  await giveAway(cluster);
});
afterEach(() => rmSync(folder, { recursive: true }));

const init = (path: string, ...more: string[]): Promise<CliRun> =>
  runCli(["init", path, cluster, "--ca", ca, "--non-interactive", ...more]);
const initServer = (path: string, ...more: string[]) => init(path, "--host", "db.example.com", ...more);
const mode = (path: string) => statSync(path).mode & 0o777;

test("makes what was planned, says what comes next, and changes the configuration only if it is to", async () => {
  const run = await initServer("ca");
  expect(run).toMatchObject({ status: 0, errors: "" });
  expect(run.output).toContain(`create  ${join(ca, "root.key")}`);
  expect(run.output).toContain("pg_ctl reload -D");
  expect(run.output).toContain("sslmode=verify-full");
  expect(run.output).toContain("Keep it offline");
  expect(mode(join(cluster, "server.key"))).toBe(0o600);
  expect(readFileSync(join(cluster, "postgresql.conf"), "utf8")).toBe("port = 5432\n");

  const crt = join(cluster, "server.crt");
  const key = join(cluster, "server.key");
  const before = readFileSync(key);
  expect(statSync(key).uid).toBe(statSync(cluster).uid);
  const again = await initServer("ca", "--configure");
  expect(again).toMatchObject({ status: 1 });
  expect(again.errors).toContain(crt);
  expect(readFileSync(key)).toEqual(before);
  expect((await initServer("ca", "--force", crt)).status).toBe(1); // each file needs a word of its own
  const forced = await initServer(
    "ca",
    "--configure",
    "--cleartext",
    "hostssl",
    "--force",
    crt,
    "--force",
    key,
  );
  expect(forced).toMatchObject({ status: 0, errors: "" });
  expect(readFileSync(join(cluster, "postgresql.conf"), "utf8")).toBe("ssl = on\nport = 5432\n");
  expect(readFileSync(join(cluster, "pg_hba.conf"), "utf8")).toBe(
    "hostssl all all 10.0.0.0/8 scram-sha-256\n",
  );
  expect(await runCli(["check", cluster])).toMatchObject({ status: 0 });
  expect(readFileSync(`${key}.bak`)).toEqual(before);
});

test("a dry run and a plan in JSON write nothing and hold no key", async () => {
  const before = readdirSync(cluster);
  const { status, output } = await initServer("chain", "--dry-run", "--json");
  expect(status).toBe(0);
  const shown = JSON.parse(output);
  expect(shown).toMatchObject({ dryRun: true, written: [], configured: false, plan: { path: "chain" } });
  expect(shown.plan.files.length).toBe(6);
  expect((await initServer("chain", "--dry-run")).output).toContain("ssl = on");
  expect(existsSync(ca)).toBe(false);
  expect(readdirSync(cluster)).toEqual(before);
});

test.each<[string, string[], number, string]>([
  ["nothing to make", ["init"], 1, "Name what to make"],
  ["an unknown path", ["init", "bogus"], 2, "bogus"],
  ["an unknown option", ["init", "ca", "--bogus"], 2, "--bogus"],
  ["an unknown kind of key", ["init", "ca", "--key", "dsa"], 2, "--key must be one of ec-p256"],
  ["no cluster", ["init", "ca", "/nonexistent"], 1, "holds no postgresql.conf"],
  [
    "a passphrase that cannot be read",
    ["init", "ca", "--encrypt-ca-key", "--ca-passphrase-file", "/nonexistent"],
    2,
    "/nonexistent",
  ],
])("%s is an error with its own exit status", async (_, args, status, words) => {
  const run = await runCli([...args, ...(args.length > 2 ? ["--ca", ca] : [])], { cwd: folder });
  expect(run.status).toBe(status);
  expect(run.errors).toContain(words);
  expect(existsSync(ca)).toBe(false);
});

test("install keeps the word answer that it once had, and does the same by it", async () => {
  const run = (word: string) => runCli(["init", word, cluster, "--json"]);
  const [now, before] = await Promise.all([run("install"), run("answer")]);
  expect(JSON.parse(now.output).problem.field).toBe("answerFiles");
  expect(before).toEqual(now);
});

test("a problem is JSON where JSON is requested", async () => {
  const { status, output } = await init("client", "--json");
  expect([status, JSON.parse(output).problem.field]).toEqual([1, "clients"]);
});

test("passphrases come from files, standard input or the environment, and are never shown, nor are keys", async () => {
  const [passphrase, exportPassword] = ["tr0ub4dor-and-3", "c0rrect-h0rse"];
  writeFileSync(join(folder, "secret"), `${passphrase}\nsecond line\n`, { mode: 0o600 });
  const args = (path: string, ...more: string[]) => ["init", path, cluster, "--ca", ca, ...more];
  const runs = [
    await runCli(
      args("ca", "--host", "db", "--encrypt-ca-key", "--ca-passphrase-file", join(folder, "secret")),
    ),
    await runCli(
      args(
        "client",
        "--role",
        "a",
        "--role",
        "b=CN=Bob,O=X",
        "--form",
        "pkcs12",
        "--form",
        "pem",
        "--form",
        "pkcs8-der",
        "--ca-passphrase-file",
        "-",
      ),
      {
        input: `${passphrase}\n`,
        env: { PGSSL_EXPORT_PASSWORD: exportPassword },
      },
    ),
    await runCli(args("crl", "--json", "--revoke", join(ca, "clients/a.crt")), {
      env: { PGSSL_CA_PASSPHRASE: passphrase },
    }),
    await runCli(args("renew", "--new-key", "--configure", "--json"), {
      env: { PGSSL_CA_PASSPHRASE: "wrong-pass" },
    }),
    await runCli(args("renew", "--new-key"), { env: { PGSSL_CA_PASSPHRASE: passphrase } }),
  ];
  expect(runs.map(({ status }) => status)).toEqual([0, 0, 0, 1, 1]);
  const forced = await runCli(
    args(
      "renew",
      "--new-key",
      "--certificate",
      join(cluster, "server.crt"),
      "--force",
      join(cluster, "server.key"),
    ),
    {
      env: { PGSSL_CA_PASSPHRASE: passphrase },
    },
  );
  runs.push(forced);
  const shown = runs.map(({ output, errors }) => output + errors).join("");
  for (const secret of [passphrase, exportPassword, "wrong-pass", "PRIVATE KEY"])
    expect(shown).not.toContain(secret);
  const keys = [join(ca, "root.key"), join(cluster, "server.key"), join(ca, "clients/a.key")];
  for (const line of keys
    .flatMap((path) => readFileSync(path, "utf8").split("\n"))
    .filter((line) => line.length > 40))
    expect(shown).not.toContain(line);
  expect(readFileSync(join(ca, "root.key"), "utf8")).toContain("ENCRYPTED");
});

/**
 * A script that kills its process at one of its calls on the file system, so that every moment between two of them comes up.
 * Without a number it counts them.
 */
const killer = `
const promises = require("node:fs/promises"), fs = require("node:fs");
let calls = 0;
const at = Number(process.env.KILL_AT);
const count = () => { if (++calls === at) process.kill(process.pid, "SIGKILL"); };
for (const [owner, names] of [[promises, ["open", "link", "rename", "unlink", "mkdir"]], [fs, ["renameSync"]]])
  for (const name of names) {
    const real = owner[name];
    owner[name] = (...args) => { count(); return real(...args); };
  }
const { open } = promises;
promises.open = async (...args) => {
  const file = await open(...args);
  for (const name of ["writeFile", "chmod", "sync", "close"]) {
    const real = file[name];
    file[name] = (...more) => { count(); return real.apply(file, more); };
  }
  return file;
};
process.on("exit", () => fs.writeFileSync(process.env.KILL_COUNT, String(calls)));
`;

/** Runs to the end once for a count, then once more for each call, killed at it. */
async function killEverywhere(
  args: readonly string[],
  prepare: () => void,
  look: (step: number) => void,
): Promise<void> {
  const script = join(folder, "killer.cjs");
  writeFileSync(script, killer);
  const counted = join(folder, "count");
  const run = (step: number) =>
    spawnSync(process.execPath, ["--require", script, join(projectRoot, "dist/cli.cjs"), ...args], {
      env: { ...process.env, KILL_AT: String(step), KILL_COUNT: counted },
    });
  prepare();
  expect(run(0).status).toBe(0);
  const calls = Number(readFileSync(counted, "utf8"));
  expect(calls).toBeGreaterThan(10);
  for (let step = 1; step <= calls; step++) {
    prepare();
    expect(run(step).signal).toBe("SIGKILL");
    look(step);
  }
}

/** Files that are there are whole and have their modes; hidden ones are nobody else's to read. */
function lookAt(paths: readonly string[], modes: Readonly<Record<string, number>>): void {
  for (const path of paths.filter((one) => existsSync(one))) {
    for (const name of readdirSync(path)) {
      const file = join(path, name);
      if (!statSync(file).isFile()) continue;
      if (name.startsWith(".pgssl-")) expect(mode(file) & 0o077 & ~0o044).toBe(0);
      if (name.startsWith(".pgssl-") && readFileSync(file, "utf8").includes("PRIVATE KEY"))
        expect(mode(file)).toBe(0o600);
      if (!/\.(crt|key)$/.test(name)) continue;
      expect(mode(file)).toBe(modes[name.slice(-4)]);
      const [block] = pki.decode(readFileSync(file)).blocks;
      expect(block?.problem).toBeUndefined();
      expect(block?.certificate ?? block?.key?.publicKey).toBeDefined();
    }
  }
}
const modes = { ".crt": 0o644, ".key": 0o600 };
const keyOf = (path: string) => pki.decode(readFileSync(path)).blocks[0];

test("killed at any moment it leaves whole files or none, and no certificate without its key", async () => {
  const server = join(folder, "server");
  const args = ["init", "ca", "--ca", ca, "--out", server, "--host", "db"];
  let left = 0;
  await killEverywhere(
    args,
    () => {
      for (const path of [ca, server]) rmSync(path, { recursive: true, force: true });
    },
    () => {
      lookAt([ca, server], modes);
      for (const [path, name] of [
        [ca, "root"],
        [server, "server"],
      ] as const) {
        if (!existsSync(join(path, `${name}.crt`))) continue;
        const certificate = keyOf(join(path, `${name}.crt`))?.certificate;
        expect(keyOf(join(path, `${name}.key`))?.key?.publicKey).toEqual(certificate?.publicKey);
      }
      left += existsSync(server)
        ? readdirSync(server).filter((name) => name.startsWith(".pgssl-")).length
        : 0;
    },
  );
  expect(left).toBeGreaterThan(0);
  rmSync(ca, { recursive: true, force: true });
  for (const name of readdirSync(server).filter((one) => !one.startsWith("."))) rmSync(join(server, name));
  writeFileSync(join(server, ".pgssl-999999999-0123456789abcdef"), "left by a process that is gone");
  expect((await runCli(args)).status).toBe(0);
  expect(readdirSync(server).sort()).toEqual(["server.crt", "server.key"]);
});

test("a renewal killed at any moment leaves the old pair or the new one", async () => {
  const server = join(folder, "server");
  const [crt, key] = [join(server, "server.crt"), join(server, "server.key")];
  expect((await runCli(["init", "ca", "--ca", ca, "--out", server, "--host", "db"])).status).toBe(0);
  const old = [readFileSync(crt), readFileSync(key)] as const;
  let apart = 0;
  await killEverywhere(
    ["init", "renew", "--ca", ca, "--certificate", crt, "--new-key", "--force", key],
    () => {
      for (const name of readdirSync(server)) rmSync(join(server, name));
      writeFileSync(crt, old[0], { mode: 0o644 });
      writeFileSync(key, old[1], { mode: 0o600 });
    },
    () => {
      lookAt([server], modes);
      expect(existsSync(crt) && existsSync(key)).toBe(true);
      const certificate = keyOf(crt)?.certificate;
      if (keyOf(key)?.key?.publicKey?.fingerprint !== certificate?.publicKey.fingerprint) apart++;
    },
  );
  expect(apart).toBeLessThanOrEqual(1); // between two names that are given one directly after the other
});

test("a passphrase that is missing is named with the ways to give it", async () => {
  const run = await initServer("ca", "--encrypt-ca-key");
  expect(run.status).toBe(1);
  expect(run.errors).toContain(
    "give --ca-passphrase-file FILE (- is standard input) or $PGSSL_CA_PASSPHRASE",
  );
  expect(existsSync(ca)).toBe(false);
});
