import type { Connection, Message, MessageStrategy } from "vscode-languageserver";
import { ErrorCodes, ResponseError } from "./library.ts";

/** The methods in place of those of requests at the wrong time. */
const early = "pgssl/beforeInitialize";
const late = "pgssl/afterShutdown";

/**
 * Keeps to the life of a server as the protocol has it ("Server lifecycle"): a request before `initialize` gets the error
 * -32002, one after `shutdown`, or a second `initialize`, the error -32600; notifications at these times are dropped, but for
 * `exit`. The library leaves this to servers, and would answer.
 */
export function createLifecycle(): {
  readonly messageStrategy: MessageStrategy;
  register(connection: Connection): void;
} {
  let state: "new" | "running" | "ended" = "new";
  const refusalOf = (method: string): string | undefined => {
    if (state === "new") return method === "initialize" ? undefined : early;
    return state === "ended" || method === "initialize" ? late : undefined;
  };
  return {
    messageStrategy: {
      handleMessage(message: Message, next: (message: Message) => void) {
        const { method, id } = message as { readonly method?: string; readonly id?: unknown };
        if (method === undefined || method === "exit") return next(message); // an answer to a request of the server
        const refusal = refusalOf(method);
        if (refusal === undefined) {
          if (method === "initialize") state = "running";
          if (method === "shutdown") state = "ended";
          return next(message);
        }
        if (id !== undefined) next({ ...message, method: refusal, params: {} } as Message);
      },
    },
    register(connection) {
      connection.onRequest(
        early,
        () => new ResponseError(ErrorCodes.ServerNotInitialized, "The server is not initialized."),
      );
      connection.onRequest(
        late,
        () =>
          new ResponseError(ErrorCodes.InvalidRequest, "The server is shut down, or initialized already."),
      );
    },
  };
}
