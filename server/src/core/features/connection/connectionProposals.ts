import { connectionKeyword, connectionKeywords } from "../../data/connectionKeywords.ts";
import type { Completion } from "../../model/completion.ts";
import { existsIn, type ServerVersion } from "../../model/serverVersion.ts";
import type { Span } from "../../model/span.ts";
import { isConnectionUri } from "../../syntax/connection/connectionString.ts";
import { documentationKey } from "../complete/documentation.ts";
import { sortKey } from "../complete/word.ts";

/** What may be written at an offset of a connection string: keywords that it does not have, or values of one. */
export function connectionProposals(
  text: string,
  offset: number,
  version: ServerVersion,
): { readonly span: Span; readonly items: readonly Completion[] } | undefined {
  const before = text.slice(0, offset);
  const isUri = isConnectionUri(text);
  if (isUri && !before.includes("?")) return undefined;
  const word = /^[\w.-]*/.exec(text.slice(offset))?.[0] ?? "";
  const end = offset + word.length;
  const value = (
    isUri ? /[?&](\w+)=(?:[^&=]*,)?([^&=,]*)$/ : /(?:^|\s)(\w+)\s*=\s*'?(?:[^\s',]*,)?([^\s',=]*)$/
  ).exec(before);
  if (value) {
    const [, name = "", typed = ""] = value;
    return { span: { start: offset - typed.length, end }, items: valueProposals(name, version) };
  }
  const name = (isUri ? /[?&](\w*)$/ : /(?:^|[\s'])(\w*)$/).exec(before);
  if (!name) return undefined;
  const start = offset - (name[1] ?? "").length;
  const given = new Set(
    [...`${before.slice(0, start)} ${text.slice(end)}`.matchAll(/(?<!\w)(\w+)\s*=/g)].map(([, one]) => one),
  );
  const hasSign = /^\s*=/.test(text.slice(end));
  return { span: { start, end }, items: keywordProposals(version, given, hasSign) };
}

/** Keywords of a version that are not given yet, those of TLS first. */
export function keywordProposals(
  version: ServerVersion,
  given: ReadonlySet<string | undefined>,
  hasSign: boolean,
): readonly Completion[] {
  return connectionKeywords
    .filter((keyword) => existsIn(keyword, version) && !given.has(keyword.name))
    .map(({ name, byDefault, isTls }, index) => ({
      label: name,
      kind: "option",
      ...(!hasSign && { newText: `${name}=`, opensNext: true as const }),
      ...(byDefault !== undefined && { detail: `${byDefault} by default` }),
      sortText: sortKey(isTls ? 0 : 1, index),
      documentationKey: documentationKey("connection", version, name),
    }));
}

/** The values that a keyword of a version may have, as far as they can be listed. */
export function valueProposals(name: string, version: ServerVersion): readonly Completion[] {
  const { kind, values = [], byDefault, file } = connectionKeyword(name, version) ?? {};
  const words =
    kind === "flag" ? [{ text: "1" }, { text: "0" }] : values.filter((value) => existsIn(value, version));
  const system = file === "authority" && name === "sslrootcert" && version >= 16 ? [{ text: "system" }] : [];
  return [...words, ...system].map(({ text }, index) => ({
    label: text,
    kind: "value",
    ...(text === byDefault && { detail: "default" }),
    sortText: sortKey(0, index),
    documentationKey: documentationKey("connection", version, name, text),
  }));
}
