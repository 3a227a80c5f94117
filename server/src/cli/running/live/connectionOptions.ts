import { existsSync } from "node:fs";
import { homedir, userInfo } from "node:os";
import { join } from "node:path";
import { lastOfEach, readConnectionString } from "../../../core/index.ts";
import { newestServerVersion } from "../../../core/model/serverVersion.ts";
import { CannotRun } from "../../cannotRun.ts";
import { readService } from "../../readService.ts";

/** How to reach a server, as libpq finds it out. */
export interface ConnectionOptions {
  /** Where to connect to: an address, a name, or the folder of a Unix socket. */
  readonly host: string;
  /** The name that the certificate and a line of the password file are for, where `hostaddr` is the address. */
  readonly namedHost: string;
  readonly port: number;
  readonly user: string;
  readonly database: string;
  readonly sslmode: SslMode;
  /** `system`: the CA certificates of the operating system. */
  readonly sslrootcert?: string;
  readonly sslcert?: string;
  readonly sslkey?: string;
  readonly passfile: string;
  /** Of a service file alone. */
  readonly password?: string;
}

const sslModes = ["disable", "allow", "prefer", "require", "verify-ca", "verify-full"] as const;
export type SslMode = (typeof sslModes)[number];

/** The environment variables that libpq reads for these keywords (manual, "Environment Variables"). */
const variables: Readonly<Record<string, string>> = {
  service: "PGSERVICE",
  host: "PGHOST",
  hostaddr: "PGHOSTADDR",
  port: "PGPORT",
  user: "PGUSER",
  dbname: "PGDATABASE",
  sslmode: "PGSSLMODE",
  sslrootcert: "PGSSLROOTCERT",
  sslcert: "PGSSLCERT",
  sslkey: "PGSSLKEY",
  passfile: "PGPASSFILE",
};

type Values = Readonly<Record<string, string>>;

/** Reads keywords and values, or a URI, with what a service and the environment add, in libpq's order. @throws CannotRun */
export function connectionOptions(text: string, env: Readonly<NodeJS.ProcessEnv>): ConnectionOptions {
  const given = valuesOf(text);
  const ofEnvironment = Object.fromEntries(
    Object.entries(variables).flatMap(([name, variable]) =>
      env[variable] ? [[name, env[variable] ?? ""]] : [],
    ),
  );
  const service = given.service ?? ofEnvironment.service;
  const values: Values = {
    ...ofEnvironment,
    ...(service !== undefined && readService(service, env)),
    ...given,
  };
  if (given.password !== undefined)
    throw new CannotRun(
      "a password on the command line is seen by others: use PGPASSWORD, .pgpass or the prompt",
    );
  const namedHost = values.host || values.hostaddr || usualHost();
  const host = values.hostaddr || namedHost;
  const port = Number(values.port || 5432);
  const isSystem = values.sslrootcert === "system";
  const sslmode = sslModes.find((mode) => mode === (values.sslmode ?? (isSystem ? "verify-full" : "prefer")));
  if (/,/.test(host) || !Number.isInteger(port)) throw new CannotRun("name one host and one port");
  if (!sslmode) throw new CannotRun(`sslmode is one of ${sslModes.join(", ")}`);
  if (isSystem && sslmode !== "verify-full")
    throw new CannotRun("sslrootcert=system goes with sslmode=verify-full alone");
  const user = values.user || userInfo().username;
  const folder = join(homedir(), ".postgresql");
  const file = (name: string, usual: string) => {
    const path = values[name] ?? join(folder, usual);
    if (name === "sslrootcert" && path === "system") return { [name]: path };
    return path !== "" && existsSync(path) ? { [name]: path } : {};
  };
  return {
    host,
    namedHost,
    port,
    user,
    database: values.dbname || user,
    sslmode,
    ...file("sslrootcert", "root.crt"),
    ...file("sslcert", "postgresql.crt"),
    ...file("sslkey", "postgresql.key"),
    ...(values.password && { password: values.password }),
    passfile: values.passfile ?? join(homedir(), ".pgpass"),
  };
}

function valuesOf(text: string): Values {
  const string =
    text.includes("=") || /^postgres(?:ql)?:\/\//.test(text) || text === "" ? text : `dbname=${text}`;
  const { parameters, fault } = readConnectionString(string, newestServerVersion);
  if (fault) throw new CannotRun(`libpq cannot read the connection string (${fault.kind})`);
  return Object.fromEntries([...lastOfEach(parameters)].map(([name, { value }]) => [name, value]));
}

/** Where builds of libpq look for a Unix socket; in a password file these are `localhost`. */
export const usualFolders: readonly string[] = ["/var/run/postgresql", "/tmp"];

function usualHost(): string {
  return usualFolders.find((folder) => existsSync(join(folder, ".s.PGSQL.5432"))) ?? "localhost";
}
