import {
  connectionKeyword,
  connectionKeywords,
  connectionKeywordVersions,
} from "../data/connectionKeywords.ts";
import type { ConnectionContext } from "../ruleKit/checkConnectionString.ts";
import { inSettingsWithFix, libpqRefuses } from "../ruleKit/connectionRule.ts";
import { meantWord } from "../ruleKit/nearest.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { existenceInWords, shown } from "../ruleKit/words.ts";
import { checkConnection } from "../syntax/connection/checkConnection.ts";

/** A keyword that libpq does not know. */
export const connectionKeywordUnknown: Rule = {
  id: "connection-keyword-unknown",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A connection string has a keyword that libpq of this version does not know.",
  instead: "Write the keyword as libpq knows it, or leave it out.",
  ...inSettingsWithFix(({ parameters, form }, context, report) => {
    const { version } = context;
    const names = connectionKeywords
      .filter(({ name }) => connectionKeyword(name, version))
      .map(({ name }) => name);
    for (const { kind, parameter } of checkConnection(parameters, version)) {
      const { name, nameSpan } = parameter;
      if (kind !== "keyword" || !nameSpan) continue;
      if (context.use === "application" && !isMistyped(name)) continue;
      const logged = form === "uri" ? "invalid URI query parameter" : "invalid connection option";
      const detail = libpqRefuses(context, loggedBy[context.use] ?? logged);
      const versions = connectionKeywordVersions(name);
      const meant = versions ? undefined : meantWord(name, names, otherKeywords);
      // A word that is like no keyword may be a part of a password, behind a blank or a "&".
      const message = versions
        ? `libpq ${version} has no keyword ${name}${existenceInWords(versions)}; remove it.`
        : meant === undefined
          ? "libpq has no keyword of this name; remove it, or quote the value that it belongs to."
          : `libpq has no keyword ${shown(name)}; did you mean ${meant}?`;
      report(
        nameSpan,
        message,
        { detail },
        meant === undefined ? [] : [{ title: `Change to ${meant}`, span: nameSpan, newText: meant }],
      );
    }
  }),
};

export const connectionKeywordUnknownPage: RulePage = {
  why: "libpq refuses a connection string with a keyword that it does not know, with regard to case. Options of other drivers (`ssl`, `sslaccept`, `pgbouncer`) are not keywords of libpq.",
  bad: [
    `
      -- postgresql.conf --
      primary_conninfo = 'host=primary sslmod=verify-full'
      #                                ^^^^^^
    `,
    `
      -- postgresql.conf --
      # pgssl: version=16
      primary_conninfo = 'host=primary sslmode=require sslnegotiation=direct'
      #                                                ^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
      -- postgresql.conf --
      primary_conninfo = 'host=primary sslmode=verify-full'
    `,
    null,
  ],
  good: [
    `
      -- postgresql.conf --
      # pgssl: version=17
      primary_conninfo = 'host=primary sslmode=require sslnegotiation=direct requiressl=1'
    `,
  ],
};

/** Where the words in the log are others than those about a string. */
const loggedBy: Readonly<Partial<Record<ConnectionContext["use"], string>>> = {
  service: "syntax error in service file",
  "foreign-server": "invalid option",
};

/** Whether a name is no option of any driver: one of libpq's for TLS with a slip of the pen. */
function isMistyped(name: string): boolean {
  if (!/^(?:ssl|channel)/.test(name) || otherDrivers.has(name) || connectionKeywordVersions(name))
    return false;
  const tls = connectionKeywords.filter(({ isTls }) => isTls).map((keyword) => keyword.name);
  return meantWord(name, tls, {}) !== undefined;
}

/** Options that begin like those of libpq: of sqlx, Prisma, lib/pq, node-postgres, pgjdbc. */
const otherDrivers: ReadonlySet<string> = new Set([
  "ssl",
  "ssl-mode",
  "ssl-ca",
  "ssl-cert",
  "ssl-key",
  "ssl-root-cert",
  "sslaccept",
  "sslidentity",
  "sslinline",
  "sslfactory",
  "sslfactoryarg",
  "sslhostnameverifier",
  "sslpasswordcallback",
  "channelBinding",
  "sslNegotiation",
]);

/** What people write for keywords, mostly since another driver has that name. */
const otherKeywords: Readonly<Record<string, string>> = {
  ssl: "sslmode",
  ssl_mode: "sslmode",
  "ssl-mode": "sslmode",
  sslaccept: "sslmode",
  ca: "sslrootcert",
  sslca: "sslrootcert",
  sslrootcertificate: "sslrootcert",
  rootcertificate: "sslrootcert",
  sslcertificate: "sslcert",
  cert: "sslcert",
  key: "sslkey",
  username: "user",
  database: "dbname",
  db: "dbname",
  server: "host",
  hostname: "host",
  pass: "password",
  timeout: "connect_timeout",
  connecttimeout: "connect_timeout",
  currentschema: "options",
  applicationname: "application_name",
};
