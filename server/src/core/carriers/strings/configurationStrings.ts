import { applicationString } from "./applicationString.ts";
import type { FoundString } from "./foundString.ts";
import { mapEscaped, type ReadEscape } from "./mappedText.ts";

/** A comment, which .NET allows in JSON, or a string on one line; each up to the end where it is not closed, so that all is looked at once. */
const jsonToken = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)|"([^"\\\n]*(?:\\.[^"\\\n]*)*)"?/g;

/** The connection strings among the strings of a JSON text, as of .NET's appsettings.json. */
export function jsonStrings(source: string): readonly FoundString[] {
  return [...source.matchAll(jsonToken)].flatMap(({ 1: inner, index }) =>
    inner?.includes("=") || inner?.includes("://")
      ? applicationString(mapEscaped(source, index + 1, index + 1 + inner.length, jsonEscape))
      : [],
  );
}

/** The connection strings among the values of Java's properties, as of Spring's `application.properties`. */
export function propertiesStrings(source: string): readonly FoundString[] {
  // A name, and a value that goes on behind a backslash at the end of a line.
  const entry =
    /^(?![ \t\f]*[#!])[ \t\f]*[^\s=:\\]*(?:\\.[^\s=:\\]*)*[ \t\f]*[=:]?[ \t\f]*([^\\\r\n]*(?:\\(?:\r\n|[\s\S])[^\\\r\n]*)*)/dgm;
  return [...source.matchAll(entry)].flatMap(({ indices }) => {
    const [from, to] = indices?.[1] ?? [0, 0];
    return applicationString(mapEscaped(source, from, to, propertiesEscape));
  });
}

const letters: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

/** `\n`, `\u00e9`, `\"` (RFC 8259, 7). */
const jsonEscape: ReadEscape = (source, offset) => {
  if (source[offset] !== "\\") return undefined;
  const code = /^u[\da-fA-F]{4}/.exec(source.slice(offset + 1, offset + 6))?.[0];
  if (code) return { text: String.fromCharCode(Number.parseInt(code.slice(1), 16)), end: offset + 6 };
  const sign = source[offset + 1] ?? "";
  return { text: letters[sign] ?? sign, end: offset + 2 };
};

/** The same, and a backslash at the end of a line, which goes with the blanks that the next begins with (`java.util.Properties`). */
const propertiesEscape: ReadEscape = (source, offset) => {
  const [fold] = /^\\\r?\n[ \t\f]*/.exec(source.slice(offset, offset + maxFold)) ?? [];
  return fold === undefined ? jsonEscape(source, offset) : { text: "", end: offset + fold.length };
};

/** UTF-16 units of a fold at the most. */
const maxFold = 200;
