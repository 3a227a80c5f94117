import { type FoundString, foundText, isConnectionText } from "./foundString.ts";
import { type MappedText, sliceMapped } from "./mappedText.ts";

/** A comment, which no word is looked for in; a text in quotation marks; or a URI without them. Each on one line. */
const wordOrComment =
  /^[ \t]*#[^\n]*|(["'])(?:(?:jdbc:)?postgres|[a-z_]+[ \t]*=)(?:(?!\1)[^\n\\]){0,2000}\1|\bpostgres(?:ql)?:\/\/[^\s"'`;&|<>()\\]+/gm;

/** The connection strings that are words of commands: `psql "host=db sslmode=require"`. */
export function wordStrings(commands: MappedText): readonly FoundString[] {
  return [...commands.text.matchAll(wordOrComment)].flatMap(({ 0: whole, 1: quote, index }) => {
    const [start, end] = quote ? [index + 1, index + whole.length - 1] : [index, index + whole.length];
    return isConnectionText(commands.text.slice(start, end))
      ? [foundText(sliceMapped(commands, start, end), "application")]
      : [];
  });
}
