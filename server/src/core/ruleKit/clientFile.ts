import type { FoundString } from "../carriers/strings/foundString.ts";
import type { FileFacts } from "../cluster/cluster.ts";
import type { FileStat } from "../host.ts";
import type { Fix } from "../model/diagnostic.ts";
import type { HostLanguage } from "../model/language.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { Span } from "../model/span.ts";
import type { PassEntry } from "../syntax/connection/readPassFile.ts";
import type { ServiceFile, ServiceSection } from "../syntax/connection/readServiceFile.ts";
import type { FindingDetails } from "./findingDetails.ts";

/** A way out of a finding in a client's file: another text for a span of the file, or a change on disk. */
export interface ClientFix extends Pick<Fix, "title" | "action" | "command"> {
  readonly edit?: { readonly span: Span; readonly newText: string };
}

/** Reports a finding in a client's file; spans count from the start of the file. */
export type ReportClient = (
  span: Span,
  message: string,
  details?: FindingDetails,
  fixes?: readonly ClientFix[],
) => void;

/** A service file as it is checked as a whole. */
export interface ServiceFileContext extends ServiceFile {
  readonly uri: string;
  /** The file itself, where it is on disk. */
  readonly stat?: FileStat;
  /** The files that services name, by their paths, as far as they were looked at. */
  readonly files: ReadonlyMap<string, FileFacts>;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A password file as it is checked as a whole; spans of entries count from the start of their line. */
export interface PassFileContext {
  readonly uri: string;
  readonly stat?: FileStat;
  readonly entries: readonly PassEntry[];
  /** Those of the service file beside it. */
  readonly services: readonly ServiceSection[];
  /** The offset in the file at which a line starts. */
  startOf(line: number): number;
}

/** The connection strings of a host document. */
export interface HostStringsContext {
  readonly uri: string;
  readonly language: HostLanguage;
  /** The document itself, where it is on disk. */
  readonly stat?: FileStat;
  readonly strings: readonly FoundString[];
  /** Of libpq. */
  readonly version: ServerVersion;
  /** Where a stretch of a string is written: spans count from the start of the document. */
  placeOf(found: FoundString, span: Span): Span;
}
