import { readFileSync } from "node:fs";
import { join } from "node:path";
import { createContext, runInContext } from "node:vm";
import type {
  FileAnswer,
  FileQuestion,
  Port,
  WorkspaceFiles,
} from "../../server/src/browser/workspaceFiles.ts";
import { projectRoot } from "./tools.ts";

/** What a worker of a browser has of what the language server could use; nothing of Node. */
const browserGlobals = {
  TextDecoder,
  TextEncoder,
  URL,
  atob,
  btoa,
  clearInterval: (timer: number) => clearInterval(timer),
  clearTimeout: (timer: number) => clearTimeout(timer),
  console,
  performance,
  queueMicrotask,
  setInterval: (call: () => void, time: number) => Number(setInterval(call, time).unref()),
  setTimeout: (call: () => void, time: number) => Number(setTimeout(call, time)),
};

/** A language server as its bundle for the browser starts in a worker. */
export interface BrowserWorker {
  request<Answer>(method: string, params: unknown): Promise<Answer>;
  notify(method: string, params: unknown): void;
  /** Every message of the worker, in order. */
  readonly messages: readonly unknown[];
}

/** Starts it with these files of a workspace. */
export function startBrowserWorker(files: WorkspaceFiles): BrowserWorker {
  const messages: unknown[] = [];
  const waiting = new Map<number, (message: { result?: unknown; error?: unknown }) => void>();
  const scope: Record<string, unknown> & Partial<Port> = {
    ...browserGlobals,
    addEventListener() {},
    postMessage(message: { id?: number; method?: string; result?: unknown; error?: unknown }) {
      const copy = structuredClone(message);
      messages.push(copy);
      if (copy.method === undefined && copy.id !== undefined) waiting.get(copy.id)?.(copy);
      else if (copy.id !== undefined) send({ jsonrpc: "2.0", id: copy.id, result: null });
    },
  };
  const send = (data: unknown) => setImmediate(() => scope.onmessage?.({ data }));
  scope.self = scope;
  const context = createContext(scope);
  runInContext(readFileSync(join(projectRoot, "dist/worker.js"), "utf8"), context);
  /** Bytes become those of the other side, as when a browser clones them. */
  const cloned: (bytes: Uint8Array) => Uint8Array = runInContext("(bytes) => new Uint8Array(bytes)", context);

  const port: Port = {
    onmessage: null,
    postMessage(message) {
      const { id, method, uri, maxBytes } = message as FileQuestion;
      void files[method](uri, maxBytes).then(
        (found) => {
          const answer = found instanceof Uint8Array ? cloned(found) : found;
          port.onmessage?.({ data: { id, answer } satisfies FileAnswer });
        },
        () => port.onmessage?.({ data: { id, failed: true } satisfies FileAnswer }),
      );
    },
  };
  scope.onmessage?.({ data: port });

  let last = 0;
  return {
    messages,
    notify: (method, params) => void send({ jsonrpc: "2.0", method, params }),
    async request<Answer>(method: string, params: unknown) {
      const id = ++last;
      const answered = new Promise<{ result?: unknown; error?: unknown }>((resolve) =>
        waiting.set(id, resolve),
      );
      send({ jsonrpc: "2.0", id, method, params });
      const { result, error } = await answered;
      if (error !== undefined) throw new Error(JSON.stringify(error));
      return result as Answer;
    },
  };
}
