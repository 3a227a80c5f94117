import { type FoundString, foundText, isConnectionText } from "./foundString.ts";
import { type MappedText, sliceMapped } from "./mappedText.ts";

/** A text in quotation marks, or a URI without them; both on one line. */
const word =
  /(["'])((?:jdbc:)?postgres|[a-z_]+[ \t]*=)(?:(?!\1)[^\n\\]){0,2000}\1|\bpostgres(?:ql)?:\/\/[^\s"'`;&|<>()\\]+/g;

/** The connection strings that are words of commands: `psql "host=db sslmode=require"`. Comments of shells are left out. */
export function wordStrings(commands: MappedText): readonly FoundString[] {
  return [...commands.text.matchAll(word)].flatMap(({ 0: { length }, 1: quote, index }) => {
    const [start, end] = quote ? [index + 1, index + length - 1] : [index, index + length];
    const line = commands.text.slice(commands.text.lastIndexOf("\n", index) + 1, index);
    const value = sliceMapped(commands, start, end);
    return /^[ \t]*#/.test(line) || !isConnectionText(value.text) ? [] : [foundText(value, "application")];
  });
}
