import type { Certificate } from "../../core/pki.ts";
import { normalizeUri } from "../convert.ts";
import { guard } from "../guard.ts";
import { type ExplainAnswer, type ExplainQuestion, explainRequest } from "../protocol.ts";
import type { ServerContext } from "../serverContext.ts";

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
      if (!decision) return null;
      const { admitted = null, reason, line } = decision;
      return { admitted, reason, ...(line && { record: { uri: line.uri, line: line.line } }) };
    }),
  );
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
