import type { Findings } from "../check/checker.ts";
import { isAutoConf } from "../cluster/autoConf.ts";
import type { HiddenWords } from "../cluster/hiddenWords.ts";
import { isEqual } from "../cluster/isEqual.ts";
import { nearbyFiles, nearbyFolders } from "../cluster/nearbyFiles.ts";
import { readRecord } from "../cluster/readRecord.ts";
import { recordLine } from "../cluster/records.ts";
import type { Snapshot } from "../cluster/snapshot.ts";
import { childOf, folderOf, isAbsolutePath, mapPath, resolvePath } from "../cluster/uris.ts";
import type { Wanted } from "../gather/wanted.ts";
import type { Diagnostic, Fix, OfferedFix, TextEdit } from "../model/diagnostic.ts";
import type { FixContext, Rule } from "../ruleKit/rule.ts";
import { rules } from "../rules/index.generated.ts";
import { placeEdits } from "./placeNewLine.ts";

/** Entries of the largest folder in which a name like a missing one is looked for, at each of the findings. */
const maxNamesBeside = 500;

/** What must be looked at before `findFixes`: files near those of the cluster, and names beside those that records include, where a rule's fix can use them. */
export function wantedForFixes(
  snapshot: Snapshot,
  findings: Findings,
  firstLine: number,
  lastLine: number,
): Wanted {
  if (!snapshot.settings.trusted) return {};
  const found = fixable(snapshot, findings, firstLine, lastLine);
  const folders = found
    .filter(({ rule }) => rule.looksBeside)
    .flatMap(({ diagnostic: { line } }) => snapshot.records.entries[line]?.summary?.references ?? [])
    .map(({ path }) => folderOfPath(path, snapshot));
  return {
    ...(found.some(({ rule }) => rule.looksNearby) && {
      pemFolders: nearbyFolders(snapshot.cluster, folderOfDocument(snapshot)),
    }),
    ...(folders.length > 0 && { folders: [...new Set(folders)] }),
  };
}

/** The ways out of what is wrong in the records that start between two lines, in the order of the findings. */
export function findFixes(
  snapshot: Snapshot,
  findings: Findings,
  firstLine: number,
  lastLine: number,
): readonly OfferedFix[] {
  const found = fixable(snapshot, findings, firstLine, lastLine);
  const { hidden } = snapshot;
  const looksNearby = snapshot.settings.trusted && found.some(({ rule }) => rule.looksNearby);
  const nearby = looksNearby ? nearbyFiles(snapshot.cluster, folderOfDocument(snapshot), snapshot.files) : [];
  const known = new Map<number, FixContext["record"]>();
  const offered = found.flatMap(({ diagnostic, rule }) =>
    (rule.fix?.(diagnostic, fixContext(snapshot, diagnostic, nearby, known)) ?? [])
      .filter((fix) => mayShow(fix, hidden) && !fix.edits?.some(({ place }) => isAutoConf(place.uri)))
      .map((fix) => ({ ...withGoodPlaces(fix, snapshot), diagnostic })),
  );
  return withoutRepeats(offered);
}

/** Each change once. Only fixes with the same words at the same places are compared, since a file may have very many, all of which lead to one line. */
function withoutRepeats(offered: readonly OfferedFix[]): OfferedFix[] {
  const known = new Map<string, OfferedFix[]>();
  return offered.filter((fix) => {
    const edits = fix.edits?.map(({ place, newText }) =>
      [place.uri, place.line, place.span.start, newText].join("\0"),
    );
    const key = [fix.title, ...(edits ?? [fix.command])].join("\0");
    const others = known.get(key) ?? [];
    if (others.some((other) => isSame(fix, other))) return false;
    known.set(key, [...others, fix]);
    return true;
  });
}

function withGoodPlaces(fix: Fix, snapshot: Snapshot): Fix {
  if (!fix.edits) return fix;
  const documentOf = (uri: string) => snapshot.members.get(uri)?.document;
  return { ...fix, edits: placeEdits(fix.edits, documentOf, snapshot.context.serverVersion) };
}

/** Whether two fixes make the same change, which two findings can have in common. */
function isSame(a: Fix, b: Fix): boolean {
  return a.title === b.title && isEqual([a.edits, a.action, a.command], [b.edits, b.action, b.command]);
}

/**
 * The edits of a document that may be made without a question, none over another: of those that touch the same text only the
 * first is kept, and the next run finds the others. `undefined` for a document that is not the user's.
 */
export function safeEdits(snapshot: Snapshot, findings: Findings): readonly TextEdit[] | undefined {
  const { uri } = snapshot.records.document;
  if (snapshot.hidden.isForeign(uri)) return undefined;
  if (isAutoConf(uri)) return [];
  const kept: TextEdit[] = [];
  const known = new Map<number, FixContext["record"]>();
  const byLine = new Map<number, readonly TextEdit[]>();
  const clashes = (edit: TextEdit) => byLine.get(edit.place.line)?.some((one) => clash(one, edit)) === true;
  for (const { diagnostic, rule } of fixable(snapshot, findings, 0, Number.MAX_SAFE_INTEGER)) {
    for (const { safe, edits = [] } of rule.fix?.(diagnostic, fixContext(snapshot, diagnostic, [], known)) ??
      []) {
      if (!safe || !edits.every((edit) => edit.place.uri === uri && !clashes(edit))) continue;
      for (const edit of edits) {
        const { line } = edit.place;
        byLine.set(line, [...(byLine.get(line) ?? []), edit]);
        kept.push(edit);
      }
    }
  }
  return placeEdits(kept, () => snapshot.records.document, snapshot.context.serverVersion);
}

/** A fix may move a secret of a document within it, and carry no word of a file that is not the user's into one that is. */
function mayShow({ title, edits = [], action, command = "" }: Fix, hidden: HiddenWords): boolean {
  if (hidden.isNothing) return true;
  return (
    !hidden.occurIn(title) &&
    !hidden.occurIn([command, action?.command ?? "", ...(action?.changes ?? [])].join(" ")) &&
    edits.every(({ place, newText }) => !hidden.isForeign(place.uri) && !hidden.foreignOccurIn(newText))
  );
}

function clash({ place: a }: TextEdit, { place: b }: TextEdit): boolean {
  return a.span.start <= b.span.end && b.span.start <= a.span.end;
}

/** A finding whose rule has fixes. */
interface Fixable {
  readonly diagnostic: Diagnostic;
  readonly rule: Rule;
}

function fixable(
  { records }: Snapshot,
  findings: Findings,
  firstLine: number,
  lastLine: number,
): readonly Fixable[] {
  const from = recordLine(records, firstLine);
  return findings
    .shown(records.document.uri)
    .filter(({ line }) => from <= line && line <= lastLine)
    .flatMap((diagnostic) => {
      const rule = fixingRules.get(diagnostic.rule);
      return rule ? [{ diagnostic, rule }] : [];
    });
}

function fixContext(
  snapshot: Snapshot,
  { uri, line }: Diagnostic,
  nearby: FixContext["nearby"],
  known: Map<number, FixContext["record"]>,
): FixContext {
  const { records, cluster, context, settings } = snapshot;
  const { document } = records;
  const { language, lines } = document;
  const recordAt = (at: number) => {
    const record = known.get(at) ?? readRecord(language, lines, at, context);
    known.set(at, record);
    return record;
  };
  return {
    record: recordAt(line),
    recordAt,
    context,
    cluster,
    nearby,
    namesBeside: (path, kind) => {
      const folder = folderOfPath(path, snapshot);
      const entries = (settings.trusted && snapshot.files.get(folder)?.entries) || [];
      if (entries.length > maxNamesBeside) return [];
      return entries
        .filter((entry) => entry.kind === kind && childOf(folder, entry.name) !== uri)
        .map(({ name }) => name);
    },
    readsAs: (path, file) => {
      const { dataDirectory, isOnServer } = cluster;
      // Elsewhere only a path that a mapping brings here is one of the server's.
      const isKnown = isOnServer || !isAbsolutePath(path) || mapPath(path, settings.pathMappings) !== path;
      return (
        dataDirectory !== undefined &&
        isKnown &&
        resolvePath(path, dataDirectory.value, settings.pathMappings) === file
      );
    },
    place: (span) => ({ uri, line, span }),
  };
}

/** The folder to which a path in a document leads that includes a file by it. */
function folderOfPath(path: string, snapshot: Snapshot): string {
  return folderOf(resolvePath(path, folderOfDocument(snapshot), snapshot.settings.pathMappings));
}

function folderOfDocument({ records }: Snapshot): string {
  return folderOf(records.document.uri);
}

const fixingRules: ReadonlyMap<string, Rule> = new Map(
  rules.filter((rule) => rule.fix).map((rule) => [rule.id, rule]),
);
