import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { lastOfEach, readConnectionString, writeConnection } from "../core/index.ts";
import { newestServerVersion } from "../core/model/serverVersion.ts";
import { readService } from "./readService.ts";

/**
 * A connection string as libpq uses it for the user of this process: what it gives goes before the service, `named` or its own, and
 * the files of `~/.postgresql` are those that neither names. @throws CannotRun
 */
export function completeString(
  text: string,
  named: string | undefined,
  env: Readonly<NodeJS.ProcessEnv>,
): string {
  const { parameters, fault } = readConnectionString(text, newestServerVersion);
  if (fault) return text; // its fault is reported where it is read
  const { service: own, ...given } = Object.fromEntries(
    [...lastOfEach(parameters)].map(([keyword, { value }]) => [keyword, value]),
  );
  const name = named ?? own;
  const values = { ...(name !== undefined && readService(name, env)), ...given };
  const folder = join(homedir(), ".postgresql");
  // A service is this user's; of a string alone it is not certain whose files count, and one that is absent says nothing.
  const verifies = name !== undefined && /^verify-(?:ca|full)$/.test(values.sslmode ?? "");
  const usual = Object.entries(usualFiles).flatMap(([keyword, file]) => {
    const path = join(folder, file);
    const counts = existsSync(path) || (keyword === "sslrootcert" && verifies);
    return values[keyword] === undefined && counts ? [[keyword, path] as const] : [];
  });
  if (name === undefined && usual.length === 0) return text;
  return [...Object.entries(values), ...usual]
    .map(([keyword, value]) => `${keyword}=${writeConnection(value)}`)
    .join(" ");
}

/** The files that libpq reads where no keyword names others (manual, "SSL Client File Usage"). */
const usualFiles = { sslrootcert: "root.crt", sslcert: "postgresql.crt", sslkey: "postgresql.key" };
