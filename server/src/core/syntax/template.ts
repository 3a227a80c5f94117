import { lineEnd } from "../model/lines.ts";
import { hasHole, type TemplateText } from "./templateHoles.ts";

/** A text whose parts another program fills in, as far as it is known what the server will read. */
export interface Template {
  /** The lines as they are written. */
  readonly written: readonly string[];
  /** The same with comments of the same length in place of what is not known. */
  readonly lines: readonly string[];
  /** The lines that may become any records. */
  readonly unknown: ReadonlySet<number>;
}

/**
 * Whether a line has what Jinja, ERB, EPP and Go's templates begin their parts with. `log_line_prefix` may hold `<%m` and `{%p`, a
 * regular expression `{2}`: these are none.
 */
export function hasTemplateSyntax(line: string): boolean {
  return (line.includes("{") || line.includes("<%")) && begin.test(line);
}

/** The same in a file of PostgreSQL's, where more is unmistakable than in other texts: `[[ key ]]`, `[% IF ssl %]`, `% if ssl:`, `${NET}`. */
export function isTemplateLine(line: string, text: TemplateText): boolean {
  return (/[{[%]/.test(line) && plainBegin.test(line)) || hasHole(line, text);
}

const jinjaWords =
  "autoescape|block|call|do|elif|else|end[a-z]+|extends|filter|for|from|if|import|include|macro|raw|set|with";
/** A regular expression may hold `\\{{1,3}` or `\\{{a}`, and a bound begins with a digit: these are none. Lists and numbers of a template come after a blank. */
const doubleBraces = "(?<!\\\\)\\{\\{[-~]?(?:\\s*[A-Za-z_.$\"'#(/^!>&{]|\\s+[[\\d])";
const begin = new RegExp(`${doubleBraces}|\\{%[-+~]?\\s*(?:${jinjaWords})\\b|<%(?:[=#|]|[-_]?\\s)`);
/** A regular expression may hold `[[:alpha:]]` and `[[.hyphen.]]`, and `log_line_prefix` `[%p]`: these are none. */
const plainBegin = new RegExp(
  `${begin.source}|\\[\\[(?:-?\\s+[.$]?[A-Za-z_][^\\]\\n]{0,200}|\\.[A-Z]\\w{0,100})\\]\\]|\\[%[-+=]?\\s+[A-Za-z#]|^[ \\t]*%[ \\t]*(?:if|elif|else|for|while|end(?:if|for|while))\\b`,
  "m",
);

/**
 * What is known of a text with template syntax: the records outside of control blocks into which nothing is filled. `undefined` for a
 * text without such syntax.
 */
export function readTemplate(written: readonly string[], text: TemplateText): Template | undefined {
  const parts = templateParts(written, plainBegin);
  if (parts.length === 0 && !written.some((line) => hasHole(line, text))) return undefined;
  // In what is a template, a placeholder in the place of a name is none that was forgotten.
  const isCertain = { ...text, hasOthers: true };
  const holes = written.flatMap((line, at) => (hasHole(line, isCertain) ? [at] : []));
  const states: ("empty" | "unknown" | undefined)[] = [];
  const mark = (first: number, last: number, state: "empty" | "unknown") => {
    for (let line = first; line <= last; line++) if (states[line] !== "unknown") states[line] = state;
  };
  let depth = 0;
  let previous = 0;
  for (const { first, last, tag, isAlone } of parts) {
    if (depth > 0) mark(previous, first, "unknown");
    const effect = effectOf(tag);
    const before = depth;
    if (typeof effect === "number") depth = Math.max(depth + effect, 0);
    if (before + depth > 0) mark(first, last, "unknown");
    else if (effect !== "text" && isAlone) mark(first, last, "empty");
    else if (first < last || !isComment(written[first])) mark(first, last, "unknown");
    previous = last;
  }
  if (depth > 0) mark(previous, written.length - 1, "unknown");
  for (const line of holes) mark(line, line, "unknown");
  joinContinued(written, states);
  const unknown = new Set(states.flatMap((state, line) => (state === "unknown" ? [line] : [])));
  return { written, lines: written.map((line, at) => (states[at] ? maskLine(line) : line)), unknown };
}

/** What a part does: opens or closes that many blocks, is filled in, or leaves no text. */
type Effect = number | "text" | "nothing";

function effectOf(tag: string): Effect {
  if (tag.startsWith("{#")) return "nothing";
  if (tag.startsWith("{%")) return jinjaEffect(tag);
  if (tag.startsWith("[%")) return toolkitEffect(tag);
  if (tag.startsWith("<%")) return rubyEffect(tag);
  return /^(?:\{\{|\[\[)/.test(tag) ? goEffect(tag) : makoEffect(tag);
}

function jinjaEffect(tag: string): Effect {
  const [, word = "", rest = ""] = /^\{%[-+~]?\s*(\w+)([\s\S]*)/.exec(tag) ?? [];
  if (word.startsWith("end")) return -1;
  if (word === "set") return rest.includes("=") ? "nothing" : 1;
  if (/^(?:do|extends|from|import)$/.test(word)) return "nothing";
  if (word === "include") return "text";
  return /^(?:elif|else)$/.test(word) ? 0 : 1;
}

/** Go's templates, consul-template's, and Mustache's, whose sections begin with `#` and `^`. */
function goEffect(tag: string): Effect {
  const body = tag.replace(/^(?:\{\{|\[\[)[-~]?|[-~]?(?:\}\}|\]\])$/g, "").trim();
  if (body === "end" || /^\/(?!\*)/.test(body)) return -1;
  if (/^[#^]\s*\S/.test(body)) return 1;
  if (body.startsWith("!")) return "nothing";
  if (/^(?:if|range|with|define|block)\s/.test(body)) return 1;
  if (/^else\b/.test(body)) return 0;
  return /^(?:\/\*|\$\w+\s*:?=)/.test(body) ? "nothing" : "text";
}

/** Perl's Template Toolkit. */
function toolkitEffect(tag: string): Effect {
  const body = tag.replace(/^\[%[-+=~]?|[-+=~]?%\]$/g, "").trim();
  if (/^END\b/.test(body)) return -1;
  if (/^(?:IF|UNLESS|FOREACH|FOR|WHILE|SWITCH|BLOCK|FILTER|WRAPPER|MACRO)\b/.test(body)) return 1;
  if (/^(?:ELSE|ELSIF|CASE)\b/.test(body)) return 0;
  return /^(?:#|SET\b|DEFAULT\b|USE\b)/.test(body) ? "nothing" : "text";
}

/** Lines of Mako, which hold nothing else. */
function makoEffect(tag: string): Effect {
  const [, word = ""] = /^%[ \t]*(\w+)/.exec(tag) ?? [];
  if (word.startsWith("end")) return -1;
  return word.startsWith("el") ? 0 : 1;
}

/** Ruby in ERB, Puppet in EPP. */
function rubyEffect(tag: string): Effect {
  if (/^<%[=%]/.test(tag)) return "text";
  const body = tag.replace(/^<%[-_]?|[-_]?%>$/g, "").trim();
  if (/^[#|]/.test(body)) return "nothing";
  const closes = /^(?:end\b|\})/.test(body);
  const opens =
    /^(?:if|unless|case|while|until|for|begin)\b/.test(body) || /(?:\bdo|\{)\s*(?:\|[^|]*\|)?$/.test(body);
  if (closes || opens) return (opens ? 1 : 0) - (closes ? 1 : 0);
  return /^(?:els|when\b|rescue\b)/.test(body) ? 0 : "nothing";
}

/** A part of a template, with the lines on which it begins and ends, and its offset in the text. */
interface Part {
  readonly from: number;
  readonly first: number;
  readonly last: number;
  readonly tag: string;
  /** Nothing else is on its lines. */
  readonly isAlone: boolean;
}

/** UTF-16 units of the longest part that is known. */
const maxPart = 10_000;

/** The parts of a text that a template fills in, or that steer it. */
export function templateParts(written: readonly string[], beginning = begin): readonly Part[] {
  const text = written.join("");
  const parts: Part[] = [];
  let line = 0;
  let lineStart = 0;
  const toLine = (offset: number) => {
    while (line < written.length - 1 && lineStart + (written[line]?.length ?? 0) <= offset)
      lineStart += written[line++]?.length ?? 0;
    return line;
  };
  const search = new RegExp(`${beginning.source}|\\{#`, "gm");
  for (let found = search.exec(text); found; found = search.exec(text)) {
    const index = found.index + found[0].search(/\S/);
    const first = toLine(index);
    const before = text.slice(lineStart, index);
    const closing = closings[text.slice(index, index + 2)];
    const close = closing === undefined ? -1 : text.slice(index + 2, index + maxPart).indexOf(closing);
    const end = close >= 0 ? index + close + 4 : lineEnd(text, index);
    const last = toLine(end - 1);
    const after = text.slice(end, lineStart + (written[last]?.length ?? 0));
    const isAlone = before.trim() === "" && after.trim() === "";
    parts.push({ from: index, first, last, tag: text.slice(index, end), isAlone });
    search.lastIndex = end;
  }
  return parts;
}

const closings: Readonly<Record<string, string>> = {
  "{{": "}}",
  "{%": "%}",
  "{#": "#}",
  "<%": "%>",
  "[[": "]]",
  "[%": "%]",
};

/** A record that goes on over several lines is known whole or not at all. */
function joinContinued(written: readonly string[], states: ("empty" | "unknown" | undefined)[]): void {
  const isContinued = (line: number) => /\\\r?\n?$/.test(written[line] ?? "");
  for (let start = 0; start < written.length; start++) {
    let end = start;
    while (isContinued(end)) end++;
    if (end > start && states.slice(start, end + 1).some((state) => state))
      for (let line = start; line <= Math.min(end, written.length - 1); line++) states[line] = "unknown";
    start = end;
  }
}

function isComment(line = ""): boolean {
  return /^\s*#/.test(line);
}

/** A comment of the same length. */
function maskLine(line: string): string {
  return line.replace(/[^\r\n]/g, "#");
}

/** The name of the setting that a line assigns, whatever is filled into its value. */
export function templateSetting(line: string): string | undefined {
  return /^\s*([a-z_]\w*(?:\.\w+)?)\s*(?:=|\s)/i.exec(line)?.[1];
}
