import { toServerVersion } from "../../model/serverVersion.ts";
import {
  describeConnectionType,
  describeKeyword,
  describeMethod,
  describeOption,
  describeOptionValue,
} from "../describe/describeAuth.ts";
import { describeConnectionKeyword, describeConnectionValue } from "../describe/describeConnection.ts";
import { describeSetting } from "../describe/describeSetting.ts";
import { describeDirective } from "../hover/includes.ts";
import type { Markdown } from "../hover/render.ts";
import { describePgBouncerKey } from "../pgbouncer/describePgBouncer.ts";

/** The tables in which a proposal's documentation is found. */
export type DocumentedKind =
  | "type"
  | "database"
  | "user"
  | "address"
  | "method"
  | "option"
  | "setting"
  | "connection"
  | "directive";

/** Names a proposal's documentation: the table, the version, the name in the table, and one of its values. */
export function documentationKey(
  kind: DocumentedKind,
  version: number,
  name: string,
  value?: string,
): string {
  return [kind, version, name, ...(value === undefined ? [] : [value])].join(" ");
}

/** Markdown for a key of `documentationKey`; `undefined` for any other text. */
export function documentationOf(key: string): string | undefined {
  if (key.startsWith("pgbouncer ")) return describePgBouncerKey(key);
  const [kind = "", versionText, name = "", value] = key.split(" ");
  const version = toServerVersion(versionText);
  if (version === undefined) return undefined;
  const describe: Readonly<Record<DocumentedKind, () => Markdown | undefined>> = {
    type: () => describeConnectionType(name),
    database: () => describeKeyword("database", name),
    user: () => describeKeyword("user", name),
    address: () => describeKeyword("address", name),
    method: () => describeMethod(name, version),
    option: () =>
      value === undefined ? describeOption(name, version) : describeOptionValue(name, value, version),
    connection: () =>
      value === undefined
        ? describeConnectionKeyword(name, version)
        : describeConnectionValue(name, value, version),
    setting: () => describeSetting(name, version),
    directive: () => describeDirective(name),
  };
  return Object.hasOwn(describe, kind) ? describe[kind as DocumentedKind]()?.text : undefined;
}
