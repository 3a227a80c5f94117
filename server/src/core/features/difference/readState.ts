import type { Findings } from "../../check/checker.ts";
import type { HiddenWords } from "../../cluster/hiddenWords.ts";
import type { Snapshot } from "../../cluster/snapshot.ts";
import type { ConnectionChange } from "../../model/connectionChange.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { Place } from "../../model/span.ts";
import { conceal } from "../conceal.ts";
import type { ConnectionFacts } from "../connect/connection.ts";
import { readConnectionFacts } from "../connect/readConnectionFacts.ts";
import { compareConnections, everything } from "./compareConnections.ts";

/** A configuration as it is compared with another one. */
export interface ConnectionState {
  /** The pg_hba.conf. */
  readonly hbaUri: string;
  readonly facts: ConnectionFacts;
  readonly hidden: HiddenWords;
  /** Why the server does not load pg_hba.conf as it is, so that nothing is known of what is in force. */
  readonly fault?: { readonly reason: string; readonly place: Place };
  /** What else keeps a server from starting with it, though not from going by its records once it runs. */
  readonly problem?: Diagnostic;
}

/** The state of the cluster of a pg_hba.conf; `undefined` for another file. */
export function readState(snapshot: Snapshot, findings: Findings): ConnectionState | undefined {
  const { document } = snapshot.records;
  if (document.language !== "pg-hba") return undefined;
  const facts = readConnectionFacts(snapshot, findings);
  const isFault = ({ serverEffect }: Diagnostic) =>
    serverEffect === "line-error" || serverEffect === "start-error";
  const faulty = [...snapshot.members.values()]
    .filter(({ document: { language } }) => language === "pg-hba" || language === "pg-hosts")
    .flatMap(({ document: { uri } }) => findings.inRecords(uri))
    .find(isFault);
  const problem = findings.inCluster.find(isFault);
  const start = { uri: document.uri, line: 0, span: { start: 0, end: 0 } };
  const fault = faulty
    ? { reason: `The server does not load it: ${faulty.message}`, place: faulty }
    : facts.records.length === 0
      ? { reason: "pg_hba.conf has no records, and the server does not load it.", place: start }
      : undefined;
  return {
    hbaUri: document.uri,
    facts,
    hidden: snapshot.hidden,
    ...(fault && {
      fault: { ...fault, place: { uri: fault.place.uri, line: fault.place.line, span: fault.place.span } },
    }),
    ...(problem && { problem }),
  };
}

/** What becomes of connections when one state takes the place of another, without words that may not be shown. */
export function compareStates(before: ConnectionState, after: ConnectionState): readonly ConnectionChange[] {
  const { fault = before.fault } = after;
  const changes = fault
    ? [everything(fault.reason, fault === after.fault ? { after: fault.place } : { before: fault.place })]
    : compareConnections(before.facts, after.facts);
  return conceal(conceal(changes, before.hidden), after.hidden);
}
