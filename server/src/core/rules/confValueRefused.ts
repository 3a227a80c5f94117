import { reportProblems } from "../ruleKit/confProblems.ts";
import { firstSentence } from "../ruleKit/firstSentence.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const confValueRefused: Rule = {
  id: "conf-value-refused",
  severity: "error",
  serverEffect: "line-error",
  summary: "A value does not pass the check that the server has for this one setting.",
  instead: "Write what the message says that the server expects.",
  cluster(context, report) {
    reportProblems(
      "special",
      context,
      report,
      ({ assignment: { name, value } }, { reason }) => {
        const short = value.length <= 40 ? shown(value) : "this value";
        const separator = /^(?:write|separate|put)\b/.test(reason) ? ";" : ":";
        return `${name} cannot be ${short}${separator} ${firstSentence(`${reason}.`).first}`;
      },
      ({ reason }) => firstSentence(`${reason}.`).rest,
    );
  },
};

export const confValueRefusedPage: RulePage = {
  why: "Lists, time zones, encodings, standby names, WAL positions and the like have their own grammar and words, some numbers have gaps in their range, and some values need a server that was built for them. With a value that does not pass, the server does not start and mostly logs “invalid value for parameter”; a reload keeps the old value of this setting. The server reads a few lists only after it has loaded the file, and then does not start.",
  bad: [
    `
    -- postgresql.conf --
    log_destination = 'stderr, file'
    #                 ^^^^^^^^^^^^^^
    `,
    `
    -- postgresql.conf --
    timezone = 'Europe/Berln'
    #          ^^^^^^^^^^^^^^
    `,
    `
    -- postgresql.conf --
    # pgssl: version=18
    log_connections = 'receipt, everything'
    #                 ^^^^^^^^^^^^^^^^^^^^^
    `,
    `
    -- postgresql.conf --
    listen_addresses = 'localhost 10.0.0.1'
    #                  ^^^^^^^^^^^^^^^^^^^^
    `,
    `
    -- postgresql.conf --
    listen_addresses = '10.0.0.0/24'
    #                  ^^^^^^^^^^^^^
    `,
    `
    -- postgresql.conf --
    # pgssl: version=18 build=ssl
    wal_compression = zstd
    #                 ^^^^
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    wal_compression = zstd
    log_destination = 'stderr, csvlog'
    timezone = 'europe/berlin'
    synchronous_standby_names = 'ANY 1 (a, "b-c")'
    listen_addresses = 'localhost, 10.0.0.1'
    `,
  ],
};
