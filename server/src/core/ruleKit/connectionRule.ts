import { mapConfString } from "../syntax/conf/mapConfString.ts";
import { readConnectionSetting } from "../syntax/connection/connectionSetting.ts";
import type { CheckConnection, ConnectionContext, ConnectionFix } from "./checkConnectionString.ts";
import type { Rule } from "./rule.ts";
import { replaceText } from "./textFix.ts";

/** What a rule about connection strings does with a line of postgresql.conf. */
export function inSettings(check: CheckConnection): Required<Pick<Rule, "conf" | "connection">> {
  return {
    connection: check,
    conf(statement, { serverVersion }, report) {
      const setting = readConnectionSetting(statement, serverVersion);
      if (!setting) return;
      check(setting.connection, { version: serverVersion, use: "standby" }, (span, message, details) =>
        report(setting.toRecord(span), message, details),
      );
    },
  };
}

/** The same with the ways out that the check reports. */
export function inSettingsWithFix(
  check: CheckConnection,
): Required<Pick<Rule, "conf" | "fix" | "connection">> {
  return {
    ...inSettings(check),
    fix(finding, target) {
      const { record, cluster } = target;
      if (!("value" in record) || !record.value) return [];
      const version = cluster.serverVersion;
      const setting = readConnectionSetting(record, version);
      if (!setting) return [];
      const mapped = mapConfString(record.text, record.value.span);
      const found: ConnectionFix[] = [];
      check(setting.connection, { version, use: "standby" }, (span, _message, _details, fixes = []) => {
        if (mapped.toRecord(span).start === finding.span.start) found.push(...fixes);
      });
      return found.map(({ title, span, newText }) =>
        replaceText(target, title, mapped.toRecord(span), newText),
      );
    },
  };
}

/** What becomes of a connection string that libpq refuses, and the words by which to find that in a log. */
export function libpqRefuses({ use }: ConnectionContext, logged: string): string {
  return refusals[use].replace("…", () => logged);
}

const refusals: Readonly<Record<ConnectionContext["use"], string>> = {
  standby:
    "The server loads the line. Then each attempt of the standby to connect fails with “…” in its log, and it receives no WAL.",
  service: "Clients that use the service fail with “…”.",
  command: "The server connects with libpq: the command, or the worker that connects later, fails with “…”.",
  "foreign-server": "The command is refused, or each connection to the foreign server fails with “…”.",
  variables: "Clients that use libpq with these variables fail with “…”.",
  application:
    "libpq fails with “…”. Other drivers may ignore it, and connect without TLS or without verifying the server.",
};
