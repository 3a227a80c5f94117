import { splitLines } from "../../model/lines.ts";
import { hasTemplateSyntax, templateParts } from "../../syntax/template.ts";
import type { ScalarStyle } from "./scalarMap.ts";

/** A text of YAML that a parser can read. */
export interface MaskedText {
  readonly read: string;
  /** Parts of a template take the place of YAML, and are not only within texts. */
  readonly isTemplate: boolean;
}

/** A character of no meaning to YAML (Unicode, "Private Use Area"), which takes the place of those of a template. */
const sign = "\uE0F1";

/**
 * A text with signs in place of what a template fills in, and blanks in place of lines that are nothing else, so that each
 * character is where it was. Within blocks of text such lines are as deep as the others.
 */
export function maskTemplate(source: string): MaskedText {
  if (!hasTemplateSyntax(source)) return { read: source, isTemplate: false };
  const lines = splitLines(withSigns(source));
  let isTemplate = false;
  let block: { readonly parent: number; readonly indent: number } | undefined;
  const read = lines.map((line, at) => {
    const isPartOnly = partsOnly.test(line);
    if (block && !isPartOnly && line.trim() !== "" && depthOf(line) <= block.parent) block = undefined;
    if (block) return isPartOnly ? indented(line, block.indent) : line;
    if (isPartOnly || partFirst.test(line)) isTemplate = true;
    if (isPartOnly) return line.replaceAll(sign, " ");
    if (blockHeader.test(line)) block = blockBelow(lines, at);
    return line;
  });
  return { read: read.join(""), isTemplate };
}

/** Nothing but parts of a template. */
const partsOnly = new RegExp(`^[ \\t]*${sign}[${sign} \\t]*\\r?\\n?$`);
/** A part of a template where a value or a key begins. */
const partFirst = new RegExp(`^ *(?:- +)*(?:[\\w./-]+:[ \\t]+)?${sign}`);
const blockHeader = /(?:[:-]|^)[ \t]+(?:[&!]\S+[ \t]+)?[|>][-+1-9]{0,2}[ \t]*(?:#.*)?\r?\n?$/;

function withSigns(source: string): string {
  const parts: string[] = [];
  let done = 0;
  for (const { from, tag } of templateParts(splitLines(source))) {
    parts.push(source.slice(done, from), tag.replace(/[^\r\n]/g, sign));
    done = from + tag.length;
  }
  return parts.join("") + source.slice(done);
}

function depthOf(line: string): number {
  return line.length - line.trimStart().length;
}

/** The depth of the node whose value is a block of text, and that of its lines. */
function blockBelow(lines: readonly string[], at: number) {
  const line = lines[at] ?? "";
  const start = /^ *(?:- +)*/.exec(line)?.[0].length ?? 0;
  const parent = /[|>]/.test(line[start] ?? "") ? line.lastIndexOf("-", start) : start;
  let next = at + 1;
  while (next < lines.length && (lines[next]?.trim() === "" || partsOnly.test(lines[next] ?? ""))) next++;
  return { parent, indent: Math.max(depthOf(lines[next] ?? ""), parent + 1) };
}

function indented(line: string, depth: number): string {
  return line.slice(0, depth).replaceAll(sign, " ") + line.slice(depth).replaceAll(" ", sign);
}

/** The value of a scalar, with what is written where signs were read. */
export function restoreTemplate(
  value: string,
  style: ScalarStyle,
  { read, written }: { readonly read: string; readonly written: string },
): string {
  if (read === written) return value;
  if (style === "literal") return restoreLines(value, read, written);
  // Folded lines are not where they were; that the text is not known is all that counts.
  if (/\n/.test(written.trimEnd())) return written.replace(/\s+/g, " ").trim();
  let next = -1;
  return value.replaceAll(sign, () => {
    next = read.indexOf(sign, next + 1);
    return written[next] ?? "";
  });
}

function restoreLines(value: string, read: string, written: string): string {
  const linesOf = (text: string) => text.split(/\r?\n/).slice(1);
  const [reads, writes] = [linesOf(read), linesOf(written)];
  return value
    .split("\n")
    .map((line, at) => {
      const [before = "", after = ""] = [reads[at], writes[at]];
      if (before === after) return line;
      return after.slice(Math.min(before.length - line.length, depthOf(after)));
    })
    .join("\n");
}
