import { withoutWithdrawn } from "../cluster/protocolAge.ts";
import { connectionKeyword } from "../data/connectionKeywords.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { ConnectionContext, ConnectionFix } from "../ruleKit/checkConnectionString.ts";
import { inSettingsWithFix, libpqRefuses } from "../ruleKit/connectionRule.ts";
import { meantWord } from "../ruleKit/nearest.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { listed, shown } from "../ruleKit/words.ts";
import { type ConnectionProblem, checkConnection } from "../syntax/connection/checkConnection.ts";
import type { ConnectionParameter, ConnectionString } from "../syntax/connection/connectionString.ts";

/** A value that libpq refuses. */
export const connectionValueInvalid: Rule = {
  id: "connection-value-invalid",
  severity: "error",
  serverEffect: "connection-error",
  summary: "A keyword of a connection string has a value that libpq refuses.",
  instead: "Write one of the values that the message or its detail lists.",
  ...inSettingsWithFix(({ parameters, form }, context, report) => {
    for (const problem of checkConnection(parameters, context.version)) {
      const found = describe(problem, context.version, form);
      if (!found || isForOthers(problem, parameters, context)) continue;
      const { message, logged, more = "", meant } = found;
      const { valueSpan } = problem.parameter;
      const fixes: ConnectionFix[] =
        meant === undefined ? [] : [{ title: `Change to ${meant}`, span: valueSpan, newText: meant }];
      report(valueSpan, message, { detail: `${more}${libpqRefuses(context, logged)}` }, fixes);
    }
  }),
};

export const connectionValueInvalidPage: RulePage = {
  why: "libpq compares most values with fixed words, with regard to case, before it connects. The server does not look into `primary_conninfo` when it loads the file, so that a mistake there is not noticed at a reload.",
  bad: [
    `
      -- postgresql.conf --
      primary_conninfo = 'host=primary sslmode=verfy-full'
      #                                        ^^^^^^^^^^
    `,
    `
      -- postgresql.conf --
      primary_conninfo = 'host=one,two port=5432,5433,5434 sslmode=verify-full'
      #                                     ^^^^^^^^^^^^^^
    `,
    `
      -- postgresql.conf --
      # pgssl: version=16
      primary_conninfo = 'host=primary sslmode=verify-full require_auth=''scram-sha-256, md5'''
      #                                                                 ^^^^^^^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
      -- postgresql.conf --
      primary_conninfo = 'host=primary sslmode=verify-full'
    `,
    null,
    null,
  ],
  good: [
    `
      -- postgresql.conf --
      primary_conninfo = 'host=one,two port=5432,5433 sslmode=verify-full ssl_min_protocol_version=tlsv1.3'
    `,
  ],
};

/** Whether a value may be one for another driver: only ports and the words for TLS are the same in all, and node-postgres has one more. */
function isForOthers(
  problem: ConnectionProblem,
  given: readonly ConnectionParameter[],
  { use, version }: ConnectionContext,
) {
  const {
    kind,
    parameter: { name, value },
  } = problem;
  if (use !== "application" && use !== "variables") return false;
  if (name === "sslmode" && value === "no-verify") return true;
  // In an example the port is a word; a password that is not encoded leaves its end, with "@", where the database is.
  if (problem.kind === "port") return !/\d/.test(problem.port) && !given.some(isPartOfPassword);
  return use === "application" && (kind !== "choice" || !connectionKeyword(name, version)?.isTls);
}

function isPartOfPassword({ name, value }: ConnectionParameter) {
  return name === "dbname" && value.includes("@");
}

interface Described {
  readonly message: string;
  /** What libpq logs. */
  readonly logged: string;
  readonly more?: string;
  /** The value that is certainly or most likely meant. */
  readonly meant?: string | undefined;
}

function describe(
  problem: ConnectionProblem,
  version: ServerVersion,
  form: ConnectionString["form"],
): Described | undefined {
  const { name, value } = problem.parameter;
  // A password may be where another value should be.
  const word = connectionKeyword(name, version)?.isSecret ? "this value" : shown(value);
  const logged = `invalid ${name} value`;
  switch (problem.kind) {
    case "choice": {
      const { allowed } = problem;
      const meant = meantWord(value.trim(), allowed, otherValues[name] ?? {});
      const values = `The values are ${listed(allowed, "and")}. `;
      return meant === undefined
        ? { message: `${name} cannot be ${word}; write ${listed(withoutWithdrawn(allowed), "or")}.`, logged }
        : { message: `${name} cannot be ${word}; did you mean ${meant}?`, logged, more: values, meant };
    }
    case "integer":
      return {
        message: `${name} must be a number without a unit, not ${word}.`,
        logged: "invalid integer value",
      };
    case "port":
      return {
        // In a URI without "@" a password is where the port is.
        message: `The port cannot be ${form === "uri" ? "this" : shown(problem.port)}; write a number from 1 to 65535.`,
        logged: "invalid port number",
        more:
          form === "uri"
            ? 'A password before "@" has its "/", "?", "#", "[" and "%" as %2F, %3F, %23, %5B and %25. '
            : "",
      };
    case "method":
      return {
        message: `require_auth has no method ${shown(problem.method)}; separate methods by commas without blanks.`,
        logged,
        more: `The methods are ${listed(problem.allowed, "and")}. `,
      };
    case "method-twice":
      return {
        message: `require_auth names ${shown(problem.method)} twice; remove one.`,
        logged: "is specified more than once",
      };
    case "method-mixed":
      return {
        message: 'require_auth cannot mix methods with "!" and without; write all of them one way.',
        logged: "cannot be mixed with",
      };
    case "key":
      return {
        message: `${name} must be 32 bytes in Base64, which this value is not.`,
        logged: "invalid SCRAM",
      };
    case "count":
      return {
        message: `There are ${problem.count} values of ${name} and ${problem.hosts} ${problem.hosts === 1 ? "host" : "hosts"}; write as many of both${name === "port" ? ", or one port" : ""}.`,
        logged: "could not match",
      };
    case "range":
      return {
        message: `${name} lies below ${problem.other}; raise the one or lower the other.`,
        logged:
          problem.other === "min_protocol_version" ? "is greater than" : "invalid SSL protocol version range",
        more:
          problem.other === "ssl_min_protocol_version"
            ? "Without a value of its own, ssl_min_protocol_version is TLSv1.2. "
            : "",
      };
    default:
      return undefined;
  }
}

/** What people write for values. */
const otherValues: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  sslmode: {
    "verify-identity": "verify-full",
    verify_identity: "verify-full",
    "no-verify": "require",
    required: "require",
    preferred: "prefer",
    disabled: "disable",
    true: "require",
    on: "require",
    off: "disable",
    false: "disable",
    strict: "verify-full",
    verify: "verify-full",
  },
  ssl_min_protocol_version: { "1.2": "TLSv1.2", "1.3": "TLSv1.3", "tls1.2": "TLSv1.2", "tls1.3": "TLSv1.3" },
  ssl_max_protocol_version: { "1.2": "TLSv1.2", "1.3": "TLSv1.3", "tls1.2": "TLSv1.2", "tls1.3": "TLSv1.3" },
};
