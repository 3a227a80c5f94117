import type { ServerVersion } from "../../../model/serverVersion.ts";

/** The names in a comma-separated list, or `undefined` where a server of this version cannot read it as one. */
export function readIdentifierList(text: string, version: ServerVersion): readonly string[] | undefined {
  return readList(text, version, (name) => name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));
}

/** The same, where the letters of names without quotes keep their case. */
export function readExactList(text: string, version: ServerVersion): readonly string[] | undefined {
  return readList(text, version, (name) => name);
}

/** The vertical tab is a blank since 17, and a character of names before. */
const itemPatterns = {
  before17: /(?:"((?:[^"]|"")*)"|([^", \t\n\r\f][^, \t\n\r\f]*))[ \t\n\r\f]*/y,
  since17: /(?:"((?:[^"]|"")*)"|([^", \t\n\r\f\v][^, \t\n\r\f\v]*))[ \t\n\r\f\v]*/y,
};
const blanks = { before17: /[ \t\n\r\f]*/y, since17: /[ \t\n\r\f\v]*/y };

/** Names in double quotes may contain anything; those without end at a blank or a comma. */
function readList(
  text: string,
  version: ServerVersion,
  fold: (name: string) => string,
): readonly string[] | undefined {
  const dialect = version < 17 ? "before17" : "since17";
  const skipBlanks = (from: number) => {
    blanks[dialect].lastIndex = from;
    blanks[dialect].test(text);
    return blanks[dialect].lastIndex;
  };
  const names: string[] = [];
  let offset = skipBlanks(0);
  if (offset === text.length) return names;
  const item = itemPatterns[dialect];
  for (;;) {
    item.lastIndex = offset;
    const match = item.exec(text);
    if (!match) return undefined;
    const [, quoted, bare = ""] = match;
    names.push(quoted === undefined ? fold(bare) : quoted.replace(/""/g, '"'));
    offset = item.lastIndex;
    if (offset === text.length) return names;
    if (text[offset] !== ",") return undefined;
    offset = skipBlanks(offset + 1);
  }
}
