import type { Cluster } from "../cluster/cluster.ts";
import type { ClusterContext } from "../cluster/context.ts";
import { findSetting } from "../data/settings.ts";
import type { EffectiveSettings } from "../model/settings.ts";
import type { ReportAt, Rule } from "../ruleKit/rule.ts";
import { readSettingNumber } from "../syntax/conf/value.ts";

export const confSettingsConflict: Rule = {
  id: "conf-settings-conflict",
  severity: "error",
  serverEffect: "start-error",
  reloadEffect: null,
  summary: "Two settings contradict each other.",
  why: "Each of them is taken for itself when the file is loaded. When the server starts it compares them: replication, archiving and summaries need more in the WAL than `wal_level = minimal` writes, and the connections that are kept for superusers must be fewer than there are.",
  instead: "Change one of the two; with `wal_level = minimal` also set `max_wal_senders = 0`.",
  bad: [
    `
    -- postgresql.conf --
    wal_level = minimal
    #           ^^^^^^^
    `,
    `
    -- postgresql.conf --
    superuser_reserved_connections = 100
    #                                ^^^
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    wal_level = minimal
    max_wal_senders = 0
    `,
  ],
  cluster(context, report) {
    judgeWalLevel(context, report);
    judgeReserved(context, report);
  },
};

function judgeWalLevel({ cluster: { settings, serverVersion } }: ClusterContext, report: ReportAt): void {
  const level = settings?.assignment("wal_level");
  if (!settings || level?.value.toLowerCase() !== "minimal") return;
  const senders = numberOf(settings, "max_wal_senders", serverVersion);
  const archive = settings.value("archive_mode")?.toLowerCase();
  const needs =
    senders !== undefined && senders > 0
      ? "max_wal_senders"
      : archive === "always" || settings.isOn("archive_mode") === true
        ? "archive_mode"
        : serverVersion >= 17 && settings.isOn("summarize_wal") === true
          ? "summarize_wal"
          : undefined;
  if (!needs) return;
  const other = settings.assignment(needs);
  const value = `${needs} = ${settings.value(needs)}${other ? "" : ", the default,"}`;
  report(level.place, `${value} needs more than wal_level = minimal writes. The server does not start.`, {
    ...(other && { related: [{ place: other.place, message: "It is set here." }] }),
  });
}

function judgeReserved({ cluster: { settings, serverVersion } }: ClusterContext, report: ReportAt): void {
  if (!settings) return;
  const names = ["superuser_reserved_connections", ...(serverVersion >= 16 ? ["reserved_connections"] : [])];
  const kept = names.map((name) => numberOf(settings, name, serverVersion));
  const all = numberOf(settings, "max_connections", serverVersion);
  const total = kept.reduce<number>((sum, count) => sum + (count ?? Number.NaN), 0);
  if (all === undefined || !(total >= all)) return;
  const culprit = [...names, "max_connections"].map((name) => settings.assignment(name)).find(Boolean);
  if (!culprit) return;
  report(
    culprit.place,
    `${total} connections are kept for superusers and other privileged roles, of ${all} that max_connections allows; none is left. The server does not start.`,
  );
}

function numberOf(
  settings: EffectiveSettings,
  name: string,
  version: Cluster["serverVersion"],
): number | undefined {
  const setting = findSetting(name, version);
  const number = setting && readSettingNumber(setting, settings.value(name) ?? "");
  return typeof number === "number" ? number : undefined;
}
