import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { join } from "node:path";
import { readServices } from "../core/index.ts";
import { CannotRun } from "./cannotRun.ts";
import { readNamedNow } from "./readNamed.ts";

/** `pg_config --sysconfdir` of Debian's libpq; others have no folder in common. */
const debianFolder = "/etc/postgresql-common";

/** Bytes of a service file at the most. */
const maxServiceFile = 4_000_000;

/** The keywords and values of a service, of the first file of libpq's that has it. @throws CannotRun */
export function readService(
  name: string,
  env: Readonly<NodeJS.ProcessEnv>,
): Readonly<Record<string, string>> {
  const paths = [
    env.PGSERVICEFILE ?? join(homedir(), ".pg_service.conf"),
    join(env.PGSYSCONFDIR ?? debianFolder, "pg_service.conf"),
  ];
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const found = readServices(readNamedNow(path, maxServiceFile).toString("utf8")).find(
      (service) => service.name === name,
    );
    if (found) return Object.fromEntries([...found.options].map(([name, { value }]) => [name, value]));
  }
  throw new CannotRun(`no service ${name} in ${paths.join(" or ")}`);
}
