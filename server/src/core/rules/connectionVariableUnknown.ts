import { looksLikeVariable } from "../carriers/strings/variables.ts";
import { connectionVariables } from "../data/connectionVariables.ts";
import { existsIn } from "../model/serverVersion.ts";
import { meantWord } from "../ruleKit/nearest.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { existenceInWords, shown } from "../ruleKit/words.ts";

/** A variable that libpq does not read. */
export const connectionVariableUnknown: Rule = {
  id: "connection-variable-unknown",
  severity: "warning",
  serverEffect: null,
  summary:
    "libpq does not know an environment variable that looks like one of its own, so that it has no effect.",
  instead: "Write the name as libpq knows it.",
  strings({ strings, version, placeOf }, report) {
    for (const string of strings) {
      if (string.use !== "variables") continue;
      for (const { name, span } of string.names) {
        const rows = connectionVariables.filter((row) => row.name === name);
        if (rows.some((row) => existsIn(row, version))) continue;
        const [row] = rows;
        const place = placeOf(string, span);
        if (row) {
          report(place, `libpq ${version} does not read ${name}${existenceInWords(row)}; remove it.`);
          continue;
        }
        if (!looksLikeVariable(name)) continue;
        const bare = name.replaceAll("_", "");
        const names = connectionVariables.filter((one) => existsIn(one, version)).map((one) => one.name);
        const meant = meantWord(bare, names, {});
        // With an underscore a name may be a program's own.
        if (meant === undefined && name.includes("_")) continue;
        const way = meant === undefined ? "remove it, or write one that exists." : `did you mean ${meant}?`;
        report(
          place,
          `libpq has no variable ${shown(name)}; ${way}`,
          { detail: "libpq ignores it, and connects as if it were not there." },
          meant === undefined ? [] : [{ title: `Change to ${meant}`, edit: { span: place, newText: meant } }],
        );
      }
    }
  },
};

export const connectionVariableUnknownPage: RulePage = {
  why: "libpq reads its variables by their exact names and ignores all others: with a slip in `PGSSLMODE` clients connect as with `prefer`, without verifying the server, and nothing says so.",
  bad: [
    `
      -- .env --
      PGSSLMOD=verify-full
      #^^^^^^^
    `,
    `
      -- .env --
      PG_SSL_ROOT_CERT=/etc/ssl/root.crt
      #^^^^^^^^^^^^^^^
    `,
    `
      -- .env --
      # pgssl: version=15
      PGSSLCERTMODE=require
      #^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
      -- .env --
      PGSSLMODE=verify-full
    `,
    `
      -- .env --
      PGSSLROOTCERT=/etc/ssl/root.crt
    `,
    null,
  ],
  good: [
    `
      -- .env --
      PGSSLMODE=verify-full
      PGDATA=/var/lib/postgresql/data
      PGBOUNCER_PORT=6432
      PGSSL_FOLDERS=/srv/certificates
    `,
  ],
};
