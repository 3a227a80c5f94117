import { pathToFileURL } from "node:url";
import type { Hover } from "vscode-languageserver";
import { SourceDocument } from "../../server/src/core/index.ts";
import { nodeHost } from "../../server/src/disk/nodeHost.ts";
import { startLspClient } from "../support/lspClient.ts";
import { createService } from "../support/openService.ts";
import { processorTime } from "./processorTime.ts";
import { timed } from "./sessions.ts";
import type { Subject } from "./subjects.ts";

/** Milliseconds of hovers on a certificate, each a question and its answer over the protocol. */
export interface HoverTimes {
  /** The path was just typed; the file is read and decoded. */
  readonly first: number;
  readonly again: readonly number[];
}

/** Milliseconds that somebody needs at least to type a path into a file that was just opened. */
const typingTime = 1_000;

/** Types the path of a certificate into a new file and points at it at once, in a server that has seen no certificate yet. */
export async function timeCertificateHover(
  subject: Subject,
  certificate: string,
  count: number,
): Promise<HoverTimes> {
  const client = await startLspClient(subject.args, { ...(subject.env && { env: subject.env }) });
  const uri = pathToFileURL(`${certificate}.absent/postgresql.conf`).toString();
  const line = "ssl_cert_file = ";
  await client.open(uri, "postgresql-conf", `ssl = on\n${line}\n`);
  await client.diagnostics(uri);
  await new Promise((resolve) => setTimeout(resolve, typingTime));
  const at = { line: 1, character: line.length };
  await client.change(uri, `'${certificate}'`, { start: at, end: at });
  const hover = async () => {
    const position = { line: 1, character: line.length + 3 };
    const answer = await client.connection.sendRequest("textDocument/hover", {
      textDocument: { uri },
      position,
    });
    if (!JSON.stringify((answer as Hover | null)?.contents ?? "").includes("example.com"))
      throw new Error("the hover does not say what is in the certificate");
  };
  const first = await timed(hover);
  const again: number[] = [];
  for (let round = 0; round < count; round++) again.push(await timed(hover));
  await client.stop();
  return { first, again };
}

/** Milliseconds of the processor that a hover on a certificate which was read before takes, in the server alone. */
export async function timeKnownCertificateHover(certificate: string, count: number): Promise<number[]> {
  const service = createService(nodeHost);
  const uri = pathToFileURL(`${certificate}.absent/postgresql.conf`).toString();
  service.open(new SourceDocument(uri, "postgresql-conf", 1, `ssl = on\nssl_cert_file = '${certificate}'\n`));
  const times: number[] = [];
  const warmUp = 100;
  for (let round = 0; round < count + warmUp; round++) {
    const begin = processorTime();
    const hover = await service.hover(uri, { line: 1, character: 20 });
    if (!hover) throw new Error("there is no hover on the certificate");
    if (round >= warmUp) times.push(processorTime() - begin);
  }
  return times;
}
