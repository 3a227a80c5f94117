import type { QuickPickItem } from "vscode";

/** Characters that fit into a row of a list. */
const rowLength = 84;

/** A text as entries of a list with an icon before the first, since entries do not wrap. */
export function rows(icon: string, text: string): QuickPickItem[] {
  const found: string[] = [];
  for (const word of text.split(" ")) {
    const last = found.at(-1);
    if (last !== undefined && last.length + word.length < rowLength)
      found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
  }
  return found.map((row, index) => ({ label: `$(${index === 0 ? icon : "blank"}) ${row}` }));
}
