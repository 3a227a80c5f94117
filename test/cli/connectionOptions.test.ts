import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import {
  type ConnectionOptions,
  connectionOptions,
} from "../../server/src/cli/running/live/connectionOptions.ts";
import { passwordIn, readPassword } from "../../server/src/cli/running/live/readPassword.ts";

const folder = mkdtempSync(join(tmpdir(), "pgssl-live-"));
afterAll(() => rmSync(folder, { recursive: true }));
const services = join(folder, "services");
writeFileSync(services, "[prod]\nhost=db.example.com\nport=5433\nuser=svc\npassword=of-service\n");

const env = { PGHOST: "env.example.com", PGUSER: "env", PGSERVICEFILE: services };

test.each<[text: string, env: Record<string, string>, Partial<ConnectionOptions>]>([
  ["", env, { host: "env.example.com", port: 5432, user: "env", database: "env", sslmode: "prefer" }],
  ["shop", env, { host: "env.example.com", database: "shop" }],
  [
    "host=h dbname='a b' sslmode=require",
    env,
    { host: "h", user: "env", database: "a b", sslmode: "require" },
  ],
  [
    "postgresql://u@[::1]:6000/d?sslmode=verify-full",
    {},
    { host: "::1", port: 6000, user: "u", sslmode: "verify-full" },
  ],
  ["service=prod port=1", env, { host: "db.example.com", port: 1, user: "svc", password: "of-service" }],
  ["", { ...env, PGSERVICE: "prod" }, { host: "db.example.com", user: "svc" }],
  ["host=h hostaddr=10.0.0.1 user=u", {}, { host: "10.0.0.1", namedHost: "h" }],
  ["host=h user=u sslrootcert=system", {}, { sslmode: "verify-full", sslrootcert: "system" }],
  ["user=u", { PGHOST: "h", PGHOSTADDR: "::1" }, { host: "::1", namedHost: "h" }],
])("%j", (text, env, options) => {
  expect(connectionOptions(text, env)).toMatchObject(options);
});

test.each([
  ["password=x"],
  ["sslrootcert=system sslmode=require"],
  ["postgresql://u:x@h/d"],
  ["host='open"],
  ["sslmode=sometimes"],
  ["host=a,b"],
  ["service=none"],
])("%s cannot be used", (text) => {
  expect(() => connectionOptions(text, env)).toThrow();
});

test.each<[string, string | undefined]>([
  ["h:5432:d:u:secret", "secret"],
  ["*:*:*:*:any", "any"],
  ["h:5433:d:u:wrong\n# h:5432:d:u:comment\nh:5432:d:u:right", "right"],
  ["h:5432:d:u:a\\:b\\\\c", "a:b\\c"],
  ["h:5432:d:other:x", undefined],
  ["h:5432:d", undefined],
  ["\\*:5432:d:u:x", undefined],
  ["h:5432:d:u:x:more\r\n", "x"],
])("of the password file %j: %j", (text, password) => {
  expect(passwordIn(text, { namedHost: "h", port: 5432, database: "d", user: "u" })).toBe(password);
});

test.each([
  ["host=/tmp", "localhost:*:*:*:x", "x"],
  ["host=/srv/sockets", "localhost:*:*:*:y\n/srv/sockets:*:*:*:x", "x"],
  ["host=h hostaddr=10.0.0.1", "10.0.0.1:*:*:*:y\nh:*:*:*:x", "x"],
  ["hostaddr=10.0.0.1", "10.0.0.1:*:*:*:x", "x"],
])("by %s the password file %j is read for that host", (text, file, password) => {
  expect(passwordIn(file, connectionOptions(`${text} user=u`, {}))).toBe(password);
});

test("a password file that others can read does not count, and PGPASSWORD goes before it", () => {
  const passfile = join(folder, "pgpass");
  writeFileSync(passfile, "*:*:*:*:of-file", { mode: 0o600 });
  const options = connectionOptions(`passfile=${passfile} host=h`, {});
  expect(readPassword(options, {})).toBe("of-file");
  expect(readPassword(options, { PGPASSWORD: "of-env" })).toBe("of-env");
  chmodSync(passfile, 0o640);
  expect(readPassword(options, {})).toBe(process.platform === "win32" ? "of-file" : undefined);
});
