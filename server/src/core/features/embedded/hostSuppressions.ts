import { embed } from "../../carriers/embed.ts";
import { findHostComments, type HostComment } from "../../carriers/hostComments.ts";
import type { EmbeddedDocuments, HostState } from "../../gather/embeddedDocuments.ts";
import type { Diagnostic, Fix, OfferedFix, TextEdit } from "../../model/diagnostic.ts";
import { applyEdits } from "../applyEdits.ts";
import type { LanguageService } from "../languageService.ts";
import { silencingComments } from "../suppress.ts";
import { AtHosts } from "./atHosts.ts";
import { linesIn } from "./commentedHost.ts";
import { isWholeLine } from "./hostLines.ts";
import { embeddedPosition, entryAt } from "./places.ts";

/** Findings for which comments are looked for: each needs the document to be embedded again. */
const maxFindings = 20;

/**
 * The comments that turn off what is reported in a host document: within a block of text those of the embedded file, elsewhere comments of
 * the document. Whether one is a comment there, and changes nothing else, is for the document with it to say.
 */
export async function hostSuppressions(
  state: HostState,
  found: readonly Diagnostic[],
  documents: EmbeddedDocuments,
  inner: LanguageService,
): Promise<readonly OfferedFix[]> {
  if (state.text.language === "json") return [];
  const offered: OfferedFix[] = [];
  const known = new Set<string>();
  for (const diagnostic of found.slice(0, maxFindings)) {
    const key = `${diagnostic.rule} ${diagnostic.line}`;
    if (known.has(key)) continue;
    known.add(key);
    const own = await withinBlock(state, diagnostic, documents, inner);
    for (const fix of own.length > 0 ? own : await besideIt(state, diagnostic))
      offered.push({ ...fix, diagnostic });
  }
  return offered;
}

/** Comments of an embedded file that is written line by line. */
async function withinBlock(
  state: HostState,
  { rule, line, span }: Diagnostic,
  documents: EmbeddedDocuments,
  inner: LanguageService,
): Promise<readonly Fix[]> {
  const offset = (state.starts[line] ?? 0) + span.start;
  const hosts = new AtHosts(documents);
  for (const { uri, file, starts } of state.files) {
    const at = embeddedPosition(file, starts, offset);
    const entry = at && entryAt(file, at.line);
    if (!at || !entry) continue;
    const { style } = entry.scalar;
    if (style !== "literal" && (style !== "raw" || !isWholeLine(state.source, entry))) continue;
    const fixes: Fix[] = [];
    for (const { title, edits = [], diagnostic } of await inner.suppressions(uri, at.line, at.line)) {
      const made = diagnostic.rule === rule ? await hosts.edits(edits) : undefined;
      if (made) fixes.push({ title, edits: made });
    }
    return fixes;
  }
  return [];
}

/** Comments of the document itself. */
async function besideIt(state: HostState, diagnostic: Diagnostic): Promise<readonly Fix[]> {
  const { lines, language } = state.text;
  const [line = diagnostic.line] = linesIn(state)(diagnostic);
  const marked = state.comments.map((comment) => comment.line);
  const fixes: Fix[] = [];
  for (const { title, edits = [] } of silencingComments({ lines, marked, mayIndent: true }, [
    { ...diagnostic, line },
  ])) {
    const placed = edits
      .map((edit) => belowHead(edit, lines))
      .map((edit) => (language === "sql" ? ofSql(edit) : edit));
    if (await isComment(state, placed, diagnostic.rule)) fixes.push({ title, edits: placed });
  }
  return fixes;
}

/** A line at the top goes below what must be the first: the interpreter of a script, directives of a Dockerfile, a byte order mark. */
function belowHead(edit: TextEdit, lines: readonly string[]): TextEdit {
  const { line, span } = edit.place;
  if (line !== 0 || span.end > 0) return edit;
  const isHead = (text: string) => /^(?:#!|\ufeff|#\s*(?:syntax|escape|check)\s*=)/i.test(text);
  const first = lines.findIndex((text) => !isHead(text));
  return { ...edit, place: { ...edit.place, line: Math.max(first, 0) } };
}

function ofSql(edit: TextEdit): TextEdit {
  return { ...edit, newText: edit.newText.replace(/^(\s*)# /, "$1-- ") };
}

/** Whether what is inserted is one more comment about a rule, and all that the document holds stays as it is. */
async function isComment(
  { text, clusters, comments, neighbours }: HostState,
  edits: readonly TextEdit[],
  rule: string,
) {
  const { language } = text;
  const source = applyEdits(text.lines, edits);
  const became = await embed(source, language, neighbours);
  const about = (all: readonly HostComment[]) =>
    all.filter(({ directive }) => "rules" in directive && directive.rules.some(({ id }) => id === rule))
      .length;
  return (
    became.length === clusters.length &&
    clusters.every(({ files }, index) =>
      files.every((file, at) => file.text === became[index]?.files[at]?.text),
    ) &&
    about(await findHostComments(source, language, became)) > about(comments)
  );
}
