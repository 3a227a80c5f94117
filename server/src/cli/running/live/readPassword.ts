import { readFileSync, statSync } from "node:fs";
import type { ConnectionOptions } from "./connectionOptions.ts";

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

/** The password of the first line that fits; a backslash quotes what follows it. */
export function passwordIn(
  text: string,
  { host, port, database, user }: Pick<ConnectionOptions, "host" | "port" | "database" | "user">,
): string | undefined {
  const wanted = [host.startsWith("/") ? "localhost" : host, String(port), database, user];
  for (const line of text.split(/\r?\n/)) {
    if (line.startsWith("#")) continue;
    const fields = line.match(/(?:[^\\:]|\\.)*(?::|$)/g)?.map((field) => field.replace(/:$/, "")) ?? [];
    const [password, ...names] = [fields[4], ...fields.slice(0, 4)];
    const plain = (field: string) => field.replace(/\\(.)/g, "$1");
    const fits = wanted.every((value, at) => names[at] === "*" || plain(names[at] ?? "") === value);
    if (password !== undefined && fits) return plain(password);
  }
  return undefined;
}
