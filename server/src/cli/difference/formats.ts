import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Log, Result } from "sarif";
import { forReaders } from "../../core/index.ts";
import type { ChangeEffect } from "../../core/model/connectionChange.ts";
import { escapeData, escapeProperty } from "../formats/github.ts";
import { escapeMarkdown } from "../formats/markdownCell.ts";
import { printed, toJson } from "../printed.ts";
import { type PrintedChange, placeInWords } from "./printedChange.ts";

/** How changes are printed; all of them at once, since they are few. */
export type DiffFormat = (changes: readonly PrintedChange[]) => string;

const toRead =
  (format: DiffFormat): DiffFormat =>
  (changes) =>
    format(forReaders(changes));

/** The formats of `pgssl diff --format`. */
export const diffFormats = {
  text: toRead(text),
  json,
  github: toRead(github),
  markdown: toRead(markdown),
  sarif: toRead(sarif),
} satisfies Record<string, DiffFormat>;

export type DiffFormatName = keyof typeof diffFormats;

const places = ({ before, after }: PrintedChange): string =>
  [before && `before: ${placeInWords(before)}`, after && `after: ${placeInWords(after)}`]
    .filter(Boolean)
    .join(", ");

function text(changes: readonly PrintedChange[]): string {
  if (changes.length === 0) return "No connection fares differently.\n";
  return changes
    .map((change) => {
      const lines = [`${change.effect}: ${change.summary}`, places(change), change.reason ?? ""];
      return lines
        .filter(Boolean)
        .map((line, index) => `${index === 0 ? "" : "    "}${printed(line)}\n`)
        .join("");
    })
    .join("");
}

function json(changes: readonly PrintedChange[]): string {
  return `${toJson({ changes: changes.map(({ summary: _, ...change }) => change) }, 2)}\n`;
}

/** The effects by how much they matter to those who read results of a pipeline. */
const levels: Readonly<Record<ChangeEffect, "error" | "warning" | "note">> = {
  lost: "error",
  "cleartext-opened": "error",
  weaker: "warning",
  undecidable: "warning",
  gained: "note",
  stricter: "note",
  "cleartext-closed": "note",
};

const summaryOf = ({ summary, reason }: PrintedChange): string =>
  printed(reason === undefined ? summary : `${summary}. ${reason}`);

function github(changes: readonly PrintedChange[]): string {
  return changes
    .map((change) => {
      const level = levels[change.effect];
      const place = change.after ?? change.before;
      const properties = [
        ...(place ? [`file=${escapeProperty(printed(place.path))}`, `line=${place.line}`] : []),
        `title=${escapeProperty(change.effect)}`,
      ];
      return `::${level === "note" ? "notice" : level} ${properties.join(",")}::${escapeData(summaryOf(change))}\n`;
    })
    .join("");
}

function markdown(changes: readonly PrintedChange[]): string {
  if (changes.length === 0) return "No connection fares differently.\n";
  const rows = changes.map((change) => {
    const { effect, before, after } = change;
    const cells = [
      effect,
      summaryOf(change),
      before ? placeInWords(before) : "",
      after ? placeInWords(after) : "",
    ];
    return `| ${cells.map(escapeMarkdown).join(" | ")} |\n`;
  });
  return `| effect | connections | before | after |\n| --- | --- | --- | --- |\n${rows.join("")}`;
}

function sarif(changes: readonly PrintedChange[]): string {
  const results = changes.map((change): Result => {
    const place = change.after ?? change.before;
    return {
      ruleId: change.effect,
      level: levels[change.effect],
      message: { text: summaryOf(change) },
      locations: place
        ? [
            {
              physicalLocation: {
                artifactLocation: { uri: pathToFileURL(resolve(place.path)).toString() },
                region: { startLine: place.line },
              },
            },
          ]
        : [],
    };
  });
  const used = [...new Set(changes.map(({ effect }) => effect))].sort();
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "pgssl diff", rules: used.map((id) => ({ id })) } },
        columnKind: "utf16CodeUnits",
        results,
      },
    ],
  };
  return `${toJson(log, 2)}\n`;
}
