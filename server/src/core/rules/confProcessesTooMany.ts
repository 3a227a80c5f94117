import { findSetting } from "../data/settings.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import { valueRefused } from "../ruleKit/confProblems.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { listed } from "../ruleKit/words.ts";
import { readSettingNumber } from "../syntax/conf/value.ts";

/** The slots for processes that a server can have. */
const maximum = 262_143;

export const confProcessesTooMany: Rule = {
  id: "conf-processes-too-many",
  severity: "error",
  serverEffect: "line-error",
  reloadEffect: "keeps-setting",
  summary: "The settings together need more processes than a server can have.",
  instead: "Lower `max_connections`; a connection pooler serves thousands of clients with fewer.",
  cluster({ cluster }, report) {
    const { serverVersion } = cluster;
    const atStart = serverVersion >= 18;
    const names = namesIn(serverVersion);
    const counts = new Map(names.map((name) => [name, defaultOf(name, serverVersion)]));
    const total = () => [...counts.values()].reduce((sum, count) => sum + count, atStart ? 2 : 1);
    for (const { name, setting, assignment, overriddenBy, problem } of cluster.checkedAssignments) {
      const before = counts.get(name);
      if (before === undefined || overriddenBy || problem) continue;
      counts.set(name, Number(readSettingNumber(setting, assignment.value)));
      if (total() <= maximum) continue;
      const counted = `${listed(names, "and")} are added up, with a few slots for the server itself.`;
      report(
        assignment.place,
        `The settings need ${total()} backend slots of at most ${maximum}; lower ${assignment.name}.`,
        atStart
          ? {
              serverEffect: "start-error",
              reloadEffect: null,
              detail: counted,
              refusal: "The server refuses to start, with “too many server processes configured” in its log.",
            }
          : { detail: counted, refusal: valueRefused("invalid value for parameter") },
      );
      if (!atStart)
        counts.set(name, before); // a refused value leaves the old one in force
      else return;
    }
  },
};

export const confProcessesTooManyPage: RulePage = {
  why: "Connections, autovacuum workers, background workers and WAL senders share 262143 slots. Up to PostgreSQL 17 the server refuses the line that makes the sum too large (“invalid value for parameter”); from 18 on it adds them up when it starts, and refuses (“too many server processes configured”).",
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
};

function namesIn(version: ServerVersion): string[] {
  const workers = version >= 18 ? "autovacuum_worker_slots" : "autovacuum_max_workers";
  return ["max_connections", workers, "max_worker_processes", "max_wal_senders"];
}

function defaultOf(name: string, version: ServerVersion): number {
  return Number(findSetting(name, version)?.bootValue ?? 0);
}
