import { type Uri, workspace } from "vscode";
import {
  BrowserMessageReader,
  BrowserMessageWriter,
  LanguageClient,
  type LanguageClientOptions,
} from "vscode-languageclient/browser";
import type { Port } from "../../../server/src/browser/workspaceFiles.ts";
import { serveFiles } from "./serveFiles.ts";

/** A worker, as far as it is used. */
interface WebWorker extends Port {
  postMessage(message: unknown, moved?: readonly unknown[]): void;
  terminate(): void;
}

/** What the page of a browser brings, as far as it is used. */
interface Browser {
  readonly Worker: new (url: string) => WebWorker;
  readonly MessageChannel: new () => { readonly port1: Port; readonly port2: Port };
  readonly Blob: new (parts: readonly Uint8Array[], options: { readonly type: string }) => unknown;
  readonly URL: { createObjectURL(blob: unknown): string };
}

/** A client whose server runs in a web worker; a stopped one begins anew in another. */
export function createClient(script: Uri, options: LanguageClientOptions): LanguageClient {
  const { Worker, MessageChannel, Blob, URL } = globalThis as unknown as Browser;
  let worker: WebWorker | undefined;
  /** VS Code starts workers from the web only; an extension that a server holds comes from there through the editor. */
  const address = async () =>
    /^https?$/.test(script.scheme)
      ? script.toString(true)
      : URL.createObjectURL(
          new Blob([await workspace.fs.readFile(script)], { type: "application/javascript" }),
        );
  const start = async () => {
    worker?.terminate();
    worker = new Worker(await address());
    const { port1, port2 } = new MessageChannel();
    serveFiles(port1);
    worker.postMessage(port2, [port2]);
    // The library does not know a worker of VS Code's by its class.
    return { reader: new BrowserMessageReader(worker), writer: new BrowserMessageWriter(worker) };
  };
  return new LanguageClient("pgssl", "PostgreSQL SSL", start, options);
}
