import type { ServerTraits } from "../serverTraits.ts";
import { readIdentifierList } from "./identifierList.ts";

/** What is wrong with a value of `DateStyle`: a style and an order, each at most once, in either order. */
export function checkDateStyle(
  text: string,
  { serverVersion }: Pick<ServerTraits, "serverVersion">,
): string | undefined {
  const words = readIdentifierList(text, serverVersion)?.map((word) => word.toLowerCase());
  if (!words) return "separate the words by commas, such as ISO, MDY";
  let style: string | undefined;
  let order: string | undefined;
  for (const word of words) {
    if (word === "default") continue;
    const found = classify(word);
    if (!found) return `"${word}" is not a style (ISO, SQL, Postgres, German) or an order (MDY, DMY, YMD)`;
    if (found.style) {
      if (style !== undefined && style !== found.style) return "it names two styles";
      style = found.style;
    }
    if (found.order) {
      if (order !== undefined && order !== found.order) return "it names two orders of day, month and year";
      order = found.order;
    }
  }
  return undefined;
}

function classify(word: string): { readonly style?: string; readonly order?: string } | undefined {
  if (word === "iso" || word === "sql" || word === "german") return { style: word };
  if (word.startsWith("postgres")) return { style: "postgres" };
  if (word === "ymd") return { order: "ymd" };
  if (word === "dmy" || word.startsWith("euro")) return { order: "dmy" };
  return word === "mdy" || word === "us" || word.startsWith("noneuro") ? { order: "mdy" } : undefined;
}
