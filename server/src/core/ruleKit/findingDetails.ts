import type { Finding, Related, ReloadEffect, ServerEffect, Severity } from "../model/diagnostic.ts";

/** What a finding may carry beside its message; the rule's own severity and effect hold unless it says otherwise. */
export interface FindingDetails {
  readonly severity?: Severity;
  readonly serverEffect?: ServerEffect | null;
  readonly reloadEffect?: ReloadEffect | null;
  /** See `Finding.detail`, which has what `refusal` says at its end where this does not have it. */
  readonly detail?: string;
  /** See `Finding.refusal`. */
  readonly refusal?: string;
  readonly related?: readonly Related[];
  readonly tag?: Finding["tag"];
  /** See `Finding.about`. */
  readonly about?: string;
}
