import type { PgBouncer } from "../../cluster/pgbouncer.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import {
  type LineSection,
  lineParameters,
  parametersOf,
  sectionsOf,
} from "../../data/pgbouncer/lineParameters.ts";
import type { PgBouncerSetting } from "../../data/pgbouncer/pgbouncerSetting.ts";
import { pgbouncerSettings, valuesOf } from "../../data/pgbouncer/pgbouncerSettings.ts";
import type { Completion, CompletionList } from "../../model/completion.ts";
import { existsInPgBouncer, type PgBouncerVersion } from "../../model/pgbouncerVersion.ts";
import { trimEndOf } from "../../model/trimEndOf.ts";
import { sortKey } from "../complete/word.ts";
import { describedSetting, pgbouncerKey } from "./describePgBouncer.ts";
import { placeInText } from "./placeInText.ts";

/** What may be written at a position of pgbouncer.ini: sections, settings, parameters of lines, and values. */
export function pgbouncerCompletion(
  pgbouncer: PgBouncer,
  uri: string,
  position: LinePosition,
): CompletionList | undefined {
  const { line, character } = position;
  const { version } = pgbouncer;
  const text = trimEndOf(pgbouncer.texts.get(uri)?.lines[line] ?? "", "\r\n");
  const before = text.slice(0, character);
  if (/^\s*[#;%]/.test(before)) return undefined;
  const list = (start: number, end: number, items: readonly Completion[]): CompletionList => ({
    line,
    span: { start, end: Math.max(end, character) },
    items,
  });
  const head = /^\s*\[\w*$/.exec(before);
  if (head) {
    const start = before.indexOf("[") + 1;
    const end = start + (/^\w*/.exec(text.slice(start))?.[0].length ?? 0);
    return list(
      start,
      end,
      sectionsOf(version).map((label) => ({ label, kind: "keyword" })),
    );
  }
  const { section } = placeInText(pgbouncer, uri, position);
  const equals = text.indexOf("=");
  if (section === undefined) return undefined;
  if (equals < 0 || character <= equals) {
    if (section !== "pgbouncer") return undefined;
    const start = text.length - text.trimStart().length;
    const end = trimEndOf(equals < 0 ? text : text.slice(0, equals), " \t").length;
    return list(
      Math.min(start, character),
      end,
      settingProposals(pgbouncer, text.slice(start, end), equals >= 0),
    );
  }
  if (section === "pgbouncer") {
    const name = text.slice(0, equals).trim();
    const setting = describedSetting(section, name, version);
    const from = equals + 1 + (/^[ \t]*/.exec(text.slice(equals + 1, character))?.[0].length ?? 0);
    const start = setting?.kind === "protocols" ? from + lastPart(before.slice(from)) : from;
    return setting && list(start, text.length, valueProposals(setting, section, version));
  }
  if (!Object.hasOwn(lineParameters, section)) return undefined;
  const [, name, typed = ""] = /(?:^|[ =])(\w+)\s*=\s*([^ ']*)$/.exec(before.slice(equals + 1)) ?? [];
  if (name !== undefined) {
    const setting = describedSetting(section, name, version);
    return setting && list(character - typed.length, character, valueProposals(setting, section, version));
  }
  const [word = ""] = /(?<!\w)\w*$/.exec(before) ?? [];
  const given = new Set([...text.slice(equals + 1).matchAll(/\b(\w+)\s*=/g)].map(([, one]) => one));
  const items = parametersOf(section as LineSection, version).filter((row) => !given.has(row.name));
  return list(
    character - word.length,
    character,
    items.map((row, index) => proposal(row, index, section, version, "=")),
  );
}

function lastPart(typed: string): number {
  return Math.max(typed.lastIndexOf(","), typed.lastIndexOf(":")) + 1;
}

function settingProposals(
  { settings, version }: PgBouncer,
  typed: string,
  hasSign: boolean,
): readonly Completion[] {
  return pgbouncerSettings
    .filter((row) => existsInPgBouncer(row, version) && (row.name === typed || !settings.has(row.name)))
    .map((row, index) => proposal(row, index, "pgbouncer", version, hasSign ? "" : " = "));
}

function proposal(
  { name, byDefault }: PgBouncerSetting,
  index: number,
  section: string,
  version: PgBouncerVersion,
  sign: string,
): Completion {
  return {
    label: name,
    kind: section === "pgbouncer" ? "setting" : "option",
    ...(sign !== "" && { newText: `${name}${sign}`, opensNext: true as const }),
    ...(byDefault && { detail: `${byDefault} by default` }),
    sortText: sortKey(0, index),
    documentationKey: pgbouncerKey(version, section, name),
  };
}

function valueProposals(
  setting: PgBouncerSetting,
  section: string,
  version: PgBouncerVersion,
): readonly Completion[] {
  return valuesOf(setting, version).map(({ text }, index) => ({
    label: text,
    kind: "value",
    ...(text === setting.byDefault && { detail: "default" }),
    sortText: sortKey(0, index),
    documentationKey: pgbouncerKey(version, section, setting.name, text),
  }));
}
