import type { Records } from "../../cluster/records.ts";
import type { Occurrence } from "../../model/navigation.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Span } from "../../model/span.ts";
import { type AuthLine, type AuthToken, scanAuthLine } from "../../syntax/authLine.ts";
import { unquotedSpan } from "../../syntax/authPosition.ts";
import { includeOf, isReference } from "../../syntax/authReference.ts";
import { readHbaRecord } from "../../syntax/hba/readHbaRecord.ts";

/** A place that names a user name map: the first column of pg_ident.conf defines it, `map=` in pg_hba.conf uses it. */
export interface MapOccurrence extends Occurrence {
  readonly name: string;
  /** The word that the name is written in; it starts with `prefix`. */
  readonly word: AuthToken;
  readonly prefix: "map=" | "";
}

/** The places in a document that name a map. */
export function occurrencesOfMap(index: Records, name: string, version: ServerVersion): MapOccurrence[] {
  const { lines } = index.document;
  const found: MapOccurrence[] = [];
  for (const [line, entry] of index.entries.entries()) {
    if (!entry || entry.lineCount === 0) continue;
    // Most records name another map or none, and need not be parsed to see that; within marks it may be written in pieces.
    const text = lines[line] ?? "";
    if (entry.lineCount > 1 || text.includes('"') || text.includes(name))
      found.push(...mapsInRecord(index, line, version).filter((map) => map.name === name));
  }
  return found;
}

/** The maps that a record names. */
export function mapsInRecord({ document }: Records, line: number, version: ServerVersion): MapOccurrence[] {
  const { uri, language, lines } = document;
  if (language === "pg-hba")
    return usesIn(scanAuthLine(lines, line, version), version).map((use) => {
      return { ...use, uri, line, prefix: "map=", isDefinition: false };
    });
  const definition = language === "pg-ident" && definitionIn(scanAuthLine(lines, line, version), version);
  return definition ? [{ ...definition, uri, line, prefix: "", isDefinition: true }] : [];
}

type Unplaced = Pick<MapOccurrence, "name" | "word" | "span">;

function definitionIn(line: AuthLine, version: ServerVersion): Unplaced | undefined {
  const word = line.fields[0]?.tokens[0];
  if (!word || isReference(word) || includeOf(line.fields, version)) return undefined;
  return { name: word.text, word, span: unquotedSpan(line, word) };
}

function usesIn(line: AuthLine, serverVersion: ServerVersion): Unplaced[] {
  const { options } = readHbaRecord(line, { serverVersion, reference: () => ({ state: "unknown" }) });
  return options.flatMap(({ name, value, valueSpan, token }) =>
    name === "map" && value !== undefined && valueSpan && token.file === undefined
      ? [{ name: value, word: token, span: withoutQuotes(line.text, valueSpan) }]
      : [],
  );
}

/** The quotation marks may be around the value or around the whole word. */
function withoutQuotes(text: string, { start, end }: Span): Span {
  const opens = text[start] === '"' ? 1 : 0;
  const closes = end - start > opens && text[end - 1] === '"' ? 1 : 0;
  return { start: start + opens, end: end - closes };
}
