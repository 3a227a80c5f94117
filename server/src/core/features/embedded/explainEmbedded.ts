import type { EmbeddedDocuments } from "../../gather/embeddedDocuments.ts";
import type { Client, ConnectionDecision } from "../connect/connection.ts";
import type { LanguageService } from "../languageService.ts";
import { hostPlaceOf } from "./diagnoseEmbedded.ts";
import { lineSpan } from "./places.ts";

/** Whether the server that a host document configures admits a client; `undefined` where the document holds no records. */
export async function explainEmbedded(
  uri: string,
  client: Client,
  documents: EmbeddedDocuments,
  inner: LanguageService,
): Promise<ConnectionDecision | undefined> {
  const state = await documents.state(uri);
  const part = state?.files.find(({ file }) => file.language === "pg-hba");
  const decision = part && (await inner.explain(part.uri, client));
  if (!state || !part || !decision) return decision;
  if (part.file.isPartial) {
    const reason = `${part.cluster.carrier.name} has records beside these, which are not known here`;
    return { admitted: undefined, stage: decision.stage, reason };
  }
  // A record that the carrier adds is shown at the user's list.
  if (!decision.line) return decision;
  const at = hostPlaceOf(decision.line, state) ?? lineSpan(state.starts, part.file.place);
  return { ...decision, line: { ...at, uri } };
}
