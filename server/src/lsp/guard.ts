import type { CancellationToken, Connection } from "vscode-languageserver";

/**
 * Runs a handler so that a failure in it is a line in the log and an empty answer, never a dead server.
 * The log has the place in the code, never the text, which may hold secrets.
 */
export async function guard<Answer>(
  connection: Connection,
  what: string,
  fallback: Answer,
  token: CancellationToken | undefined,
  work: () => Promise<Answer> | Answer,
): Promise<Answer> {
  if (token?.isCancellationRequested) return fallback;
  try {
    return await work();
  } catch (error) {
    const stack = error instanceof Error ? (error.stack?.split("\n").slice(1, 5).join("\n") ?? "") : "";
    connection.console.error(`${what} failed (${error instanceof Error ? error.name : "unknown"})\n${stack}`);
    return fallback;
  }
}
