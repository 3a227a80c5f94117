import type { Completion } from "../../model/completion.ts";
import { unquoteConfString } from "../../syntax/conf/unquoteConfString.ts";
import { type ArgumentPlace, argumentWriter } from "./argumentWriter.ts";

/** Names of settings, with dashes where the user writes them: behind `--` if no underscore is there. `isAlone`: neither an equals sign nor a value follows. */
export function argumentNames(
  items: readonly Completion[],
  { source, span }: ArgumentPlace,
  isAlone: boolean,
): readonly Completion[] {
  const typed = source.slice(span.from, span.to);
  const isLong = source.slice(span.from - 2, span.from) === "--";
  const hasDashes = typed.includes("-") || (isLong && !typed.includes("_"));
  return items
    .filter(({ kind }) => kind === "setting")
    .map((item) => {
      const label = hasDashes ? item.label.replaceAll("_", "-") : item.label;
      return { ...item, label, ...(isAlone && { newText: `${label}=`, opensNext: true as const }) };
    });
}

/** Values as they are before the scalar's own escapes: without those of postgresql.conf, and with those of a shell where one reads them. */
export function argumentValues(items: readonly Completion[], place: ArgumentPlace): readonly Completion[] {
  const write = argumentWriter(place);
  return items.flatMap((item) => {
    const { newText, isSnippet, ...rest } = item;
    if (isSnippet) return /^[\w=${}:-]*$/.test(newText ?? "") ? [item] : [];
    const text = newText === undefined ? item.label : unquoteConfString(`'${newText}'`);
    const written = write(text);
    if (written === undefined) return [];
    return [written === item.label ? rest : { ...rest, newText: written }];
  });
}
