import type { DocumentDiagnosticReport } from "vscode-languageserver";
import { type ComputedDiagnostics, computeDiagnostics, noDiagnostics } from "../computeDiagnostics.ts";
import { normalizeUri } from "../convert.ts";
import { guard } from "../guard.ts";
import { letEnd } from "../letEnd.ts";
import { DocumentDiagnosticReportKind } from "../library.ts";
import { clusterChanged } from "../protocol.ts";
import type { ServerContext } from "../serverContext.ts";
import { warmUp } from "../warmUp.ts";
import { registerWorkspaceDiagnostics } from "./workspaceDiagnostics.ts";

/** Milliseconds between two looks at the files that the open clusters are made of. */
export const lookInterval = 500;
/** The same without a machine: the editor watches all that can be seen, and each look may be a request to another machine. */
const slowInterval = 10_000;
/** Milliseconds to wait before the other documents of a cluster follow an edit in one. */
const followDelay = 60;

/** Whether certificates will soon be needed: then the code that decodes them is loaded while nobody waits. */
const namesFiles = (language: string) =>
  language === "pg-service" || language === "postgresql-conf" || language === "pg-hosts";

/** Ways to send diagnostics again. */
export interface Diagnostics {
  /** All open documents, since settings or files changed. */
  refresh(): void;
  /** Looks at the files now. */
  recheck(): Promise<void>;
  /** A view shows what files hold: they are watched until the next change is reported, even while no document is open. */
  watch(): void;
}

/** Reports diagnostics: pulled by clients that can, pushed to the others. */
export function registerDiagnostics(server: ServerContext): Diagnostics {
  const { connection, service, documents } = server;
  const everywhere = registerWorkspaceDiagnostics(server);
  const pulls = () => server.capabilities.textDocument?.diagnostic !== undefined;

  /** By document: how the client spells its URI, and which diagnostics it was sent last. */
  const pushed = new Map<string, { readonly uri: string; readonly computed: ComputedDiagnostics }>();

  const pushOnce = (uri: string) =>
    guard(connection, "diagnostics", undefined, undefined, async () => {
      const version = documents.get(uri)?.version;
      const computed = await computeDiagnostics(server, uri);
      const now = documents.get(uri);
      if (!now || now.version !== version) return; // a later edit pushes its own
      pushed.set(normalizeUri(uri), { uri, computed });
      await connection.sendDiagnostics({ uri, version: now.version, diagnostics: computed.items });
    });

  /** By document that is being pushed: whether it must be pushed again, since something changed meanwhile. */
  const pushing = new Map<string, boolean>();
  /** One at a time for each document, so that an older answer never comes behind a newer one. */
  const push = async (uri: string) => {
    if (pushing.has(uri)) {
      pushing.set(uri, true);
      return;
    }
    do {
      pushing.set(uri, false);
      await pushOnce(uri);
    } while (pushing.get(uri));
    pushing.delete(uri);
  };

  /** The documents of known clusters that are not open, as far as the client lacks their diagnostics. */
  const pushClosed = () =>
    guard(connection, "diagnostics", undefined, undefined, async () => {
      const isOpen = (of: string) => documents.all().some(({ uri }) => normalizeUri(uri) === of);
      const known = new Set(await service.knownDocuments());
      for (const of of new Set([...known, ...pushed.keys()])) {
        const computed = known.has(of) ? await computeDiagnostics(server, of) : noDiagnostics;
        const { uri = of, computed: last = noDiagnostics } = pushed.get(of) ?? {};
        if (isOpen(of)) continue; // which is pushed with its version
        if (known.has(of)) pushed.set(of, { uri, computed });
        else pushed.delete(of);
        if (computed.resultId !== last.resultId)
          await connection.sendDiagnostics({ uri, diagnostics: computed.items });
      }
    });
  let resting: ReturnType<typeof setTimeout> | undefined;
  let closedOnes = Promise.resolve();
  const pushClosedSoon = () => {
    clearTimeout(resting);
    resting = setTimeout(() => {
      closedOnes = closedOnes.then(pushClosed);
    }, followDelay);
    letEnd(resting);
  };

  const refreshAll = () => {
    const { workspace } = server.capabilities;
    everywhere.changed();
    // A client may refuse while it ends, and a refusal that nobody catches would end the server.
    if (!pulls()) {
      for (const { uri, source } of documents.all()) if (source) void push(uri);
      pushClosedSoon();
    } else if (workspace?.diagnostics?.refreshSupport) {
      void connection.languages.diagnostics.refresh().catch(() => {});
    }
    if (workspace?.inlayHint?.refreshSupport) void connection.languages.inlayHint.refresh().catch(() => {});
    if (workspace?.semanticTokens?.refreshSupport)
      void connection.languages.semanticTokens.refresh().catch(() => {});
    void connection.sendNotification(clusterChanged);
  };

  connection.languages.diagnostics.on(({ textDocument }, token) =>
    guard<DocumentDiagnosticReport>(
      connection,
      "diagnostics",
      { kind: DocumentDiagnosticReportKind.Full, items: [] },
      token,
      async () => ({
        kind: DocumentDiagnosticReportKind.Full,
        ...(await computeDiagnostics(server, textDocument.uri)),
      }),
    ),
  );

  let following: ReturnType<typeof setTimeout> | undefined;
  const edited = new Set<string>();
  const follow = (uri: string) => {
    edited.add(uri);
    clearTimeout(following);
    following = setTimeout(async () => {
      const uris = [...edited].map(normalizeUri);
      edited.clear();
      const others = new Set<string>();
      for (const changed of uris) {
        // Which documents belong together is known once the cluster was read, which may still be going on.
        await guard(connection, "cluster", undefined, undefined, () => service.summary(changed));
        for (const member of service.members(changed)) if (member !== changed) others.add(member);
      }
      for (const { uri, source } of documents.all())
        if (source && others.has(normalizeUri(uri))) void push(uri);
      pushClosedSoon();
    }, followDelay);
  };

  documents.onDidChangeContent(({ document: { uri, source } }) => {
    if (!source) return;
    everywhere.changed();
    if (pulls()) return;
    void push(uri);
    follow(uri);
  });
  documents.onDidClose(({ document: { uri, source } }) => {
    if (!source) return;
    service.close(normalizeUri(uri));
    everywhere.changed();
    if (pulls()) return;
    follow(uri); // what was not saved counts no longer
  });

  let isSeen = false;
  const recheck = async (part: "all" | "next" = "all") => {
    if (!(await service.refresh(part))) return;
    isSeen = false; // a view that is still shown requests again
    refreshAll();
  };
  connection.onDidChangeWatchedFiles(() => void recheck());
  // Certificates often live outside of the workspace, where editors do not watch.
  let looking = false;
  let isPrepared = false;
  const interval = setInterval(
    async () => {
      if (looking || (documents.keys().length === 0 && !isSeen && !everywhere.isWaitedFor)) return;
      looking = true;
      if (!isPrepared && documents.all().some(({ source }) => source && namesFiles(source.language))) {
        isPrepared = true;
        await server
          .loadPki()
          .then(warmUp)
          .catch(() => {}); // the first request that needs it reports the error
      }
      await recheck("next").catch(() => {});
      looking = false;
    },
    server.machine ? lookInterval : slowInterval,
  );
  letEnd(interval);
  connection.onShutdown(() => clearInterval(interval));

  const watch = () => {
    isSeen = true;
    everywhere.changed();
    if (!pulls()) pushClosedSoon();
  };
  return { refresh: refreshAll, recheck, watch };
}
