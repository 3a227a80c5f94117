import { countErrors } from "../../carriers/countErrors.ts";
import { embed } from "../../carriers/embed.ts";
import type { HostState } from "../../gather/embeddedDocuments.ts";
import type { OpenFile } from "../../gather/openParts.ts";
import type { TextEdit } from "../../model/diagnostic.ts";
import { applyEdits } from "../applyEdits.ts";
import type { LanguageService } from "../languageService.ts";
import type { AtHosts } from "./atHosts.ts";
import type { PlacedFinding } from "./findInParts.ts";
import { asWritten, textAfter } from "./hostEdits.ts";

/** Edits of parts that belong together, and the same as edits of the document that holds them. */
interface Change {
  readonly parts: readonly TextEdit[];
  readonly host: readonly TextEdit[];
}

/**
 * The edits of a host document that may be made without a question, none touching another. Together they must make of each part what
 * its own fixes make of it, and of YAML or JSON nothing that has more errors; those that do not are for the next run, or for nobody.
 */
export async function safeHostEdits(
  state: HostState,
  placed: readonly PlacedFinding[],
  inner: LanguageService,
  hosts: AtHosts,
): Promise<readonly TextEdit[]> {
  const fixes = withoutClashes(await safeFixes(placed, inner));
  const [inPlace, others] = [fixes.filter(isInPlace), fixes.filter((edits) => !isInPlace(edits))];
  const changes: Change[] = [];
  const add = async (parts: readonly TextEdit[]) => {
    const host = parts.length > 0 ? await hosts.edits(parts) : undefined;
    if (host) changes.push({ parts, host: withoutRepeats(host) });
    return host !== undefined;
  };
  // Those that leave all lines where they are go into the document together, and one by one only where they cannot.
  const together = await add(inPlace.flat());
  const rest = together ? others : [...inPlace, ...others];
  for (const edits of rest.slice(0, Math.max(minFixes, maxWork / state.source.length))) await add(edits);
  return take(state, changes);
}

/** UTF-16 units that are read for all edits together, and fixes that are tried however large the document is. */
const maxWork = 5_000_000;
const minFixes = 5;

/** The edits of safe fixes, for the findings that are shown. */
async function safeFixes(
  placed: readonly PlacedFinding[],
  inner: LanguageService,
): Promise<readonly (readonly TextEdit[])[]> {
  const found: (readonly TextEdit[])[] = [];
  for (const part of new Set(placed.map((one) => one.part))) {
    const own = placed.filter((one) => one.part === part && !part.file.added.has(one.found.line));
    const shown = new Set(own.map((one) => keyOf(one.found)));
    for (const { safe, edits, diagnostic } of await inner.fixes(part.uri, 0, Number.MAX_SAFE_INTEGER))
      if (safe && edits?.every(({ place }) => place.uri === part.uri) && shown.has(keyOf(diagnostic)))
        found.push(edits);
  }
  return found;
}

function keyOf({ rule, line, span }: PlacedFinding["found"]): string {
  return `${rule} ${line} ${span.start} ${span.end}`;
}

/** The fixes of which no edit touches one of those before. */
function withoutClashes(fixes: readonly (readonly TextEdit[])[]): readonly (readonly TextEdit[])[] {
  const byLine = new Map<string, TextEdit[]>();
  return fixes.filter((edits) => {
    const others = (edit: TextEdit) => byLine.get(`${edit.place.uri} ${edit.place.line}`) ?? [];
    if (edits.some((edit) => others(edit).some((other) => touch(edit, other)))) return false;
    for (const edit of edits) byLine.set(`${edit.place.uri} ${edit.place.line}`, [...others(edit), edit]);
    return true;
  });
}

function touch({ place: a }: TextEdit, { place: b }: TextEdit): boolean {
  return a.uri === b.uri && a.line === b.line && a.span.start <= b.span.end && b.span.start <= a.span.end;
}

function isInPlace(edits: readonly TextEdit[]): boolean {
  return edits.every(({ newText }) => newText !== "" && !newText.includes("\n"));
}

/** Each edit once: what an alias brings into two parts is written in one place. */
function withoutRepeats(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...new Map(edits.map((edit) => [sign(edit), edit])).values()];
}

function sign({ place: { uri, line, span }, newText }: TextEdit): string {
  return [uri, line, span.start, span.end, newText].join("\0");
}

/** As many of the changes as the document takes together. */
async function take(state: HostState, changes: readonly Change[]): Promise<readonly TextEdit[]> {
  const all: Change[] = [];
  for (const one of changes) if (fits(all, one)) all.push(one);
  if (all.length === 0) return [];
  const errors = await countErrors(state.source, state.text.language);
  if (await holds(state, all, errors)) return editsOf(all);
  let kept: readonly Change[] = [];
  for (const one of all.length > 1 ? all : [])
    if (await holds(state, [...kept, one], errors)) kept = [...kept, one];
  return editsOf(kept);
}

function editsOf(changes: readonly Change[]): readonly TextEdit[] {
  return withoutRepeats(changes.flatMap(({ host }) => host));
}

/** Whether a change touches none of the others, but for one that is the same in the document. */
function fits(kept: readonly Change[], { host }: Change): boolean {
  const others = kept.flatMap((one) => one.host);
  return !host.some((edit) => others.some((other) => touch(edit, other) && sign(edit) !== sign(other)));
}

/** Whether each part becomes what its fixes make of it. */
async function holds(state: HostState, changes: readonly Change[], errors: number): Promise<boolean> {
  const { language, lines } = state.text;
  const source = applyEdits(lines, editsOf(changes));
  if ((await countErrors(source, language)) > errors) return false;
  const clusters = await embed(source, language, state.neighbours);
  const parts = changes.flatMap((one) => one.parts);
  return (
    clusters.length === state.clusters.length &&
    state.files.every((part) => {
      const became = clusters[state.clusters.indexOf(part.cluster)]?.files.find(isSameFile(part));
      const wanted = textAfter(
        part.file,
        parts.filter(({ place }) => place.uri === part.uri),
      );
      return became !== undefined && asWritten(part.file, became.text) === asWritten(part.file, wanted);
    })
  );
}

function isSameFile({ file }: OpenFile) {
  return ({ language }: OpenFile["file"]) => language === file.language;
}
