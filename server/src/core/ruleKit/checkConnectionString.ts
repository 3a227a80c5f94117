import type { StringUse } from "../carriers/strings/foundString.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { Span } from "../model/span.ts";
import type { ConnectionString } from "../syntax/connection/connectionString.ts";
import type { FindingDetails } from "./findingDetails.ts";

/** What the check of a connection string may depend on, beside the string. */
export interface ConnectionContext {
  /** Of libpq. */
  readonly version: ServerVersion;
  /** The string is `primary_conninfo`, a section of a service file, or one in another document. */
  readonly use: "standby" | "service" | StringUse;
}

/** A way out: another text for a stretch of the string. */
export interface ConnectionFix {
  readonly title: string;
  readonly span: Span;
  readonly newText: string;
}

/** Reports a finding in a connection string, with the ways out. */
export type ReportConnection = (
  span: Span,
  message: string,
  details?: FindingDetails,
  fixes?: readonly ConnectionFix[],
) => void;

/** Checks a connection string, wherever it is written. */
export type CheckConnection = (
  connection: ConnectionString,
  context: ConnectionContext,
  report: ReportConnection,
) => void;
