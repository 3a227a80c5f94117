import type { StandbyConnection } from "../cluster/standbyConnection.ts";
import type { Place } from "../model/span.ts";
import type { Report } from "./rule.ts";

/** What becomes of a standby's connection to the one cluster at hand that fits `primary_conninfo`, as the files of both say. */
export interface StandbyContext {
  readonly connection: StandbyConnection;
  /** The host that `primary_conninfo` names. */
  readonly host: string;
  /** Why libpq refuses the primary: its chain, its name, or something else. */
  readonly clientRefuses?: { readonly cause: "chain" | "name" | "demand"; readonly reason: string };
  /** Why the primary refuses the standby, and the record that decides. */
  readonly serverRefuses?: { readonly reason: string; readonly record?: Place };
  /** Where the primary's certificate is named. */
  readonly certificate?: Place;
}

/** Checks a standby's connection; the spans that it reports are those of the parameters. */
export type CheckStandby = (standby: StandbyContext, report: Report) => void;
