/** The names in a comma-separated list, or `undefined` where the server cannot read it as one. */
export function readIdentifierList(text: string): readonly string[] | undefined {
  return readList(text, (name) => name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()));
}

/** The same, where the letters of names without quotes keep their case. */
export function readExactList(text: string): readonly string[] | undefined {
  return readList(text, (name) => name);
}

/** Names in double quotes may hold anything, those without end at a blank or a comma. */
function readList(text: string, fold: (name: string) => string): readonly string[] | undefined {
  const names: string[] = [];
  let rest = text.replace(/^[ \t\n\r\f\v]+/, "");
  if (rest === "") return names;
  for (;;) {
    const match = /^(?:"((?:[^"]|"")*)"|([^", \t\n\r\f\v][^, \t\n\r\f\v]*))[ \t\n\r\f\v]*/.exec(rest);
    if (!match) return undefined;
    const [whole, quoted, bare = ""] = match;
    names.push(quoted === undefined ? fold(bare) : quoted.replace(/""/g, '"'));
    rest = rest.slice(whole.length);
    if (rest === "") return names;
    if (!rest.startsWith(",")) return undefined;
    rest = rest.slice(1).replace(/^[ \t\n\r\f\v]+/, "");
  }
}
