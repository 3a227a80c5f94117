import type { QuickPickItem } from "vscode";
import { separator } from "./inputs.ts";

/** Characters that fit into a row of a list. */
const rowLength = 84;

/** Texts under a heading, as entries of a list with an icon before each; nothing where there are none. */
export function section(
  label: string,
  texts: readonly { readonly icon: string; readonly text: string }[],
): QuickPickItem[] {
  if (texts.length === 0) return [];
  // The heading is at the end of the first row.
  const room = rowLength - label.length - 4;
  return [
    separator(label),
    ...texts.flatMap(({ icon, text }, index) => rows(icon, text, index === 0 ? room : rowLength)),
  ];
}

/** Entries do not wrap: a text that is too long for one becomes several. */
function rows(icon: string, text: string, room: number): QuickPickItem[] {
  const found: string[] = [];
  for (const word of text.split(" ")) {
    const last = found.at(-1);
    const limit = found.length === 1 ? room : rowLength;
    if (last !== undefined && last.length + word.length < limit) found[found.length - 1] = `${last} ${word}`;
    else found.push(word);
  }
  return found.map((row, index) => ({ label: `$(${index === 0 ? icon : "blank"}) ${row}` }));
}
