import { refused, reportProblems } from "../ruleKit/confProblems.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { shown } from "../ruleKit/words.ts";

export const confValueRefused: Rule = {
  id: "conf-value-refused",
  severity: "error",
  serverEffect: "line-error",
  summary: "A value does not pass the check that the server has for this one setting.",
  why: "Lists, time zones, encodings, standby names, places in the WAL and the like have grammars and words of their own, some numbers have gaps in their range, and some values want a server that was built for them. What does not pass stops the start; a reload leaves the setting as it was. A few lists are only read when the server has loaded the file, and then it does not start.",
  instead: "The message says what the server expects here.",
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
  cluster(context, report) {
    reportProblems("special", context, report, ({ assignment: { name, value } }, { reason, atStart }) => {
      const effect = atStart ? "The server loads the line, and then does not start." : refused;
      return `The server cannot use ${shown(value)} for ${name}: ${reason}. ${effect}`;
    });
  },
};
