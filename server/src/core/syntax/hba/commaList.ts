/**
 * Reads a list separated by commas as the server reads settings that are lists (`SplitGUCList`): items that hold blanks or
 * commas are in quotation marks, a doubled mark is one. `undefined` when it is not well formed; a blank text is empty.
 */
export function readCommaList(text: string): string[] | undefined {
  return readList(text, /[^, \t\n\r\f]*/y);
}

/** The same for lists of libraries and folders (`SplitDirectoriesString`): an item may hold blanks, and is a clean path. */
export function readPathList(text: string): string[] | undefined {
  return readList(text, /[^, \t\n\r\f]+(?:[ \t\n\r\f]+[^, \t\n\r\f]+)*|/y)?.map(canonicalPath);
}

function readList(text: string, plainItem: RegExp): string[] | undefined {
  const items: string[] = [];
  let at = skipBlanks(text, 0);
  if (at >= text.length) return items;
  for (;;) {
    quotedItem.lastIndex = plainItem.lastIndex = at;
    const quoted = text[at] === '"';
    const match = (quoted ? quotedItem : plainItem).exec(text)?.[0];
    if (!match) return undefined;
    items.push(quoted ? match.slice(1, -1).replaceAll('""', '"') : match);
    at = skipBlanks(text, at + match.length);
    if (at >= text.length) return items;
    if (text[at] !== ",") return undefined;
    at = skipBlanks(text, at + 1);
  }
}

function skipBlanks(text: string, offset: number): number {
  let at = offset;
  while (at < text.length && " \t\n\r\f".includes(text[at] ?? "")) at++;
  return at;
}

/** Without repeated slashes, `.` and trailing slashes, and with `..` resolved, as the server cleans paths. */
function canonicalPath(path: string): string {
  const isAbsolute = path.startsWith("/");
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "" || part === ".") continue;
    if (part !== "..") parts.push(part);
    else if (parts.length > 0 && parts.at(-1) !== "..") parts.pop();
    else if (!isAbsolute) parts.push(part);
  }
  return (isAbsolute ? "/" : "") + parts.join("/") || ".";
}

const quotedItem = /"(?:[^"]|"")*"/y;
