/**
 * The text of a snippet (LSP 3.17, "Snippet Syntax") as it is when nobody types into it: the default of each placeholder, and the first
 * of its choices. For clients that would insert the syntax itself.
 */
export function withoutPlaceholders(snippet: string): string {
  return snippet.replace(pieces, (_, choice = "", held = "", escaped = "") =>
    escaped === "" ? choice + held.replace(/\\(.)/g, "$1") : escaped,
  );
}

const pieces = /\$\{\d+\|([^,|]*)[^}]*\}|\$\{\d+:((?:[^\\}]|\\.)*)\}|\$\d|\\(.)/g;
