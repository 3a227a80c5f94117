import type { Cluster } from "../cluster/cluster.ts";
import type { ClusterContext } from "../cluster/context.ts";
import { findSetting } from "../data/settings.ts";
import type { EffectiveSettings } from "../model/settings.ts";
import type { ReportAt, Rule, RulePage } from "../ruleKit/rule.ts";
import { changeSetting } from "../ruleKit/settingFix.ts";
import { readSettingNumber } from "../syntax/conf/value.ts";

export const confSettingsConflict: Rule = {
  id: "conf-settings-conflict",
  severity: "error",
  serverEffect: "start-error",
  reloadEffect: null,
  summary: "Two settings contradict each other.",
  instead: "Change one of the two; with `wal_level = minimal` also set `max_wal_senders = 0`.",
  cluster(context, report) {
    checkWalLevel(context, report);
    checkReserved(context, report);
  },
  fix(finding, target) {
    const { settings } = target.cluster;
    const level = settings?.assignment("wal_level");
    const needs = settings && neededByWal(settings, target.cluster.serverVersion);
    if (!needs || level?.place.uri !== finding.uri || level.place.line !== finding.line) return [];
    return changeSetting(target, needs, walSettings[needs].off);
  },
};

export const confSettingsConflictPage: RulePage = {
  why: "The server accepts each of them when it reads the file, and compares them when it starts: replication, archiving and WAL summaries need more in the WAL than `wal_level = minimal` writes, and the reserved connections must be fewer than all. The log has “WAL streaming”, “WAL archival cannot be enabled”, “WAL cannot be summarized” or “must be less than”.",
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
  fixed: [
    `
    -- postgresql.conf --
    max_wal_senders = 0
    wal_level = minimal
    `,
    null,
  ],
  good: [
    `
    -- postgresql.conf --
    wal_level = minimal
    max_wal_senders = 0
    `,
  ],
};

function checkWalLevel({ cluster: { settings, serverVersion } }: ClusterContext, report: ReportAt): void {
  const level = settings?.assignment("wal_level");
  if (!settings || level?.value.toLowerCase() !== "minimal") return;
  const needs = neededByWal(settings, serverVersion);
  if (!needs) return;
  const other = settings.assignment(needs);
  const value = `${needs} = ${settings.value(needs)}${other ? "" : " (the default)"}`;
  const { off, logged } = walSettings[needs];
  report(level.place, `${value} excludes wal_level = minimal; set it to ${off} or raise wal_level.`, {
    refusal: `The server refuses to start, with “${logged}” in its log.`,
    ...(other && { related: [{ place: other.place, message: "It is set here." }] }),
  });
}

/** The first setting that needs more than wal_level = minimal. */
function neededByWal(
  settings: EffectiveSettings,
  serverVersion: Cluster["serverVersion"],
): keyof typeof walSettings | undefined {
  const senders = numberOf(settings, "max_wal_senders", serverVersion);
  if (senders !== undefined && senders > 0) return "max_wal_senders";
  const archive = settings.value("archive_mode")?.toLowerCase();
  if (archive === "always" || settings.isOn("archive_mode") === true) return "archive_mode";
  return serverVersion >= 17 && settings.isOn("summarize_wal") === true ? "summarize_wal" : undefined;
}

/** Settings that need more than wal_level = minimal: the value that does not, and what the server logs. */
const walSettings = {
  max_wal_senders: { off: "0", logged: "WAL streaming" },
  archive_mode: { off: "off", logged: "WAL archival cannot be enabled" },
  summarize_wal: { off: "off", logged: "WAL cannot be summarized" },
} as const;

function checkReserved({ cluster: { settings, serverVersion } }: ClusterContext, report: ReportAt): void {
  if (!settings) return;
  const names = ["superuser_reserved_connections", ...(serverVersion >= 16 ? ["reserved_connections"] : [])];
  const reserved = names.map((name) => numberOf(settings, name, serverVersion));
  const all = numberOf(settings, "max_connections", serverVersion);
  const total = reserved.reduce<number>((sum, count) => sum + (count ?? Number.NaN), 0);
  if (all === undefined || !(total >= all)) return;
  const culprit = [...names, "max_connections"].map((name) => settings.assignment(name)).find(Boolean);
  if (!culprit) return;
  report(
    culprit.place,
    `${total} reserved connections leave none of max_connections = ${all}; reserve fewer.`,
    {
      detail: `${names.join(" plus ")} must be less than max_connections.`,
      refusal: "The server refuses to start, with “must be less than” in its log.",
    },
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
