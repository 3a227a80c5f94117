import type { AuthContext } from "../../../cluster/context.ts";
import { type AuthOption, authOption, authOptions } from "../../../data/authOptions.ts";
import type { Completion } from "../../../model/completion.ts";
import { existsIn, type ServerVersion } from "../../../model/serverVersion.ts";
import type { HbaRecord } from "../../../syntax/hba/hbaRecord.ts";
import type { HbaPosition } from "../../../syntax/hba/readHbaRecord.ts";
import { escapeAuth, writeAuth } from "../../../syntax/quote.ts";
import { documentationKey } from "../documentation.ts";
import type { Scope } from "../scope.ts";
import { type Proposals, sortKey, type Word, wordAt } from "../word.ts";
import { authWord, proposals } from "./authProposals.ts";

/** The options that the method and the type allow and that are not given yet, or the values of the option at the cursor. */
export function optionProposals(scope: Scope, record: HbaRecord, at: HbaPosition): Proposals {
  const { context } = scope.snapshot;
  const { option, token } = at;
  const { line } = record;
  if (!option || !token)
    return proposals(authWord(line, token, scope.offset), nameProposals(record, at, context, true));
  const isOpen = token.quoted && option.nameSpan.start === token.span.start;
  if (at.optionPart === "value" && option.valueSpan) {
    const word = wordAt(line.text, option.valueSpan, scope.offset, '"', isOpen);
    return proposals(word, valueProposals(option.name, record, word, context));
  }
  const hasValue = option.valueSpan !== undefined;
  const word = hasValue
    ? wordAt(line.text, option.nameSpan, scope.offset, '"')
    : authWord(line, token, scope.offset);
  return proposals(word, nameProposals(record, at, context, !hasValue));
}

function nameProposals(
  record: HbaRecord,
  at: HbaPosition,
  context: AuthContext,
  withSign: boolean,
): Completion[] {
  const { serverVersion } = context;
  const type = record.type?.tokens[0]?.text;
  const method = methodOf(record);
  const given = new Set(
    record.options.filter(({ token }) => token.span.start !== at.token?.span.start).map(({ name }) => name),
  );
  return authOptions
    .filter((option) => existsIn(option, serverVersion) && !given.has(option.name))
    .filter(
      ({ methods, onlyHostssl }) =>
        (methods?.includes(method) ?? true) && (!onlyHostssl || type === "hostssl"),
    )
    .map((option, index) => ({
      label: option.name,
      kind: "option",
      ...(withSign && !option.isPrefix && { newText: `${option.name}=`, opensNext: true as const }),
      ...(option.required && { detail: "required" }),
      sortText: sortKey(option.required ? 0 : option.methods ? 1 : 2, index),
      documentationKey: documentationKey("option", serverVersion, option.name),
    }));
}

function valueProposals(name: string, record: HbaRecord, word: Word, context: AuthContext): Completion[] {
  const { serverVersion, identMaps, settings } = context;
  const value = (text: string, index: number): Completion => {
    const newText = word.isQuoted ? escapeAuth(text) : writeAuth(text);
    return { label: text, kind: "value", sortText: sortKey(0, index), ...(newText !== text && { newText }) };
  };
  if (name === "map")
    return [...(identMaps ?? [])].map((map, index) => ({ ...value(map, index), detail: "pg_ident.conf" }));
  if (name === "validator") {
    const libraries = settings?.value("oauth_validator_libraries")?.split(",") ?? [];
    return libraries
      .map((library) => library.trim())
      .filter((library) => library !== "")
      .map(value);
  }
  const values = authOption(name, serverVersion)?.values ?? [];
  return values
    .filter(
      (row) => existsIn(row, serverVersion) && isUseful(name, row.text, methodOf(record), serverVersion),
    )
    .map(({ text }, index) => ({
      ...value(text, index),
      documentationKey: documentationKey("option", serverVersion, name, text),
    }));
}

/** With the method `cert` the server refuses values that require less than the method does. */
function isUseful(
  option: AuthOption["name"],
  value: string,
  method: string,
  version: ServerVersion,
): boolean {
  if (option !== "clientcert" || method !== "cert") return true;
  return existsIn({ since: 14 }, version) ? value === "verify-full" : value !== "0" && value !== "no-verify";
}

/** On a Unix socket `ident` means `peer`, which takes the same options. */
function methodOf(record: HbaRecord): string {
  return record.method?.tokens[0]?.text ?? "";
}
