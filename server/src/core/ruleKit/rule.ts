import type { Carrier, EmbeddedProblem } from "../carriers/carrier.ts";
import type { OrderCheck } from "../cluster/access/orderCheck.ts";
import type { Cluster } from "../cluster/cluster.ts";
import type { AuthContext, ClusterContext, LineContext } from "../cluster/context.ts";
import type { DecodedFile } from "../cluster/decodedFile.ts";
import type { Diagnostic, Fix, ReloadEffect, ServerEffect, Severity } from "../model/diagnostic.ts";
import type { Language } from "../model/language.ts";
import type { Place, Span } from "../model/span.ts";
import type { ConfLine, ConfStatement } from "../syntax/conf/confLine.ts";
import type { HbaAccess, HbaRecord } from "../syntax/hba/hbaRecord.ts";
import type { HostsRecord } from "../syntax/hosts/hostsRecord.ts";
import type { IdentRecord } from "../syntax/ident/identRecord.ts";
import type { CheckConnection } from "./checkConnectionString.ts";
import type { HostStringsContext, PassFileContext, ReportClient, ServiceFileContext } from "./clientFile.ts";
import type { FindingDetails } from "./findingDetails.ts";
import type { CheckPgBouncer } from "./pgbouncerRule.ts";
import type { CheckStandby } from "./standbyRule.ts";

/** Reports a finding in the record that is being checked. */
export type Report = (span: Span, message: string, details?: FindingDetails) => void;

/** Reports a finding anywhere in the cluster's files. */
export type ReportAt = (place: Place, message: string, details?: FindingDetails) => void;

/** What a rule's fix is given: the finding, and the record and cluster as they are now. */
export interface FixContext {
  readonly record: HbaRecord | IdentRecord | HostsRecord | ConfLine;
  readonly context: AuthContext;
  readonly cluster: Cluster;
  /** The contents of certificate, key and CRL files nearby; only for rules that `looksNearby`, in a trusted workspace. */
  readonly nearby: readonly DecodedFile[];
  /** The names in the folder of a file that this document names by a path, where the rule `looksBeside` and the workspace is trusted. */
  namesBeside(path: string, kind: "file" | "directory"): readonly string[];
  /** Another record of the same document, by its first line. */
  recordAt(line: number): FixContext["record"];
  /** Whether the server finds a file by a path that the configuration would name it by, as far as that is known here. */
  readsAs(path: string, uri: string): boolean;
  /** A span of the record at its place in the document. */
  place(span: Span): Place;
}

type NamedCarrier = Pick<Carrier, "name">;

/** What a rule says of the problems of one kind in a document around our files, given a problem's `word` and the carrier. */
export interface EmbeddedCheck {
  readonly kind: EmbeddedProblem["kind"];
  /** Nothing is reported where there is no message. */
  readonly message: (word: string, carrier: NamedCarrier) => string | undefined;
  /** The detail of a problem that has none of its own. */
  readonly detail?: (word: string, carrier: NamedCarrier) => string;
}

/**
 * One thing that can be wrong, in one place: its diagnostic, documentation page and settings row come from here, and its tests from
 * the examples beside it.
 * A rule has one of `hba`, `hbaAccess`, `ident`, `hosts` and `conf` (or several, where files share a mistake), which check one record
 * and may depend on nothing but it and the context; or `order`, which checks a record of pg_hba.conf among all of its file;
 * or `service` and `passwords`, which check a file of libpq's clients, and `strings`, which checks those in a host document; or `pgbouncer`, which checks that pooler's files; or `standby`, which compares `primary_conninfo` with another cluster; or `cluster`, which joins configuration with files; or `embedded`, which is about a manifest or the like around our files.
 */
export interface Rule {
  /** `thing-problem` in whole words; never reused for something else. */
  readonly id: string;
  readonly severity: Severity;
  readonly serverEffect: ServerEffect | null;
  /** Absent where it follows from the effect and the file; see `reloadEffectOf`. */
  readonly reloadEffect?: ReloadEffect | null;
  /** One sentence: what is wrong. */
  readonly summary: string;
  /** What to write instead. Markdown. */
  readonly instead: string;
  readonly hba?: (record: HbaRecord, context: AuthContext, report: Report) => void;
  /** Checks how a record admits clients, whoever they are: where it finds nothing, it is not called for the same text again. */
  readonly hbaAccess?: (record: HbaAccess, context: AuthContext, report: Report) => void;
  readonly ident?: (record: IdentRecord, context: AuthContext, report: Report) => void;
  readonly hosts?: (record: HostsRecord, context: AuthContext, report: Report) => void;
  readonly conf?: (statement: ConfStatement, context: LineContext, report: Report) => void;
  /** Checks a connection string: in a service file, and with `conf` in a setting (`inSettings` makes both). */
  readonly connection?: CheckConnection;
  /** Checks a service file, or a password file, as a whole. */
  readonly service?: (file: ServiceFileContext, report: ReportClient) => void;
  readonly passwords?: (file: PassFileContext, report: ReportClient) => void;
  /** Checks the connection strings in a host document as a whole. */
  readonly strings?: (file: HostStringsContext, report: ReportClient) => void;
  /** Checks how a standby connects to its primary, where that is at hand. */
  readonly standby?: CheckStandby;
  /** Checks a configuration of PgBouncer as a whole, with its records and files. */
  readonly pgbouncer?: CheckPgBouncer;
  readonly order?: OrderCheck;
  readonly cluster?: (cluster: ClusterContext, report: ReportAt) => void;
  readonly embedded?: EmbeddedCheck;
  /** Its fix is what a problem says is to be appended, or written in its place. */
  readonly appends?: true;
  /** Whether its fix looks at other files than those that the configuration names. */
  readonly looksNearby?: boolean;
  /** Whether its fix looks at what is beside the files that the record includes. */
  readonly looksBeside?: boolean;
  /** Ways out of a finding of this rule, best first. */
  readonly fix?: (finding: Diagnostic, target: FixContext) => readonly Fix[];
}

/** What the page of a rule says besides. A rule's file exports it apart from the rule, so that no program contains it. */
export interface RulePage {
  /** Why it matters to the server. Markdown. */
  readonly why: string;
  /** Texts with a line of carets under what is reported; see `test/support/annotated.ts`. */
  readonly bad: readonly string[];
  /**
   * What the first fixes make of each text of `bad`, absent or `null` where there is no fix: the text without its lines of
   * carets, of several files those that change; `$ COMMAND` for what changes on disk; what a file will hold for one that
   * is put together anew. See `test/support/fixExample.ts`.
   */
  readonly fixed?: readonly (string | null)[];
  /** Texts in which the rule finds nothing. */
  readonly good: readonly string[];
}

/** A rule for its page and its tests. */
export type RuleWithPage = Rule & RulePage;

/** The languages whose records a rule checks. */
export function languagesOf(rule: Rule): readonly Language[] {
  const languages: Language[] = [];
  if (rule.hba || rule.hbaAccess || rule.order) languages.push("pg-hba");
  if (rule.ident) languages.push("pg-ident");
  if (rule.hosts) languages.push("pg-hosts");
  if (rule.conf) languages.push("postgresql-conf");
  return languages;
}
