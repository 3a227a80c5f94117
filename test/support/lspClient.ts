import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import {
  type ClientCapabilities,
  createProtocolConnection,
  type Diagnostic,
  type InitializeResult,
  type ProtocolConnection,
  type PublishDiagnosticsParams,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver/node";

/** A language server in a process of its own, connected by its standard input and output as any editor would. */
export interface LspClient {
  readonly connection: ProtocolConnection;
  readonly process: ChildProcess;
  readonly initialized: InitializeResult;
  open(uri: string, languageId: string, text: string): Promise<void>;
  /** Replaces a range (or, without one, all) of an open document. */
  change(uri: string, text: string, range?: EditRange): Promise<void>;
  /** The diagnostics that the server pushes for the newest version of a document; waits for them. */
  diagnostics(uri: string): Promise<Diagnostic[]>;
  /** Ends the server as an editor does, and returns its exit status. */
  stop(): Promise<number | null>;
}

/** As the protocol counts: from 0, in UTF-16 units. */
export interface EditRange {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
}

/** What a plain editor says of itself: it takes pushed diagnostics. */
export const plainCapabilities: ClientCapabilities = {
  textDocument: { publishDiagnostics: { relatedInformation: true, versionSupport: true } },
};

/** Starts `node script ...` and initializes it. */
export async function startLspClient(
  args: readonly string[],
  options: {
    capabilities?: ClientCapabilities;
    initializationOptions?: unknown;
    env?: Readonly<Record<string, string>>;
    /** URIs of the workspace's folders. */
    folders?: readonly string[];
    /** What the client answers to the server's own requests, by method; it refuses all others. */
    answers?: Readonly<Record<string, () => unknown>>;
  } = {},
): Promise<LspClient> {
  const child = spawn(process.execPath, args, {
    stdio: ["pipe", "pipe", "inherit"],
    env: { ...process.env, ...options.env },
  });
  const exited = once(child, "exit");
  const connection = createProtocolConnection(
    new StreamMessageReader(child.stdout),
    new StreamMessageWriter(child.stdin),
  );
  const versions = new Map<string, number>();
  const pushed = new Map<string, PublishDiagnosticsParams>();
  let arrived = () => {};
  connection.onNotification("textDocument/publishDiagnostics", (params: PublishDiagnosticsParams) => {
    pushed.set(params.uri, params);
    arrived();
  });
  for (const [method, answer] of Object.entries(options.answers ?? {})) connection.onRequest(method, answer);
  connection.listen();
  const initialized: InitializeResult = await connection.sendRequest("initialize", {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: options.folders?.map((uri) => ({ uri, name: "workspace" })) ?? null,
    capabilities: options.capabilities ?? plainCapabilities,
    initializationOptions: options.initializationOptions,
  });
  await connection.sendNotification("initialized", {});

  return {
    connection,
    process: child,
    initialized,
    async open(uri, languageId, text) {
      versions.set(uri, 1);
      await connection.sendNotification("textDocument/didOpen", {
        textDocument: { uri, languageId, version: 1, text },
      });
    },
    async change(uri, text, range) {
      const version = (versions.get(uri) ?? 0) + 1;
      versions.set(uri, version);
      pushed.delete(uri); // some servers do not say which version their diagnostics are of
      await connection.sendNotification("textDocument/didChange", {
        textDocument: { uri, version },
        contentChanges: [range ? { range, text } : { text }],
      });
    },
    async diagnostics(uri) {
      for (;;) {
        const last = pushed.get(uri);
        if (last && (last.version ?? versions.get(uri)) === versions.get(uri)) return last.diagnostics;
        await new Promise<void>((resolve) => {
          arrived = resolve;
        });
      }
    },
    async stop() {
      await connection.sendRequest("shutdown");
      await connection.sendNotification("exit");
      const [status] = await exited;
      connection.dispose();
      return status as number | null;
    },
  };
}
