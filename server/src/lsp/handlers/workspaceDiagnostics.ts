import type { CancellationToken, WorkspaceDocumentDiagnosticReport } from "vscode-languageserver";
import { computeDiagnostics, noDiagnostics } from "../computeDiagnostics.ts";
import { normalizeUri } from "../convert.ts";
import { guard } from "../guard.ts";
import { letEnd } from "../letEnd.ts";
import { DocumentDiagnosticReportKind } from "../library.ts";
import type { ServerContext } from "../serverContext.ts";

/** Milliseconds to wait before all documents are checked again, since one change seldom comes alone. */
const restTime = 300;

/** The request for the diagnostics of all known documents. */
export interface WorkspaceDiagnostics {
  /** A text, a setting or a file is different. */
  changed(): void;
  /** Whether a client waits for a change. */
  readonly isWaitedFor: boolean;
}

/**
 * Answers `workspace/diagnostic`: the diagnostics of all documents of known clusters, open or not. A client that has them already gets
 * its answer when one of them changes, as the protocol proposes ("the server can hold the request open"), so that nobody polls.
 */
export function registerWorkspaceDiagnostics(server: ServerContext): WorkspaceDiagnostics {
  const { connection, service, documents } = server;
  /** What to call when something changed, of each request that waits. */
  const waiting = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isEnding = false;
  const wakeAll = () => {
    for (const wake of waiting) wake();
  };

  /** The documents whose diagnostics are others than the client has; those that exist no longer have none. */
  const outdated = async (known: ReadonlyMap<string, string>) => {
    const open = new Map(documents.all().map(({ uri, version }) => [normalizeUri(uri), { uri, version }]));
    const reports: WorkspaceDocumentDiagnosticReport[] = [];
    const uris = new Set(await service.knownDocuments());
    for (const uri of uris) {
      const { items, resultId } = await computeDiagnostics(server, uri);
      const { uri: spelled = uri, version = null } = open.get(uri) ?? {};
      if (known.get(uri) !== resultId)
        reports.push({ kind: DocumentDiagnosticReportKind.Full, uri: spelled, version, items, resultId });
    }
    for (const [uri, resultId] of known) {
      if (uris.has(uri) || resultId === noDiagnostics.resultId) continue;
      reports.push({ kind: DocumentDiagnosticReportKind.Full, uri, version: null, ...noDiagnostics });
    }
    return reports;
  };

  /** Calls `wake` at each change while `work` is going on. */
  const whileWaiting = async <Answer>(
    wake: () => void,
    token: CancellationToken,
    work: () => Promise<Answer>,
  ) => {
    const listener = token.onCancellationRequested(wake);
    waiting.add(wake);
    try {
      return await work();
    } finally {
      waiting.delete(wake);
      listener.dispose();
    }
  };

  connection.languages.diagnostics.onWorkspace(({ previousResultIds }, token) =>
    guard(connection, "workspace diagnostics", { items: [] }, token, () => {
      const known = new Map(previousResultIds.map(({ uri, value }) => [normalizeUri(uri), value]));
      let changed = true;
      let wake = () => {};
      const onChange = () => {
        changed = true;
        wake();
      };
      return whileWaiting(onChange, token, async () => {
        while (!token.isCancellationRequested && !isEnding) {
          if (changed) {
            changed = false;
            const items = await outdated(known);
            if (items.length > 0 || known.size === 0) return { items };
          } else {
            await new Promise<void>((resolve) => {
              wake = resolve;
            });
          }
        }
        return { items: [] };
      });
    }),
  );
  connection.onShutdown(() => {
    isEnding = true;
    wakeAll();
  });
  return {
    changed() {
      clearTimeout(timer);
      timer = setTimeout(wakeAll, restTime);
      letEnd(timer);
    },
    get isWaitedFor() {
      return waiting.size > 0;
    },
  };
}
