import { connectionVariables } from "../../data/connectionVariables.ts";
import { byNameAndVersion } from "../../data/lookup.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import { applicationString } from "./applicationString.ts";
import { type FoundParameter, type FoundString, foundParameters } from "./foundString.ts";

const variable = byNameAndVersion(connectionVariables);

/** The keyword that a variable gives to libpq of a version. */
function keywordOf(name: string, version: ServerVersion): string | undefined {
  return variable(name, version)?.keyword;
}

/** Whether a name is a variable of libpq's, or one that was to be. */
function isVariableName(name: string): boolean {
  return connectionVariables.some((one) => one.name === name) || looksLikeVariable(name);
}

/** Names of which no other program has any: of `PGSSLMOD` and `PGSSL_MODE` it is known what was meant. */
export function looksLikeVariable(name: string): boolean {
  return /^PG_?(?:SSL|CHANNEL_?BIND|REQUIRE_?AUTH|GSSENC)\w*$/.test(name);
}

/** What one environment says: its variables of libpq together, and each connection string among the others. */
export function stringsOfEnvironment(entries: readonly FoundParameter[]): readonly FoundString[] {
  const own = entries.filter(({ name }) => isVariableName(name.text));
  const others = entries.filter(({ name }) => !isVariableName(name.text));
  return [
    ...(own.length > 0 ? [foundParameters(own, "variables", keywordOf)] : []),
    ...others.flatMap(({ value }) => applicationString(value)),
  ];
}
