import { readFileSync, statSync } from "node:fs";
import { readPassFile } from "../../../core/index.ts";
import { type ConnectionOptions, usualFolders } from "./connectionOptions.ts";

/**
 * The password for a connection, from a service, PGPASSWORD or a password file (manual, "The Password File"), which counts only where no
 * others can read it. `undefined` where neither has one.
 */
export function readPassword(
  options: ConnectionOptions,
  env: Readonly<NodeJS.ProcessEnv>,
): string | undefined {
  if (options.password !== undefined) return options.password;
  if (env.PGPASSWORD) return env.PGPASSWORD;
  const stat = statSync(options.passfile, { throwIfNoEntry: false });
  if (!stat?.isFile() || stat.size > 1024 * 1024) return undefined;
  if (process.platform !== "win32" && (stat.mode & 0o077) !== 0) return undefined;
  return passwordIn(readFileSync(options.passfile, "utf8"), options);
}

/** The password of the first line that fits. */
export function passwordIn(
  text: string,
  { namedHost, port, database, user }: Pick<ConnectionOptions, "namedHost" | "port" | "database" | "user">,
): string | undefined {
  const wanted = [usualFolders.includes(namedHost) ? "localhost" : namedHost, String(port), database, user];
  const lines = text.split("\n");
  const entry = readPassFile(lines).find(
    ({ fields, password }) =>
      password && wanted.every((value, at) => fields[at]?.any || fields[at]?.text === value),
  );
  const { start, end } = entry?.password ?? { start: 0, end: 0 };
  return lines[entry?.line ?? 0]?.slice(start, end).replace(/\\(.)/g, "$1") || undefined;
}
