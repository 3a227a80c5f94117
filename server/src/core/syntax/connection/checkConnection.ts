import type { ConnectionKeyword } from "../../data/connectionKeyword.ts";
import { connectionKeyword } from "../../data/connectionKeywords.ts";
import { existsIn, type ServerVersion } from "../../model/serverVersion.ts";
import { type ConnectionParameter, lastOfEach } from "./connectionString.ts";

/** Why libpq does not connect with a parameter. */
export type ConnectionProblem = { readonly parameter: ConnectionParameter } & (
  | { readonly kind: "keyword" }
  | { readonly kind: "choice"; readonly allowed: readonly string[] }
  | { readonly kind: "integer" }
  | { readonly kind: "port"; readonly port: string }
  /** `require_auth`: a method that does not exist, one named twice, or some with `!` and others without. */
  | { readonly kind: "method"; readonly method: string; readonly allowed: readonly string[] }
  | { readonly kind: "method-twice"; readonly method: string }
  | { readonly kind: "method-mixed"; readonly method: string }
  | { readonly kind: "key" }
  /** Lists that must have as many entries as there are hosts. */
  | { readonly kind: "count"; readonly count: number; readonly hosts: number }
  /** `sslmode` does not suffice for what `demand` wants. */
  | {
      readonly kind: "weak";
      readonly mode: string;
      readonly demand: "sslnegotiation=direct" | "sslrootcert=system";
    }
  | { readonly kind: "range"; readonly other: "ssl_min_protocol_version" | "min_protocol_version" }
  /** Accepted, and then every connection fails. */
  | { readonly kind: "unencrypted"; readonly demand: "channel_binding=require" | "sslcertmode=require" }
);

/**
 * What keeps libpq of a version from connecting with these parameters, whatever server there is. `isComplete: false` where a service
 * or the environment may give others; then nothing is concluded from what is absent.
 */
export function checkConnection(
  parameters: readonly ConnectionParameter[],
  version: ServerVersion,
  isComplete = true,
): readonly ConnectionProblem[] {
  const problems: ConnectionProblem[] = [];
  for (const parameter of parameters)
    if (!connectionKeyword(parameter.name, version)) problems.push({ kind: "keyword", parameter });
  const given = lastOfEach(parameters);
  for (const parameter of given.values()) {
    const keyword = connectionKeyword(parameter.name, version);
    if (keyword) problems.push(...checkValue(keyword, parameter, version));
  }
  problems.push(...checkCounts(given), ...checkCombinations(given, version, isComplete));
  return problems;
}

/** The values of a keyword in a version. */
export function valuesOf({ values = [] }: ConnectionKeyword, version: ServerVersion): readonly string[] {
  return values.filter((value) => existsIn(value, version)).map(({ text }) => text);
}

function checkValue(
  keyword: ConnectionKeyword,
  parameter: ConnectionParameter,
  version: ServerVersion,
): readonly ConnectionProblem[] {
  const { value } = parameter;
  const allowed = valuesOf(keyword, version);
  switch (keyword.kind) {
    case "choice":
      return allowed.includes(value) ? [] : [{ kind: "choice", allowed, parameter }];
    case "protocol": {
      const isKnown = value === "" || allowed.some((one) => one.toLowerCase() === value.toLowerCase());
      return isKnown ? [] : [{ kind: "choice", allowed, parameter }];
    }
    case "integer":
      return isInteger(value) ? [] : [{ kind: "integer", parameter }];
    case "ports": {
      const port = value.split(",").find((one) => one !== "" && !isPort(one));
      return port === undefined ? [] : [{ kind: "port", port, parameter }];
    }
    case "methods":
      return value === "" ? [] : checkMethods(parameter, allowed);
    case "key":
      return /^[A-Za-z0-9+/]{43}=$/.test(value) ? [] : [{ kind: "key", parameter }];
    default:
      return [];
  }
}

function checkMethods(
  parameter: ConnectionParameter,
  allowed: readonly string[],
): readonly ConnectionProblem[] {
  const methods = parameter.value.split(",");
  const isNegative = methods[0]?.startsWith("!");
  const seen = new Set<string>();
  for (const method of methods) {
    if (method.startsWith("!") !== isNegative) return [{ kind: "method-mixed", method, parameter }];
    const bare = isNegative ? method.slice(1) : method;
    if (!allowed.includes(bare)) return [{ kind: "method", method, allowed, parameter }];
    if (seen.has(bare)) return [{ kind: "method-twice", method, parameter }];
    seen.add(bare);
  }
  return [];
}

/** As C reads a decimal number of 32 bits, with blanks around it. */
function isInteger(value: string): boolean {
  const match = /^[ \t\n\v\f\r]*([+-]?\d+)[ \t\n\v\f\r]*$/.exec(value);
  const number = Number(match?.[1]);
  return match !== null && -(2 ** 31) <= number && number < 2 ** 31;
}

function isPort(value: string): boolean {
  return isInteger(value) && Number(value) >= 1 && Number(value) <= 65_535;
}

function* checkCounts(given: ReadonlyMap<string, ConnectionParameter>): Iterable<ConnectionProblem> {
  const countOf = (name: string) => given.get(name)?.value.split(",").length ?? 0;
  const isGiven = (name: string) => (given.get(name)?.value ?? "") !== "";
  const hosts = isGiven("hostaddr") ? countOf("hostaddr") : isGiven("host") ? countOf("host") : 1;
  const host = given.get("host");
  if (host && isGiven("host") && countOf("host") !== hosts)
    yield { kind: "count", count: countOf("host"), hosts, parameter: host };
  const port = given.get("port");
  if (port && countOf("port") > 1 && countOf("port") !== hosts)
    yield { kind: "count", count: countOf("port"), hosts, parameter: port };
}

const encrypting: ReadonlySet<string> = new Set(["require", "verify-ca", "verify-full"]);

function* checkCombinations(
  given: ReadonlyMap<string, ConnectionParameter>,
  version: ServerVersion,
  isComplete: boolean,
): Iterable<ConnectionProblem> {
  const at = (name: string, value: string) => {
    const parameter = given.get(name);
    return connectionKeyword(name, version) && parameter?.value === value ? parameter : undefined;
  };
  const sslmode = given.get("sslmode");
  const system = version >= 16 ? at("sslrootcert", "system") : undefined;
  const mode = sslmode?.value ?? (system ? "verify-full" : isComplete ? "prefer" : undefined);
  const direct = at("sslnegotiation", "direct");
  if (direct && mode !== undefined && !encrypting.has(mode))
    yield { kind: "weak", mode, demand: "sslnegotiation=direct", parameter: sslmode ?? direct };
  if (system && mode !== undefined && mode !== "verify-full")
    yield { kind: "weak", mode, demand: "sslrootcert=system", parameter: sslmode ?? system };
  yield* checkRange(given, version);
  if (mode !== "disable") return;
  const binding = at("channel_binding", "require");
  if (binding) yield { kind: "unencrypted", demand: "channel_binding=require", parameter: binding };
  const certificate = at("sslcertmode", "require");
  if (certificate) yield { kind: "unencrypted", demand: "sslcertmode=require", parameter: certificate };
}

function* checkRange(
  given: ReadonlyMap<string, ConnectionParameter>,
  version: ServerVersion,
): Iterable<ConnectionProblem> {
  const protocols = ["tlsv1", "tlsv1.1", "tlsv1.2", "tlsv1.3"];
  const newest = given.get("ssl_max_protocol_version");
  const oldest = given.get("ssl_min_protocol_version");
  const last = protocols.indexOf(newest?.value.toLowerCase() ?? "");
  // Without a value of its own the oldest is TLS 1.2; with an empty one it is what the library offers.
  const first = protocols.indexOf(oldest?.value.toLowerCase() ?? "tlsv1.2");
  if (newest && last >= 0 && first > last)
    yield { kind: "range", other: "ssl_min_protocol_version", parameter: newest };
  const wire = ["3.0", "3.2", "latest"];
  const upTo = given.get("max_protocol_version");
  const from = wire.indexOf(given.get("min_protocol_version")?.value ?? "");
  const to = wire.indexOf(upTo?.value ?? "");
  if (version >= 18 && upTo && from >= 0 && to >= 0 && from > to)
    yield { kind: "range", other: "min_protocol_version", parameter: upTo };
}
