import type { FoundString } from "../carriers/strings/foundString.ts";
import { connectionKeyword } from "../data/connectionKeywords.ts";
import { libpqWrappers, refusesOption } from "../data/wrapperOptions.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A keyword of libpq as option of a foreign server that only a user mapping takes, or the other way round. */
export const foreignServerOptionMisplaced: Rule = {
  id: "foreign-server-option-misplaced",
  severity: "error",
  serverEffect: "connection-error",
  summary:
    "A foreign server or a user mapping of `postgres_fdw` or `dblink_fdw` has an option that belongs to the other, or to neither.",
  instead: "Give the option to the one that takes it, or remove it where neither does.",
  strings({ strings, version, placeOf }, report) {
    for (const string of strings)
      for (const { name, span } of string.foreign ? string.names : []) {
        const found = misplaced(string.foreign, name, version);
        if (found) report(placeOf(string, span), found.message, found.details);
      }
  },
};

function misplaced(foreign: FoundString["foreign"], name: string, version: ServerVersion) {
  const keyword = connectionKeyword(name, version);
  if (!foreign || !keyword) return undefined;
  const { kind, wrapper } = foreign;
  // Of a wrapper that is not known, only what no other library calls so.
  if (wrapper === undefined && !keyword.isTls) return undefined;
  const wrappers = wrapper === undefined ? libpqWrappers : [wrapper];
  if (!wrappers.every((one) => refusesOption(one, kind, name))) return undefined;
  const other = kind === "server" ? "mapping" : "server";
  const isAccepted = wrappers.some((one) => !refusesOption(one, other, name));
  const who = wrapper === undefined ? `${libpqWrappers.join(" and ")} refuse` : `${wrapper} refuses`;
  const detail = `The command fails with “invalid option "${name}"”.`;
  return {
    message: `${who} ${name} for a ${words[kind]}; ${isAccepted ? `give it to the ${words[other]}` : "remove it"}.`,
    details:
      wrapper === undefined ? ({ detail, severity: "warning", serverEffect: null } as const) : { detail },
  };
}

export const foreignServerOptionMisplacedPage: RulePage = {
  why: "The wrapper refuses the command with `invalid option`: who connects is an option of the user mapping (`user`, `password`, `sslpassword`, with `postgres_fdw` also `sslcert`, `sslkey` and `gssdelegation`), and all else, such as `sslmode` and `sslrootcert`, of the server. A few keywords of libpq belong to neither. Where the script does not make the server, its wrapper is not known, and this is a warning.",
  bad: [
    `
      -- shard.sql --
      CREATE SERVER shard FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'db', user 'app');
      #                                                                         ^^^^
    `,
    `
      -- shard.sql --
      CREATE SERVER shard FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'db');
      CREATE USER MAPPING FOR app SERVER shard OPTIONS (user 'app', sslmode 'verify-full');
      #                                                             ^^^^^^^
    `,
    `
      -- link.sql --
      CREATE SERVER link FOREIGN DATA WRAPPER dblink_fdw OPTIONS (host 'db', replication 'true');
      #                                                                      ^^^^^^^^^^^
    `,
    `
      -- mapping.sql --
      CREATE USER MAPPING FOR app SERVER elsewhere OPTIONS (user 'app', sslrootcert '/etc/ssl/root.crt');
      #                                                                 ^^^^^^^^^^^
    `,
  ],
  good: [
    `
      -- shard.sql --
      CREATE SERVER shard FOREIGN DATA WRAPPER postgres_fdw
        OPTIONS (host 'db', sslmode 'verify-full', sslrootcert '/etc/ssl/root.crt');
      CREATE USER MAPPING FOR app SERVER shard
        OPTIONS (user 'app', sslcert '/etc/ssl/app.crt', sslkey '/etc/ssl/app.key', password_required 'false');
      CREATE USER MAPPING FOR app SERVER of_another_wrapper OPTIONS (username 'app', host 'db');
    `,
  ],
};

const words = { server: "server", mapping: "user mapping" } as const;
