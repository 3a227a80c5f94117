import type { Records } from "../../core/index.ts";
import { scanAuthLine } from "../../core/index.ts";
import type { ServerVersion } from "../../core/model/serverVersion.ts";
import { toPath } from "../context.ts";
import type { ConfigurationEdit } from "../plan.ts";
import { appendLines, recordLines } from "./place.ts";
import { quoteWord, writeRecord } from "./words.ts";

/** A line for pg_ident.conf or pg_hosts.conf: words of columns, several to a column where commas may join them. */
export interface TableLine {
  readonly columns: readonly (readonly string[])[];
  readonly label: string;
}

/** Appends the lines that a table does not hold yet; `uri` is where it is or will be. */
export function proposeLines(
  uri: string,
  index: Records | undefined,
  lines: readonly TableLine[],
  version: ServerVersion,
): ConfigurationEdit[] {
  const present = new Set(index && recordLines(index).map((line) => keyOf(columnsAt(index, line, version))));
  return lines
    .filter(({ columns }) => !present.has(keyOf(columns)))
    .map(({ columns, label }) => {
      const text = writeRecord(
        columns.map((words) => words.map(quoteWord)),
        version,
      );
      const place = { uri, line: 0, span: { start: 0, end: 0 } };
      const insertion = index
        ? appendLines(index, text)
        : { place, newText: `${text}\n`, creates: true as const };
      return { ...insertion, label, path: toPath(uri) };
    });
}

export function columnsAt({ document }: Records, line: number, version: ServerVersion): string[][] {
  return scanAuthLine(document.lines, line, version).fields.map(({ tokens }) =>
    tokens.map(({ text }) => text),
  );
}

const keyOf = (columns: readonly (readonly string[])[]): string => JSON.stringify(columns);
