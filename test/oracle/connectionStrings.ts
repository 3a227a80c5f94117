import { checkConnection } from "../../server/src/core/syntax/connection/checkConnection.ts";
import { readConnectionString } from "../../server/src/core/syntax/connection/readConnectionString.ts";
import type { EmbeddedVersion } from "../support/servers.ts";

/** What one libpq makes of a string: the values that it stores, or why it cannot read it; and what it says when it connects. */
export interface LibpqResult {
  readonly values?: Readonly<Record<string, string>>;
  readonly error?: string;
  readonly start?: string;
}

/** A string with what the libpq of some versions make of it. */
export interface RecordedString {
  readonly text: string;
  readonly results: readonly (readonly [
    first: EmbeddedVersion,
    last: EmbeddedVersion,
    result: LibpqResult,
  ])[];
}

/** In what pgssl and libpq differ; `undefined` where they agree. */
export function disagreement(
  text: string,
  version: EmbeddedVersion,
  result: LibpqResult,
): string | undefined {
  const { parameters, fault } = readConnectionString(text, version);
  const problems = checkConnection(parameters, version);
  const kinds = new Set<string>([
    ...(fault ? [fault.kind] : []),
    // libpq looks at these numbers once it has a TCP connection, and demands what TLS gives once it has a server.
    ...problems.flatMap(({ kind, parameter: { name } }) =>
      kind === "unencrypted" || (kind === "integer" && /^keepalives|^tcp_|^connect_/.test(name))
        ? []
        : [kind],
    ),
  ]);
  const refused = kindOf(result.error ?? result.start ?? "");
  if (refused === "keyword" ? kinds.has(refused) : refused !== undefined && kinds.has(refused))
    return undefined;
  if (refused === "integer" && problems.some(({ kind }) => kind === "integer")) return undefined;
  if (refused !== undefined)
    return `libpq: ${result.error ?? result.start}; pgssl: ${[...kinds].join() || "accepted"}`;
  if (kinds.size > 0) return `libpq accepts it; pgssl: ${[...kinds].join()}`;
  const own = Object.fromEntries(parameters.map(({ name, value }) => [name, value]));
  const written = ([...pairs]: Iterable<[string, string]>) => JSON.stringify(pairs.sort());
  const values = written(Object.entries(result.values ?? {}));
  return written(Object.entries(own)) === values
    ? undefined
    : `libpq: ${values}; pgssl: ${JSON.stringify(own)}`;
}

/** The kind of a message of libpq's; `undefined` for those about the connection itself. */
export function kindOf(message: string): string | undefined {
  return messages.find(([pattern]) => pattern.test(message))?.[1];
}

const messages: readonly (readonly [RegExp, string])[] = [
  [/^missing "=" after/, "equals-missing"],
  [/^unterminated quoted string/, "quote-unclosed"],
  [/^end of string reached when looking for matching "\]"/, "bracket-unclosed"],
  [/^IPv6 host address may not be empty/, "bracket-empty"],
  [/^unexpected character ".*" at position/s, "bracket-text"],
  [/^extra key\/value separator/, "equals-extra"],
  [/^missing key\/value separator/, "pair-incomplete"],
  [/^invalid percent-encoded token/, "percent-invalid"],
  [/^forbidden value %00/, "percent-zero"],
  [/^unexpected spaces found in/, "blank-inside"],
  [/^invalid connection option|^invalid URI query parameter/, "keyword"],
  [/cannot be mixed with n/, "method-mixed"],
  [/^require_auth method ".*" is specified more than once/s, "method-twice"],
  [/^invalid require_auth value/, "method"],
  [/^invalid SCRAM (?:client|server) key/, "key"],
  [/^could not match/, "count"],
  [/^weak sslmode/, "weak"],
  [/^invalid SSL protocol version range|is greater than "max_protocol_version"/, "range"],
  [/invalid port number/, "port"],
  [/invalid integer value ".*" for connection option "port"/s, "port"],
  [/invalid integer value/, "integer"],
  [/^invalid "?\w+"? value/, "choice"],
];
