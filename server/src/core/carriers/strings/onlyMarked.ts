import { cutEntries } from "../focus.ts";

/**
 * A YAML text in which blanks replace the top entries that have no mark, and comments the maps and lists within the others that have none,
 * at the same offsets, since parsing costs far more than a look: what is left is parsed as before. A line that begins with a key at its very
 * start begins a top entry, whatever is around it (YAML 1.2, 8.1 and 7.3: what continues a scalar or a collection there is indented).
 */
export function onlyMarked(text: string): string {
  return text
    .split(/^(?=[A-Za-z_][\w.-]*:(?:[ \t\r]|$)|---|\.\.\.)/m)
    .map((part) => {
      if (/^(?:---|\.\.\.|%)/.test(part)) return part;
      if (!isMarked(part)) return part.replace(/[^\r\n]/g, " ");
      return cutEntries(part, (_, lines) => (isMarked(lines) ? "enter" : "cut"));
    })
    .join("");
}

/** Whether lines that are more than comments have a mark. */
function isMarked(lines: string): boolean {
  return mayHoldString.test(lines) && mayHoldString.test(lines.replace(/^[ \t]*#.*$/gm, ""));
}

/** A variable of libpq, a URI, or a pair of a connection string: more than is one for certain. */
const mayHoldString = /PG[A-Z]|postg(?:res|is)|=/;
