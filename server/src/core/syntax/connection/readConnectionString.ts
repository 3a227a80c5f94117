import type { ServerVersion } from "../../model/serverVersion.ts";
import {
  blanks,
  type ConnectionFaultKind,
  type ConnectionParameter,
  type ConnectionString,
  isConnectionUri,
  toParameter,
} from "./connectionString.ts";
import { readConnectionUri } from "./readConnectionUri.ts";

/**
 * Reads a connection string as libpq of a version does (manual, "Connection Strings"; compared with `PQconninfoParse` of 13 to 18).
 * Never fails. Whether keywords and values exist is another question: `checkConnection`.
 */
export function readConnectionString(text: string, version: ServerVersion): ConnectionString {
  return isConnectionUri(text) ? readConnectionUri(text, version) : readPairs(text);
}

/** `name = value` and `name='value'`, separated by blanks; a backslash takes the next character as it is. */
function readPairs(text: string): ConnectionString {
  const parameters: ConnectionParameter[] = [];
  const isBlank = (offset: number) => offset < text.length && blanks.includes(text[offset] ?? "");
  const skip = (offset: number) => {
    let end = offset;
    while (isBlank(end)) end++;
    return end;
  };
  const stop = (kind: ConnectionFaultKind, start: number, end: number): ConnectionString => ({
    form: "pairs",
    parameters,
    fault: { kind, span: { start, end } },
  });
  let offset = skip(0);
  while (offset < text.length) {
    const start = offset;
    while (offset < text.length && text[offset] !== "=" && !isBlank(offset)) offset++;
    const nameSpan = { start, end: offset };
    offset = skip(offset);
    if (text[offset] !== "=") return stop("equals-missing", start, nameSpan.end);
    offset = skip(offset + 1);
    const from = offset;
    let value = "";
    const isQuoted = text[offset] === "'";
    if (isQuoted) offset++;
    for (; ; offset++) {
      if (offset >= text.length) {
        if (isQuoted) return stop("quote-unclosed", from, text.length);
        break;
      }
      if (text[offset] === "\\") value += text[++offset] ?? "";
      else if (isQuoted ? text[offset] === "'" : isBlank(offset)) break;
      else value += text[offset];
    }
    if (isQuoted) offset++;
    const valueSpan = { start: from, end: Math.min(offset, text.length) };
    parameters.push(toParameter(text.slice(start, nameSpan.end), value, valueSpan, nameSpan));
    offset = skip(offset);
  }
  return { form: "pairs", parameters };
}
