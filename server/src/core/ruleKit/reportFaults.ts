import type { Place } from "../model/span.ts";
import type { FindingDetails } from "./findingDetails.ts";
import type { ReportAt } from "./rule.ts";

/** One of several things in a file that have the same kind of fault. */
export interface Fault {
  readonly place: Place;
  /** What has the fault, as lists show it. */
  readonly name: string;
  /** The message where it is the only one. */
  readonly message: string;
  /** The message where there are several of this kind, given their number. */
  readonly together: (count: number) => string;
  readonly details: FindingDetails & { readonly detail: string };
}

/** Names in the list of one finding. */
const maxNames = 40;

/** Reports one finding for each kind of fault (the same message for several) at each place, with a list of what has it. */
export function reportFaults(report: ReportAt, faults: readonly Fault[]): void {
  const kinds = new Map<string, Fault[]>();
  for (const fault of faults) {
    const { uri, line, span } = fault.place;
    const kind = [uri, line, span.start, fault.together(2)].join();
    kinds.set(kind, [...(kinds.get(kind) ?? []), fault]);
  }
  for (const [first, ...others] of kinds.values()) {
    if (!first) continue;
    const { place, message, together, details } = first;
    if (others.length === 0) {
      report(place, message, details);
      continue;
    }
    const names = [first, ...others].map(({ name }) => name);
    const rest = names.length - maxNames;
    const list = [...names.slice(0, maxNames), ...(rest > 0 ? [`and ${rest} more`] : [])];
    report(place, together(names.length), { ...details, detail: [details.detail, ...list].join("\n") });
  }
}
