import { connectionKeywords, connectionKeywordVersions } from "../../data/connectionKeywords.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { ConfStatement } from "../conf/confLine.ts";
import { type MappedText, mapConfString } from "../conf/mapConfString.ts";
import { type ConnectionString, isConnectionUri } from "./connectionString.ts";
import { readConnectionString } from "./readConnectionString.ts";

/** The connection string in a setting, and where it is written. */
export interface ConnectionSetting extends MappedText {
  readonly connection: ConnectionString;
}

/** Whether a setting holds a connection string. */
export function isConnectionSetting(name: string): boolean {
  return name.length === setting.length && name.toLowerCase() === setting;
}

const setting = "primary_conninfo";

/** The connection string of a line of postgresql.conf; `undefined` where it sets none. */
export function readConnectionSetting(
  { text, name, value, syntaxError }: ConfStatement,
  version: ServerVersion,
): ConnectionSetting | undefined {
  if (!name || !value || syntaxError || !isConnectionSetting(name.text) || value.text === "")
    return undefined;
  const mapped = mapConfString(text, value.span);
  return { ...mapped, connection: readConnectionString(mapped.text, version) };
}

const secretKeywords = new Set(connectionKeywords.filter(({ isSecret }) => isSecret).map(({ name }) => name));

/**
 * The parameters of a connection string whose values are secret, or may be: of a keyword that no libpq knows, and of a database that is
 * a connection string itself. `undefined` where it cannot be read, so that any of it may be secret.
 */
export function secretParameters({ parameters, fault }: ConnectionString) {
  if (fault) return undefined;
  return parameters.filter(
    ({ name, value }) =>
      secretKeywords.has(name) ||
      !connectionKeywordVersions(name) ||
      (name === "dbname" && (value.includes("=") || isConnectionUri(value))),
  );
}
