import * as prompts from "@clack/prompts";
import {
  type ConnectionState,
  decideSessions,
  SessionTable,
  type Snapshot,
  sessionOfRow,
} from "../../../core/index.ts";
import type { LiveAnswer, LiveFinding } from "../../../core/model/live.ts";
import type { Place } from "../../../core/model/span.ts";
import { nodeHost } from "../../../disk/nodeHost.ts";
import { CannotRun } from "../../cannotRun.ts";
import { clusterUri } from "../../clusterUri.ts";
import { coloredSeverity } from "../../counts.ts";
import { readChanges } from "../../diff.ts";
import { diffFormats } from "../../difference/formats.ts";
import type { PrintedChange } from "../../difference/printedChange.ts";
import { displayPath } from "../../displayPath.ts";
import { type ColorMode, outputTo } from "../../output.ts";
import { printed, toJson } from "../../printed.ts";
import { readInput } from "../../readInput.ts";
import { createService, type ServerOptions } from "../../serverOptions.ts";
import { compareWithFiles } from "../probeHost.ts";
import { checkLive } from "./checkLive.ts";
import { type ConnectionOptions, connectionOptions } from "./connectionOptions.ts";
import { type LiveState, readLive } from "./readLive.ts";
import { readPassword } from "./readPassword.ts";
import { type Reloaded, reload } from "./reload.ts";
import { type LiveSession, openSession } from "./session.ts";

/** The options of `pgssl live`. */
export interface LiveOptions extends ServerOptions {
  readonly cluster?: string;
  /** The files as they were loaded: a path, or the commit that the cluster's path was in. */
  readonly loaded?: string;
  readonly git?: string;
  readonly reload?: boolean;
  readonly yes?: boolean;
  /** A password that the server wants is read from standard input. */
  readonly passwordStdin?: boolean;
  readonly format: "text" | "json";
  readonly color?: ColorMode;
}

/** The files of the cluster as they are now. */
interface Files {
  readonly state: ConnectionState;
  readonly snapshot: Snapshot | undefined;
  /** A place in them as the user knows it. */
  readonly placeOf: (place: Place) => Place;
  /** Whether a reload would apply them all. */
  readonly isGood: boolean;
}

/**
 * Prints what a running server has loaded, and with its files, which of the sessions now connected they would refuse. Returns the exit
 * status: 1 for errors and warnings. @throws CannotRun
 */
export async function live(text: string, options: LiveOptions): Promise<number> {
  const target = connectionOptions(text, process.env);
  const changes = await changesSince(options);
  const files = options.cluster === undefined ? undefined : await readFiles(options.cluster, options);
  const session = await openSession(target, () => passwordOf(target, options));
  try {
    const state = await readLive(session);
    const findings = findingsOf(state, files, await servedNow(target, files));
    // In text it is all read before the prompt; JSON is one value at the end.
    if (options.format === "text") {
      process.stdout.write(inText(state, findings, options.color));
      if (changes) process.stdout.write(diffFormats.text(changes));
    }
    const reloaded = options.reload ? await reloadOn(target, session, state, files, options) : undefined;
    if (options.format === "json") {
      const answer = inJson(state, findings, session);
      const outcome = reloaded && {
        reload: reloaded.findings,
        after: inJson(reloaded.state, findingsOf(reloaded.state, files, reloaded.served), session),
      };
      process.stdout.write(`${toJson({ ...answer, ...(changes && { changes }), ...outcome }, 2)}\n`);
    } else if (reloaded)
      process.stdout.write(`${reloaded.findings.map(({ message }) => printed(message)).join("\n")}\n`);
    const isFound = ({ severity }: LiveFinding) => severity === "error" || severity === "warning";
    return [...findings, ...(reloaded?.findings ?? [])].some(isFound) ? 1 : 0;
  } finally {
    await session.close();
  }
}

const findingsOf = (state: LiveState, files: Files | undefined, served: readonly LiveFinding[] = []) => [
  ...checkLive(state),
  ...(files ? refusedSessions(files, state) : []),
  ...served,
];

/** What the files change for connections, compared with those that were loaded. */
async function changesSince(options: LiveOptions): Promise<readonly PrintedChange[] | undefined> {
  const { cluster, loaded, git } = options;
  if (loaded === undefined && git === undefined) return undefined;
  if (cluster === undefined || (loaded !== undefined && git !== undefined))
    throw new CannotRun("--loaded or --git goes with --cluster, whose files are compared");
  return readChanges(loaded === undefined ? [cluster] : [loaded, cluster], options);
}

/** Bytes of a password at the most. */
const maxPassword = 4096;

async function passwordOf(target: ConnectionOptions, { passwordStdin }: LiveOptions): Promise<string> {
  if (passwordStdin) {
    const bytes = await readInput(maxPassword);
    if (!bytes) throw new CannotRun("standard input is too large for a password");
    return bytes.toString("utf8").replace(/\r?\n$/, "");
  }
  const known = readPassword(target, process.env);
  if (known !== undefined) return known;
  if (!process.stdin.isTTY)
    throw new CannotRun(`the server wants a password for ${target.user}: PGPASSWORD or .pgpass has it`);
  const typed = await prompts.password({ message: `Password for ${printed(target.user)}` });
  if (prompts.isCancel(typed)) throw new CannotRun("no password");
  return typed;
}

async function readFiles(path: string, options: ServerOptions): Promise<Files> {
  const service = createService([path], options, nodeHost);
  const uri = await clusterUri(path, service);
  const state = await service.connectionState(uri);
  if (!state) throw new CannotRun(`${path}: there is no pg_hba.conf`);
  const { reload } = (await service.outcome(uri)) ?? {};
  const isGood =
    reload !== undefined &&
    ![reload.settings, reload.hba, reload.ident, reload.ssl].some((word) => word === "kept");
  return {
    state,
    snapshot: await service.snapshot(uri),
    placeOf: (place) => service.placeInDocument(place),
    isGood,
  };
}

/** The sessions that the files would refuse if they connected again. */
function refusedSessions({ state, placeOf }: Files, { sessions }: LiveState): LiveFinding[] {
  const table = new SessionTable();
  for (const row of sessions) {
    const session = sessionOfRow(row);
    if (session) table.add(session);
  }
  const { kinds } = table;
  const decisions = decideSessions(
    state,
    kinds.map(({ session }) => session),
  );
  return kinds.flatMap(({ session, count }, at): LiveFinding[] => {
    const decision = decisions[at];
    if (decision?.admitted !== false) return [];
    const { user, database, address } = session;
    const place = decision.line && placeOf(decision.line);
    const who = `${user}${database === undefined ? "" : ` to ${database}`}${address === undefined ? "" : ` from ${address}`}`;
    return [
      {
        rule: "live-session-refused",
        severity: "warning",
        message: `The files would refuse ${who}, which is connected now${count > 1 ? ` (${count} times)` : ""}.`,
        detail: decision.reason,
        ...(place && { path: displayPath(place.uri), line: place.line + 1 }),
      },
    ];
  });
}

async function reloadOn(
  target: ConnectionOptions,
  session: LiveSession,
  state: LiveState,
  files: Files | undefined,
  { yes }: LiveOptions,
): Promise<Reloaded & { readonly served?: readonly LiveFinding[] }> {
  if (files && !files.isGood)
    throw new CannotRun("no reload: the server would not apply these files, see pgssl check");
  if (!yes) {
    if (!process.stdin.isTTY) throw new CannotRun("no reload without --yes, or a terminal to confirm on");
    const answer = await prompts.confirm({ message: "Reload the configuration?", initialValue: false });
    if (answer !== true) throw new CannotRun("no reload");
  }
  const outcome = await reload(session, state);
  const served = await servedNow(target, files);
  const seen = served?.length === 0 ? [servedAsOnDisk] : (served ?? []);
  return { ...outcome, findings: [...outcome.findings, ...seen], ...(served && { served }) };
}

const servedAsOnDisk: LiveFinding = {
  rule: "live-served-as-on-disk",
  severity: "information",
  message: "New connections get the certificate that is on disk.",
};

/** A handshake: in what new connections get something else than is on disk. `undefined` where there is none, or no files. */
async function servedNow(
  { host, port, namedHost }: ConnectionOptions,
  files: Files | undefined,
): Promise<readonly LiveFinding[] | undefined> {
  const { snapshot } = files ?? {};
  if (snapshot?.cluster.settings?.isOn("ssl") !== true || host.startsWith("/")) return undefined;
  return compareWithFiles({ host, port }, namedHost, snapshot);
}

function versionOf({ version }: LiveState): string {
  return `${Math.floor(version / 10_000)}.${version % 10_000}`;
}

function inJson(
  state: LiveState,
  findings: readonly LiveFinding[],
  { isEncrypted }: LiveSession,
): LiveAnswer {
  return {
    version: versionOf(state),
    loadedAt: state.loadedAt?.toISOString() ?? null,
    tls: isEncrypted,
    sessions: state.sessions.length,
    settings: state.settings.map(
      ({ name, setting, unit, source, sourcefile, sourceline, pending_restart }) => ({
        name,
        setting: isSecret(name) ? null : setting,
        unit,
        source,
        path: sourcefile,
        line: sourceline,
        pendingRestart: pending_restart,
      }),
    ),
    findings,
  };
}

function inText(state: LiveState, findings: readonly LiveFinding[], color?: ColorMode): string {
  const { colors } = outputTo(process.stdout, color);
  const loadedAt = state.loadedAt?.toISOString() ?? "an unknown time";
  const lines = [
    `PostgreSQL ${versionOf(state)}, loaded its configuration at ${loadedAt}, ${state.sessions.length} other sessions`,
    ...findings.flatMap(({ rule, severity, message, path, line, detail }) => {
      const place = path === undefined ? "" : `${path}${line === undefined ? "" : `:${line}`}: `;
      const first = `${printed(place)}${coloredSeverity(severity, colors)}: ${printed(message)} ${colors.dim(`[${rule}]`)}`;
      return detail === undefined ? [first] : [first, `  ${printed(detail)}`];
    }),
  ];
  return `${lines.join("\n")}\n`;
}

/** Settings whose values hold secrets, or commands that may. */
function isSecret(name: unknown): boolean {
  return /conninfo|command|password|secret/.test(String(name));
}
