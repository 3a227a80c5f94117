import { folderOf, isAbsolutePath, resolvePath } from "../../cluster/uris.ts";
import type { Workspace } from "../../gather/workspace.ts";
import type { LanguageService, StringDecision } from "../languageService.ts";
import { decideClient, readClientString } from "./decideClient.ts";

/**
 * What becomes of a connection with a connection string: libpq's ways to connect one after the other, until both ends accept one.
 * `undefined` when there is no pg_hba.conf.
 */
export async function explainString(
  uri: string,
  text: string,
  address: string | undefined,
  { workspace, explain }: { readonly workspace: Workspace; readonly explain: LanguageService["explain"] },
): Promise<StringDecision | undefined> {
  const snapshot = await workspace.snapshot(uri);
  if (!snapshot) return undefined;
  const read = readClientString(text, snapshot);
  if ("accepts" in read) return { client: read };
  const { given, types, host } = read;
  const { trusted, pathMappings } = workspace.settings;
  const look = async (path: string | undefined) =>
    path && isAbsolutePath(path) && trusted
      ? workspace.file(resolvePath(path, folderOf(uri), pathMappings), true)
      : undefined;
  const roots = await look(given.get("sslrootcert"));
  const own = await look(given.get("sslcert"));
  const certificates = own?.pem?.blocks.flatMap(({ certificate }) => certificate ?? []);
  const user = given.get("user") ?? "";
  let last: StringDecision | undefined;
  for (const type of types) {
    const client = decideClient(read, type, roots, snapshot);
    const server = await explain(uri, {
      type,
      user,
      database: given.get("dbname") || user,
      ...(type !== "local" && address !== undefined && { address }),
      ...(certificates && { certificates }),
      ...(host && { serverName: host }),
    });
    if (!server) return undefined;
    last = { client, server };
    if (client.accepts !== false && server.admitted !== false) break;
  }
  return last;
}
