import { judgedAssignments } from "../cluster/judgedAssignments.ts";
import { findSetting } from "../data/settings.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { readSettingNumber } from "../syntax/conf/value.ts";

/** Processes that a server can tell apart. */
const maximum = 262_143;

export const confProcessesTooMany: Rule = {
  id: "conf-processes-too-many",
  severity: "error",
  serverEffect: "line-error",
  reloadEffect: "keeps-setting",
  summary: "The settings together ask for more processes than a server can have.",
  why: "Connections, autovacuum workers, background workers and WAL senders share 262143 places. Up to 17 the server refuses the line with which the sum grows too large; from 18 on it adds them up when it starts.",
  instead: "Lower `max_connections`; a connection pooler serves thousands of clients with fewer.",
  bad: [
    `
    -- postgresql.conf --
    # pgssl: version=17
    max_connections = 262143
    #                 ^^^^^^
    `,
    `
    -- postgresql.conf --
    # pgssl: version=18
    max_connections = 262143
    #                 ^^^^^^
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    max_connections = 100000
    `,
  ],
  cluster({ cluster }, report) {
    const { serverVersion } = cluster;
    const atStart = serverVersion >= 18;
    const names = namesIn(serverVersion);
    const counts = new Map(names.map((name) => [name, defaultOf(name, serverVersion)]));
    const total = () => [...counts.values()].reduce((sum, count) => sum + count, atStart ? 2 : 1);
    for (const { name, setting, assignment, overriddenBy, problem } of judgedAssignments(cluster)) {
      const before = counts.get(name);
      if (before === undefined || overriddenBy || problem) continue;
      counts.set(name, Number(readSettingNumber(setting, assignment.value)));
      if (total() <= maximum) continue;
      report(
        assignment.place,
        `With this the server would have to tell ${total()} processes apart, and it can ${maximum}. It does not start.`,
        atStart ? { serverEffect: "start-error", reloadEffect: null } : {},
      );
      if (!atStart)
        counts.set(name, before); // a refused value leaves the old one in force
      else return;
    }
  },
};

function namesIn(version: ServerVersion): string[] {
  const workers = version >= 18 ? "autovacuum_worker_slots" : "autovacuum_max_workers";
  return ["max_connections", workers, "max_worker_processes", "max_wal_senders"];
}

function defaultOf(name: string, version: ServerVersion): number {
  return Number(findSetting(name, version)?.bootValue ?? 0);
}
