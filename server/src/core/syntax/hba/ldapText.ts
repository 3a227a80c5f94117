/** Whether a text is a distinguished name as OpenLDAP reads one (RFC 4514, and `;` as in RFC 2253); an empty one is. */
export function isDistinguishedName(text: string): boolean {
  if (text.trim() === "") return true;
  return unescapedSplit(text).every((part) => /^\s*(?:[A-Za-z][\w-]*|\d+(?:\.\d+)*)\s*=/.test(part));
}

/** The parts of a distinguished name between separators that no backslash and no quotation marks take in. */
function unescapedSplit(text: string): string[] {
  return text.match(/(?:\\.|"(?:[^"\\]|\\.)*"|[^,;+\\"])+|(?<=^|[,;+])(?=$|[,;+])/gs) ?? [];
}

/** Whether a text is an attribute's name (RFC 4512, 2.5), such as `uid` or `2.5.4.3`. */
export function isAttributeName(text: string): boolean {
  return /^(?:[A-Za-z][A-Za-z0-9_-]*|\d+(?:\.\d+)+)(?:;[A-Za-z0-9-]+)*$/.test(text);
}

/** Whether OpenLDAP takes a text as a search filter (RFC 4515); one condition may go without parentheses. */
export function isSearchFilter(text: string): boolean {
  if (text.trim() === "") return false;
  if (!/[()]/.test(text)) return isCondition(text);
  const end = filterEnd(text, 0, 0);
  return end !== undefined && text.slice(end).trim() === "";
}

/** Deeper filters are left alone: nobody writes them. */
const deepest = 50;

/** Where the filter ends that starts at an offset; `undefined` where it is not well formed. */
function filterEnd(text: string, start: number, depth: number): number | undefined {
  let at = skipBlanks(text, start);
  if (text[at] !== "(" || depth > deepest) return undefined;
  at = skipBlanks(text, at + 1);
  const sign = text[at] ?? "";
  if (sign === "&" || sign === "|" || sign === "!") {
    let count = 0;
    at = skipBlanks(text, at + 1);
    while (text[at] === "(") {
      const end = filterEnd(text, at, depth + 1);
      if (end === undefined) return undefined;
      at = skipBlanks(text, end);
      count++;
    }
    return text[at] === ")" && (sign !== "!" || count === 1) ? at + 1 : undefined;
  }
  const close = text.indexOf(")", at);
  return close > at && isCondition(text.slice(at, close)) ? close + 1 : undefined;
}

function isCondition(text: string): boolean {
  return /^\s*[^=()&|!\s][^=()]*=/.test(text) && !text.includes("(");
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (/\s/.test(text[at] ?? "")) at++;
  return at;
}
