import type { Project } from "../../gather/workspace.ts";
import type { Client, ConnectionVerdict } from "./connection.ts";
import { judgeConnection } from "./judgeConnection.ts";
import { readConnectionFacts } from "./readConnectionFacts.ts";

/** Whether the server of a pg_hba.conf lets a client in; `undefined` when there is no such file. */
export async function explainConnection(
  project: Project,
  hbaUri: string,
  client: Client,
): Promise<ConnectionVerdict | undefined> {
  const facts = await readConnectionFacts(project, hbaUri);
  return facts && judgeConnection(facts, client);
}
