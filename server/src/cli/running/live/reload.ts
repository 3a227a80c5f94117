import { setTimeout as delay } from "node:timers/promises";
import type { LiveFinding } from "../../../core/model/live.ts";
import { checkLive } from "./checkLive.ts";
import { type LiveState, readLive } from "./readLive.ts";
import type { LiveSession } from "./session.ts";

/** Milliseconds that a server may take for a reload. */
const patience = 10_000;

/** What a server did, and its state afterwards. */
export interface Reloaded {
  readonly findings: readonly LiveFinding[];
  readonly state: LiveState;
}

/** Makes a server reload, and reads back what it did. */
export async function reload(session: LiveSession, before: LiveState): Promise<Reloaded> {
  const { loadedAt, role } = before;
  const answer = await session.query("select pg_reload_conf() as signalled");
  if (!("rows" in answer)) {
    const detail = `A superuser can change that: grant execute on function pg_catalog.pg_reload_conf() to ${role};`;
    const refused: LiveFinding = {
      rule: "live-reload-refused",
      severity: "error",
      message: `The server does not reload for this role: ${answer.message}`,
      ...(answer.refusal === "privilege" && { detail }),
    };
    return { findings: [refused], state: before };
  }
  const end = Date.now() + patience;
  for (;;) {
    const state = await readLive(session);
    if (state.loadedAt && (!loadedAt || state.loadedAt > loadedAt))
      return { findings: outcome(state), state };
    if (Date.now() > end) return { findings: [notReloaded], state };
    await delay(50);
  }
}

const notReloaded: LiveFinding = {
  rule: "live-reload-kept",
  severity: "error",
  message: "The server did not load its configuration within 10 seconds: its log has the reason.",
};

function outcome(state: LiveState): readonly LiveFinding[] {
  const faults = checkLive(state).filter(({ rule }) => rule === "live-line-error");
  const when = state.loadedAt?.toISOString() ?? "";
  if (faults.length === 0)
    return [{ rule: "live-reloaded", severity: "information", message: `Reloaded at ${when}.` }];
  return faults.map((fault) => ({
    ...fault,
    rule: "live-reload-kept",
    message: `Reloaded at ${when}, without ${fault.path ?? "a file"}${fault.line === undefined ? "" : `, line ${fault.line}`}.`,
    detail: fault.message,
  }));
}
