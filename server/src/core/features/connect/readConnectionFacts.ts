import type { IdentFault } from "../../cluster/context.ts";
import { nameOf } from "../../cluster/uris.ts";
import { authFileUri } from "../../gather/authFiles.ts";
import type { Located, Project } from "../../gather/workspace.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import type { IdentRecord } from "../../syntax/ident/identRecord.ts";
import type { ConnectionFacts, Placed } from "./connection.ts";
import { type MetRecord, readRecords } from "./readRecords.ts";

/** Gathers what decides about connections to the cluster of a pg_hba.conf; `undefined` when there is no such file. */
export async function readConnectionFacts(
  project: Project,
  hbaUri: string,
): Promise<ConnectionFacts | undefined> {
  const located = await project.locate(hbaUri);
  if (located?.index.document.language !== "pg-hba") return undefined;
  const { state, context } = located;
  const records = (await readRecords(project, located)) as MetRecord<HbaRecord>[];
  const maps = await readMaps(project, located);
  const mapsProblem = context.identFault && faultInWords(context.identFault);
  const problem = records.length === 0 ? "pg_hba.conf has no records." : await findProblem(project, located);
  const { pki } = project.facts;
  return {
    cluster: state.cluster,
    serverVersion: context.serverVersion,
    records,
    ...(maps && { maps }),
    ...(mapsProblem !== undefined && { mapsProblem }),
    ...(pki && { pki }),
    ...(problem !== undefined && { problem }),
    now: project.facts.now(),
  };
}

/** `undefined` when pg_ident.conf is not known whole, or when the server does not load it, so that older maps may hold. */
async function readMaps(
  project: Project,
  { state, context }: Located,
): Promise<readonly Placed<IdentRecord>[] | undefined> {
  const { key, cluster, identMaps } = state;
  const uri = authFileUri("pg-ident", key, cluster.settings, project.settings.pathMappings);
  if (!identMaps) return cluster.isOnServer && !(await project.facts.stat(uri)) ? [] : undefined;
  const ident = await project.locate(uri);
  if (!ident || context.identFault) return undefined;
  return (await readRecords(project, ident)) as MetRecord<IdentRecord>[];
}

function faultInWords({ uri, place }: IdentFault): string {
  const what = place
    ? `line ${place.line + 1} of ${nameOf(uri)} is refused`
    : `${nameOf(uri)} cannot be read`;
  return `The server does not load its maps (${what}): started like this it refuses, and a running one goes by the maps that it had.`;
}

/** What keeps the server from loading the files of a cluster, in words. */
async function findProblem(project: Project, { state }: Located): Promise<string | undefined> {
  const words = (uri: string, line: number, message: string) =>
    `The server does not load these files (${nameOf(uri)}, line ${line + 1}): ${message}`;
  for (const { uri, line, serverEffect, message } of state.findings ?? [])
    if (serverEffect === "start-error") return words(uri, line, message);
  for (const [uri, { document }] of state.members) {
    if (document.language === "pg-ident") continue;
    const located = await project.locate(uri);
    const refused = located && refusedLine(located);
    if (refused) return words(uri, refused.line, refused.message);
  }
  return undefined;
}

function refusedLine({ index }: Located): { readonly line: number; readonly message: string } | undefined {
  let refused: { readonly line: number; readonly message: string } | undefined;
  index.forEachLoud(({ findings }, line) => {
    const found = findings.find(
      ({ serverEffect }) => serverEffect === "line-error" || serverEffect === "start-error",
    );
    if (found) refused ??= { line, message: found.message };
  });
  return refused;
}
