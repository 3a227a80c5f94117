import { join } from "node:path";
import { isWithin } from "../disk/isWithin.ts";
import type { SetupContext, Target } from "./context.ts";
import { SetupProblem } from "./plan.ts";
import type { SetupRequest } from "./request.ts";

/** Where a set-up's files are. */
export interface Places {
  readonly authorityFolder: string;
  readonly clientFolder: string;
  readonly serverFolder: string;
  readonly certificate: string;
  readonly key: string;
  readonly request: string;
}

/** Fills in the places that a request leaves out. @throws SetupProblem for a CA's key in the data directory */
export function findPlaces(
  { machine }: SetupContext,
  request: SetupRequest,
  target: Target | undefined,
): Places {
  const authorityFolder = request.authorityFolder ?? join(machine.homeFolder, "pgssl-ca");
  const serverFolder = request.serverFolder ?? target?.dataDirectory ?? machine.workingFolder;
  const name = request.serverName ?? "server";
  for (const folder of [authorityFolder, request.newAuthorityFolder]) {
    if (folder === undefined || !target?.dataDirectory || request.authorityInDataDirectory) continue;
    if (isWithin(folder, target.dataDirectory)) {
      throw new SetupProblem(
        `${folder} is in the data directory: whoever breaks into the server could then issue certificates, and every backup would hold the CA's key. Choose a place outside, best on another machine.`,
        "authorityFolder",
      );
    }
  }
  return {
    authorityFolder,
    clientFolder: request.clientFolder ?? join(authorityFolder, "clients"),
    serverFolder,
    certificate: join(serverFolder, `${name}.crt`),
    key: join(serverFolder, `${name}.key`),
    request: join(serverFolder, `${name}.csr`),
  };
}
