import { findSetting } from "../../data/settings.ts";
import { newestServerVersion, type ServerVersion } from "../../model/serverVersion.ts";
import type { EmbeddedProblem } from "../carrier.ts";
import type { HostEdit, HostSpan } from "../hostSpan.ts";
import { wayOut } from "../writeEntries.ts";
import { mapScalar, type Piece, type ScalarText, toHost } from "../yaml/scalarMap.ts";
import { imageUserOf } from "./postgresImages.ts";
import {
  type ArgumentSetting,
  partOf,
  type RefusedArgument,
  type ScalarPart,
  withoutOption,
} from "./serverArguments.ts";
import type { ServerCommand } from "./serverCommand.ts";

/** What of the arguments keeps the server of an image from starting; `version` as far as it is known. */
export function argumentProblems(
  source: string,
  command: ServerCommand | undefined,
  image: string | undefined,
  version: ServerVersion | undefined,
): readonly EmbeddedProblem[] {
  // Other images may have programs of their own that read the arguments first.
  const refused = image !== undefined && imageUserOf(image) !== undefined ? (command?.refused ?? []) : [];
  const find = hostSpansIn(source);
  return [
    ...nameBlanks(source, find, command?.settings ?? []),
    ...refused.flatMap((one) => refusal(source, find, one, version)),
  ];
}

/**
 * Names with blanks around them, as in `-c "ssl = on"`: the server takes them for a part of the name and does not start
 * (src/backend/utils/misc/guc.c, `ParseLongOption`, which splits at the first equals sign; seen with PostgreSQL 16).
 */
function nameBlanks(
  source: string,
  find: FindSpan,
  settings: readonly ArgumentSetting[],
): readonly EmbeddedProblem[] {
  return settings.flatMap(({ name, value }): EmbeddedProblem[] => {
    const place = find(name);
    const word = name.text.trim();
    if (word === name.text || word === "" || !place) return [];
    const start = name.text.indexOf(word);
    const blanks = value.text.length - value.text.trimStart().length;
    const before = find(partOf(name, 0, start));
    const behind = find(partOf(name, start + word.length, name.text.length));
    const after = find(partOf(value, 0, blanks));
    const edits = [before, behind, after].flatMap((span) => (span ? [{ ...span, newText: "" }] : []));
    const areBlanks = edits.every(({ from, to }) => /^[ \t]*$/.test(source.slice(from, to)));
    return [
      { kind: "name-blank", place, word, ...wayOut("Remove the blanks", areBlanks ? edits : undefined) },
    ];
  });
}

/** Arguments that the server refuses; no word of one is shown that is not PostgreSQL's own, since it may be a password. */
function refusal(
  source: string,
  find: FindSpan,
  { why, part, option, apart }: RefusedArgument,
  version: ServerVersion | undefined,
): readonly EmbeddedProblem[] {
  const until = withoutOption[option];
  if (why === "no-option" && until !== undefined && (version === undefined || version < until)) return [];
  const [first = part, last = part] = [apart[0], apart.at(-1)];
  const from = find(first);
  const to = find(last);
  if (!from || !to) return [];
  const setting = findSetting(first.text.replace(/=$/, "").replaceAll("-", "_"), newestServerVersion)?.name;
  const sign = option === "-" ? "--" : `-${option}`;
  const isOption = option === "c" || option === "-";
  const word =
    why === "stray"
      ? "this word belongs to no option; remove it, or write -c NAME=VALUE"
      : why === "no-option"
        ? `it has no option -${option}; remove it`
        : isOption
          ? `${sign} takes one word; write ${setting ?? "NAME"}=VALUE without blanks`
          : `${sign} has no value; write one, or remove it`;
  return [
    {
      kind: "argument-refused",
      place: { from: from.from, to: to.to },
      word,
      ...wayOut("Join the words", joined(source, find, apart)),
    },
  ];
}

/** The edits that make one word of several which have nothing but blanks between them; `undefined` where there is something else. */
function joined(
  source: string,
  find: FindSpan,
  apart: readonly ScalarPart[],
): readonly HostEdit[] | undefined {
  const [name, ...others] = apart;
  if (!name || others.length === 0 || others.at(-1)?.text === "=") return undefined;
  const hasSign = name.text.endsWith("=") || others[0]?.text.startsWith("=") === true;
  const edits = others.map((word, at): HostEdit | undefined => {
    const [before, after] = [find(apart[at] ?? name), find(word)];
    if (!before || !after || !/^[ \t]+$/.test(source.slice(before.to, after.from))) return undefined;
    return { from: before.to, to: after.from, newText: hasSign ? "" : "=" };
  });
  const whole = edits.flatMap((edit) => edit ?? []);
  return whole.length === edits.length ? whole : undefined;
}

/** Where a part is written; `undefined` where it is empty, or in another file. */
export function hostSpanOf(source: string, part: ScalarPart): HostSpan | undefined {
  return hostSpansIn(source)(part);
}

type FindSpan = (part: ScalarPart) => HostSpan | undefined;

/** The same for many parts: a command line is one scalar, which is mapped once for all its words. */
function hostSpansIn(source: string): FindSpan {
  const maps = new Map<ScalarText, readonly Piece[]>();
  return ({ scalar, offsets }) => {
    const [first, last] = [offsets[0], offsets.at(-1)];
    if (first === undefined || last === undefined || scalar.isElsewhere) return undefined;
    const map = maps.get(scalar) ?? mapScalar(source, scalar);
    maps.set(scalar, map);
    return toHost(map, first, last + 1);
  };
}
