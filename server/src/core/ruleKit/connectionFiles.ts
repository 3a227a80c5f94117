import type { Cluster, FileFacts } from "../cluster/cluster.ts";
import { modesCount } from "../cluster/uses.ts";
import type { ConnectionParameter } from "../syntax/connection/connectionString.ts";
import type { ReportClient } from "./clientFile.ts";
import type { FindingDetails } from "./findingDetails.ts";
import type { Rule } from "./rule.ts";

/** A connection as libpq makes it, with the files that it names. */
export interface ConnectionFiles {
  readonly parameters: readonly ConnectionParameter[];
  /** As far as they were looked at, by their paths. */
  readonly files: ReadonlyMap<string, FileFacts>;
  /** The cluster whose standby connects; absent for a service, which anyone may use. */
  readonly standby?: Cluster;
  /** Whether modes and owners are those that libpq sees. */
  readonly modesCount: boolean;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Checks the files of a connection; the spans that it reports are those of the parameters. */
export type CheckConnectionFiles = (connection: ConnectionFiles, report: ReportClient) => void;

/** What a rule about the files of a connection does with services and with `primary_conninfo`. */
export function inConnections(
  check: CheckConnectionFiles,
): Required<Pick<Rule, "service" | "cluster" | "fix">> {
  return {
    service({ sections, files, now }, report) {
      for (const { parameters } of sections) check({ parameters, files, modesCount: true, now }, report);
    },
    cluster({ cluster, now }, report) {
      checkStandby(check, cluster, now, (span, message, details) => {
        if (cluster.standby) report({ ...cluster.standby.place, span }, message, details);
      });
    },
    fix(finding, { cluster }) {
      const found: ReturnType<Required<Rule>["fix"]>[number][] = [];
      checkStandby(check, cluster, 0, (span, message, _details, fixes = []) => {
        if (message === finding.message && span.start === finding.span.start) found.push(...fixes);
      });
      return found;
    },
  };
}

function checkStandby(
  check: CheckConnectionFiles,
  cluster: Cluster,
  now: number,
  report: ReportClient,
): void {
  if (cluster.standby)
    check({ ...cluster.standby, standby: cluster, modesCount: modesCount(cluster), now }, report);
}

/** The value of a keyword with its file, where that was looked at. */
export function namedBy({ parameters, files }: ConnectionFiles, keyword: string) {
  const parameter = parameters.find(({ name }) => name === keyword);
  const file = parameter && files.get(parameter.value);
  return parameter && file && { parameter, file };
}

/** The `sslmode` of a connection, as far as it is written. */
export function modeOf({ parameters }: Pick<ConnectionFiles, "parameters">): string {
  const value = (keyword: string) => parameters.find(({ name }) => name === keyword)?.value;
  return value("sslmode") ?? (value("sslrootcert") === "system" ? "verify-full" : "prefer");
}

/**
 * What becomes of a connection whose files libpq cannot use, for the detail of an error, and the words by which to find it in a log.
 * Without an `sslmode` that insists on TLS libpq goes on unencrypted, which is a warning (seen with psql 15 and a server of 17).
 */
export function unusableFile(connection: ConnectionFiles, logged: string): FindingDetails {
  if (!insists.has(modeOf(connection)))
    return {
      severity: "warning",
      serverEffect: null,
      detail: `With sslmode=${modeOf(connection)} libpq then connects without TLS; with require or more it fails with “${logged}”.`,
    };
  const detail = connection.standby
    ? `Each attempt of the standby to connect fails with “${logged}” in its log, and it receives no WAL.`
    : `Clients that use the service fail with “${logged}”.`;
  return { detail };
}

const insists: ReadonlySet<string> = new Set(["require", "verify-ca", "verify-full"]);
