/**
 * A YAML text in which blanks replace the top entries that have no mark, at the same offsets, since parsing costs far more than a look:
 * what is left is parsed as before. A line that begins with a key at its very start begins a top entry, whatever is around it
 * (YAML 1.2, 8.1 and 7.3: what continues a scalar or a collection there is indented). With an alias all is needed.
 */
export function onlyMarked(text: string): string {
  if (/[&*][\w-]/.test(text)) return text;
  return text
    .split(/^(?=[A-Za-z_][\w.-]*:(?:[ \t\r]|$)|---|\.\.\.)/m)
    .map((part) =>
      /^(?:---|\.\.\.|%)/.test(part) || mayHoldString.test(part) ? part : part.replace(/[^\r\n]/g, " "),
    )
    .join("");
}

/** A variable of libpq, a URI, or a pair of a connection string: more than is one for certain. */
const mayHoldString = /PG[A-Z]|postg(?:res|is)|=/;
