import { type FoundString, foundText, isConnectionText } from "./foundString.ts";
import type { MappedText } from "./mappedText.ts";
import { foundNpgsql, isNpgsqlText } from "./npgsqlStrings.ts";

/** The connection string of an application that a text is, if it is one beyond doubt. */
export function applicationString(mapped: MappedText): readonly FoundString[] {
  if (isConnectionText(mapped.text)) return [foundText(mapped, "application")];
  return isNpgsqlText(mapped.text) ? [foundNpgsql(mapped)] : [];
}
