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
import { type CliRun, runCli } from "../support/runCli.ts";
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

test("a passphrase that is missing is named with the ways to give it", async () => {
  const run = await initServer("ca", "--encrypt-ca-key");
  expect(run.status).toBe(1);
  expect(run.errors).toContain(
    "give --ca-passphrase-file FILE (- is standard input) or $PGSSL_CA_PASSPHRASE",
  );
  expect(existsSync(ca)).toBe(false);
});
