import type { Language } from "../model/language.ts";
import { type ScalarText, scalarAt } from "./scalarMap.ts";

/**
 * The lines that a command of `sed` writes: what takes the place of a whole setting (`s/^#ssl =.*$/ssl = on/`), and what it inserts
 * (`1i …`, `$ a …`), as far as the text is literal (POSIX, "sed", "Editing Commands in sed").
 */
export function sedLines(
  source: string,
  line: string,
  index: number,
  language: Language,
): readonly ScalarText[] {
  const found: ScalarText[] = [];
  for (const { 0: all, 1: quote, 2: script = "", index: at } of line.matchAll(scripts)) {
    const start = index + at + all.length - script.length - 1;
    const text = inserted.exec(script) ?? (language === "postgresql-conf" ? replaced.exec(script) : null);
    const { text: written } = text?.groups ?? {};
    if (text === null || written === undefined || (quote === '"' && /[$`\\]/.test(written))) continue;
    const from = start + text.index + text[0].lastIndexOf(written);
    found.push(scalarAt(source, from, from + written.length));
  }
  return found;
}

/** A script in quotes, by itself or behind `-e`. */
const scripts = /(?:\bsed\b(?=[ \t])[^'"\n]{0,60}|[ \t]-e[ \t]+)(['"])((?:(?!\1)[^\n]){1,400})\1/g;

const inserted = /^(?:\d{0,6}|\$)[ \t]*[ia](?:\\[ \t]*|[ \t]+)(?<text>[^\\\n]+)$/;

const replaced = /^s([/|#@,~])\^?(?:(?!\1).){1,200}(?:\.\*|\$)\1(?<text>(?:(?!\1)[^&\\\n]){1,200})\1[gI]?$/;
