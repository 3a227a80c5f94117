import type { Occurrence } from "../../model/navigation.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Span } from "../../model/span.ts";
import type { RecordIndex } from "../../project/recordIndex.ts";
import { type AuthLine, type AuthToken, scanAuthLine } from "../../syntax/authLine.ts";
import { unquotedSpan } from "../../syntax/authPosition.ts";
import { isReference } from "../../syntax/authReference.ts";
import { readHbaRecord } from "../../syntax/hba/readHbaRecord.ts";

/** A place that names a user name map: the first column of pg_ident.conf defines it, `map=` in pg_hba.conf uses it. */
export interface MapOccurrence extends Occurrence {
  readonly name: string;
  /** The word that the name is written in; it starts with `prefix`. */
  readonly word: AuthToken;
  readonly prefix: "map=" | "";
}

/** The maps that a document names, or those of its records that start between two lines. */
export function mapOccurrences(
  { document, entries }: RecordIndex,
  version: ServerVersion,
  firstLine = 0,
  lastLine = entries.length - 1,
): MapOccurrence[] {
  const { uri, language, lines } = document;
  const found: MapOccurrence[] = [];
  for (let line = firstLine; line <= lastLine; line++) {
    const { digest, lineCount = 1 } = entries[line] ?? {};
    if (language === "pg-ident" && digest?.identMap !== undefined) {
      const definition = definitionIn(scanAuthLine(lines, line, version));
      if (definition) found.push({ ...definition, uri, line, prefix: "", isDefinition: true });
    }
    if (language !== "pg-hba" || lineCount === 0 || !mayUse(lines, line, lineCount)) continue;
    for (const use of usesIn(scanAuthLine(lines, line, version), version))
      found.push({ ...use, uri, line, prefix: "map=", isDefinition: false });
  }
  return found;
}

type Unplaced = Pick<MapOccurrence, "name" | "word" | "span">;

function definitionIn(line: AuthLine): Unplaced | undefined {
  const word = line.fields[0]?.tokens[0];
  if (!word || isReference(word)) return undefined;
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

/** The quotation marks may stand around the value or around the whole word. */
function withoutQuotes(text: string, { start, end }: Span): Span {
  const opens = text[start] === '"' ? 1 : 0;
  const closes = end - start > opens && text[end - 1] === '"' ? 1 : 0;
  return { start: start + opens, end: end - closes };
}

/** Most rules name no map, and need not be parsed to see that. */
function mayUse(lines: readonly string[], line: number, lineCount: number): boolean {
  return lineCount > 1 || (lines[line]?.includes("map") ?? false);
}
