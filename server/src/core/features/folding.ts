import type { Records } from "../cluster/records.ts";
import type { FoldingRange } from "../model/outline.ts";

/** What may be hidden in a document: runs of comments, records of several lines, and sections under a headline. */
export function foldingRanges({ document, entries }: Records): readonly FoldingRange[] {
  const { lines } = document;
  const ranges: FoldingRange[] = [];
  const sections = new Sections(ranges);
  let comments = 0;
  let lastWithText = -1;
  const endComments = (line: number) => {
    if (comments > 1) ranges.push({ firstLine: line - comments, lastLine: line - 1, kind: "comment" });
    comments = 0;
  };
  for (let line = 0; line < lines.length; ) {
    const lineCount = Math.max(entries[line]?.lineCount ?? 1, 1);
    const headline = headlineAt(lines, line);
    const text = lines[line] ?? "";
    if (headline) {
      endComments(line);
      sections.start(headline, lastWithText);
      line = lastWithText = headline.lastLine;
      line++;
      continue;
    }
    if (commentOf(text) !== undefined) comments++;
    else endComments(line);
    if (lineCount > 1) ranges.push({ firstLine: line, lastLine: line + lineCount - 1 });
    if (lineCount > 1 || text.trim() !== "") lastWithText = line + lineCount - 1;
    line += lineCount;
  }
  endComments(lines.length);
  sections.end(lastWithText);
  return ranges.sort((a, b) => a.firstLine - b.firstLine);
}

/** A headline as the sample files have them: between two bars, or `# - Title -` for a part of such a section. */
export interface Headline {
  readonly level: 0 | 1;
  /** The line that stays when its section is hidden. */
  readonly titleLine: number;
  readonly lastLine: number;
}

/** The sections that are open, the inner one last. */
class Sections {
  readonly #ranges: FoldingRange[];
  readonly #open: Headline[] = [];

  constructor(ranges: FoldingRange[]) {
    this.#ranges = ranges;
  }

  start(headline: Headline, lastLineBefore: number): void {
    this.end(lastLineBefore, headline.level);
    this.#open.push(headline);
  }

  end(lastLine: number, level = 0): void {
    while ((this.#open.at(-1)?.level ?? -1) >= level) {
      const firstLine = this.#open.pop()?.titleLine ?? 0;
      if (firstLine < lastLine) this.#ranges.push({ firstLine, lastLine, kind: "section" });
    }
  }
}

/** The headline that starts on a line. */
export function headlineAt(lines: readonly string[], line: number): Headline | undefined {
  const text = commentOf(lines[line]);
  if (text === undefined) return undefined;
  if (text.length > 4 && text.startsWith("- ") && text.endsWith(" -"))
    return { level: 1, titleLine: line, lastLine: line };
  if (!isBar(text)) return undefined;
  for (let end = line + 1; end <= line + maxTitleLines + 1; end++) {
    const below = commentOf(lines[end]);
    if (below === undefined) return undefined;
    if (isBar(below)) return end > line + 1 ? { level: 0, titleLine: line + 1, lastLine: end } : undefined;
  }
  return undefined;
}

/** The words of a headline. */
export function titleOf(lines: readonly string[], { level, titleLine }: Headline): string {
  const text = commentOf(lines[titleLine]) ?? "";
  return level === 1 ? text.slice(2, -2).trim() : text;
}

/** The text after the `#` of a line that is a comment. */
function commentOf(line = ""): string | undefined {
  const text = line.trim();
  return text.startsWith("#") ? text.slice(1).trim() : undefined;
}

/** A line drawn with one character, as between the sections of the sample files. */
function isBar(text: string): boolean {
  return text.length >= minBarLength && /^([-=#*_~])\1+$/.test(text);
}

const maxTitleLines = 4;
/** The `#` before it not counted. */
const minBarLength = 7;
