import type { Language } from "../../model/language.ts";
import { type ScalarText, scalarAt } from "../yaml/scalarMap.ts";

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
    const text =
      inserted.exec(script) ??
      (language === "postgresql-conf"
        ? (replacedSetting.exec(script) ?? replacedValue.exec(script))
        : replacedRecord.exec(script));
    const { text: written } = text?.groups ?? {};
    if (text === null || written === undefined || (quote === '"' && /[$`\\]/.test(written))) continue;
    const from = start + text.index + text[0].lastIndexOf(written);
    found.push(scalarAt(source, from, from + written.length));
  }
  return found;
}

/** A script in quotes, by itself or behind `-e`. */
const scripts =
  /(?:\bsed\b(?=[ \t])(?:[^'"\n\\]|\\\r?\n){0,60}|[ \t]-e[ \t]+)(['"])((?:(?!\1)(?:[^\n\\]|\\\r?\n|\\.)){1,400})\1/g;

/** Behind the line of a number, the last one, or those that match. */
const inserted =
  /^(?:(?:0,)?\d{0,6}|\$|(?:0,)?\/(?:[^/\\\n]|\\.){1,200}\/I?)[ \t]*[iac](?:\\[ \t]*\r?\n?[ \t]*|[ \t]*)(?<text>[^\\\s][^\\\n]*)$/;

const replacedSetting =
  /^s([/|#@,~!%:;+])\^?(?:(?!\1).){1,200}(?:\.\*|\$)\1(?<text>(?:(?!\1)[^&\\\n]){1,200})\1[gI]{0,2}$/;

/** One assignment in the place of another of the same setting, whatever is behind it. */
const replacedValue =
  /^s([/|#@,~!%:;+])\^?#?[ \t]*(?<name>\w{1,60})[ \t]*=[ \t]*(?:'(?:(?!\1)[^'\n\\]){0,100}'|[a-z]{1,30})\1(?<text>\k<name>[ \t]*=(?:(?!\1)[^&\\\n]){1,200})\1[gI]{0,2}$/;

/** A whole record in the place of another. */
const replacedRecord =
  /^s([/|#@,~!%:;+])\^(?:(?!\1).){1,200}\.\*\$?\1(?<text>(?:(?!\1)[^&\\\n]){1,200})\1[gI]{0,2}$/;
