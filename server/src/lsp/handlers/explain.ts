import { type ConnectionDecision, writeConnection } from "../../core/index.ts";
import type { Certificate } from "../../core/pki.ts";
import { normalizeUri } from "../convert.ts";
import { guard } from "../guard.ts";
import {
  type ExplainAnswer,
  type ExplainQuestion,
  type ExplainStringAnswer,
  type ExplainStringQuestion,
  explainRequest,
  explainStringRequest,
  servicesRequest,
} from "../protocol.ts";
import type { ServerContext } from "../serverContext.ts";
import { withoutPassword } from "../withoutPassword.ts";

/** Answers whether a client is admitted; `null` when the cluster has no pg_hba.conf. */
export function registerExplain(server: ServerContext): void {
  const { connection, service } = server;
  connection.onRequest(explainRequest, (question: ExplainQuestion, token) =>
    guard<ExplainAnswer | null>(connection, "explain", null, token, async () => {
      const { uri, certificate, ...client } = question;
      const certificates = certificate === undefined ? [] : await readCertificates(server, certificate);
      if (typeof certificates === "string") return { admitted: null, reason: certificates };
      const decision = await service.explain(normalizeUri(uri), {
        ...client,
        ...(certificates.length > 0 && { certificates }),
      });
      return decision ? toAnswer(decision) : null;
    }),
  );
  connection.onRequest(explainStringRequest, (question: ExplainStringQuestion, token) =>
    guard<ExplainStringAnswer | null>(connection, "explainString", null, token, async () => {
      const uri = normalizeUri(question.uri);
      const text = ofService(withoutPassword(question.text), await servicesOf(server, uri));
      const decision = await service.explainString(uri, text, question.address);
      if (!decision) return null;
      const { accepts = null, reason } = decision.client;
      return {
        client: { accepts, reason },
        ...(decision.server && { server: toAnswer(decision.server) }),
      };
    }),
  );
  connection.onRequest(servicesRequest, ({ uri }: { readonly uri: string }, token) =>
    guard<readonly string[]>(connection, "services", [], token, async () =>
      (await servicesOf(server, normalizeUri(uri))).map(({ name }) => name),
    ),
  );
}

/** The services at hand that lead to the cluster of a document. */
async function servicesOf({ service }: ServerContext, uri: string) {
  return (await service.snapshot(uri))?.cluster.known?.services ?? [];
}

/** A string `service=NAME` as the service's own options, without passwords; any other as it is. */
function ofService(
  text: string,
  services: readonly { readonly name: string; readonly options: ReadonlyMap<string, string> }[],
): string {
  const found = services.find(({ name }) => text === `service=${name}`);
  return found
    ? [...found.options]
        .filter(([keyword]) => !/password$/.test(keyword))
        .map(([keyword, value]) => `${keyword}=${writeConnection(value)}`)
        .join(" ")
    : text;
}

function toAnswer({ admitted, reason, line }: ConnectionDecision): ExplainAnswer {
  return { admitted: admitted ?? null, reason, ...(line && { record: { uri: line.uri, line: line.line } }) };
}

/** The certificates of a PEM file, or in words why there are none. */
async function readCertificates(
  { given, service }: ServerContext,
  uri: string,
): Promise<readonly Certificate[] | string> {
  if (!given.trusted) return "Certificates are not read while the workspace is not trusted.";
  const found = await service.certificates(normalizeUri(uri));
  if (!found) return "The client's certificate file cannot be read.";
  return found.length > 0 ? found : "The client's certificate file holds no certificate in PEM.";
}
