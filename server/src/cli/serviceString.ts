import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { lastOfEach, readConnectionString } from "../core/index.ts";
import { newestServerVersion } from "../core/model/serverVersion.ts";
import { readService } from "./readService.ts";

/**
 * The connection string of a service as libpq uses it for the user of this process: what `text` gives goes before the service, and
 * the files of `~/.postgresql` are those that neither names. @throws CannotRun
 */
export function serviceString(name: string, text: string, env: Readonly<NodeJS.ProcessEnv>): string {
  const { parameters, fault } = readConnectionString(text, newestServerVersion);
  if (fault) return text; // its fault is reported where it is read
  const given = Object.fromEntries(
    [...lastOfEach(parameters)].map(([keyword, { value }]) => [keyword, value]),
  );
  const { service: _, ...values } = { ...readService(name, env), ...given };
  const folder = join(homedir(), ".postgresql");
  const verifies = values.sslmode === "verify-ca" || values.sslmode === "verify-full";
  const usual = Object.entries(usualFiles).flatMap(([keyword, file]) => {
    const path = join(folder, file);
    const counts = existsSync(path) || (keyword === "sslrootcert" && verifies);
    return values[keyword] === undefined && counts ? [[keyword, path] as const] : [];
  });
  return [...Object.entries(values), ...usual]
    .map(([keyword, value]) => `${keyword}='${value.replace(/[\\']/g, "\\$&")}'`)
    .join(" ");
}

/** The files that libpq reads where no keyword names others (manual, "SSL Client File Usage"). */
const usualFiles = { sslrootcert: "root.crt", sslcert: "postgresql.crt", sslkey: "postgresql.key" };
