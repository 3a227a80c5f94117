import type { FileFacts } from "../../cluster/cluster.ts";
import type { Snapshot } from "../../cluster/snapshot.ts";
import { folderOf, isAbsolutePath, resolvePath } from "../../cluster/uris.ts";
import type { Workspace } from "../../gather/workspace.ts";
import type { Place } from "../../model/span.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import type { LanguageService, StringDecision } from "../languageService.ts";
import { unmetDemand } from "./clientDemands.ts";
import { type ClientString, decideClient, readClientString } from "./decideClient.ts";
import { orderedRecords } from "./orderedRecords.ts";

/** Where a server is looked up, and who decides for it. */
export interface ServerEnd {
  readonly workspace: Workspace;
  readonly explain: LanguageService["explain"];
}

/**
 * What becomes of a connection with a connection string: libpq's ways to connect one after the other, until both ends accept one.
 * `undefined` when there is no pg_hba.conf.
 */
export async function explainString(
  uri: string,
  text: string,
  address: string | undefined,
  { workspace, explain }: ServerEnd,
): Promise<StringDecision | undefined> {
  const snapshot = await workspace.snapshot(uri);
  if (!snapshot) return undefined;
  const read = readClientString(text, snapshot);
  if ("accepts" in read) return { client: read };
  const { trusted, pathMappings } = workspace.settings;
  const look = async (keyword: string) => {
    const path = read.given.get(keyword);
    return path && isAbsolutePath(path) && trusted
      ? workspace.file(resolvePath(path, folderOf(uri), pathMappings), true)
      : undefined;
  };
  const roots = await look("sslrootcert");
  const own = await look("sslcert");
  return decideString(
    uri,
    read,
    { ...(roots && { roots }), ...(own && { own }), ...(address !== undefined && { address }) },
    { workspace, explain },
  );
}

/** What a client connects with, beside its string. */
export interface ClientEnd {
  /** The file of `sslrootcert`, and that of `sslcert`, as far as they were looked at. */
  readonly roots?: FileFacts;
  readonly own?: FileFacts;
  /** Where it connects from. */
  readonly address?: string;
  /** Physical replication. */
  readonly replication?: true;
}

/** The same for a string that was read, and the files of the client. */
export async function decideString(
  uri: string,
  read: ClientString,
  { roots, own, address, replication }: ClientEnd,
  { workspace, explain }: ServerEnd,
): Promise<StringDecision | undefined> {
  const snapshot = await workspace.snapshot(uri);
  if (!snapshot) return undefined;
  const { given, types, host } = read;
  const certificates = own?.pem?.blocks.flatMap(({ certificate }) => certificate ?? []);
  const user = given.get("user") ?? "";
  let last: StringDecision | undefined;
  for (const type of types) {
    const client = decideClient(read, type, roots, snapshot);
    const server = await explain(uri, {
      type,
      user,
      database: given.get("dbname") || user,
      ...(replication && { replication }),
      ...(type !== "local" && address !== undefined && { address }),
      ...(certificates && { certificates }),
      ...(host && { serverName: host }),
    });
    if (!server) return undefined;
    const method = server.line && methodAt(server.line, await workspace.snapshot(server.line.uri));
    const goesOn = client.accepts !== false && server.admitted !== false;
    const unmet = goesOn
      ? unmetDemand(read, { cluster: snapshot.cluster, type, ...(method && { method }) })
      : undefined;
    last = { client: unmet ?? client, server };
    if (last.client.accepts !== false && server.admitted !== false) break;
  }
  return last;
}

/** The authentication method of a record. */
export function methodAt({ line }: Place, snapshot: Snapshot | undefined): string | undefined {
  if (!snapshot) return undefined;
  const { document } = snapshot.records;
  const found = orderedRecords<HbaRecord>(snapshot, document.uri).find(
    ({ place }) => place.line === line && place.uri === document.uri,
  );
  return found?.record.method?.tokens[0]?.text;
}
