import { hasTemplateSyntax } from "../../syntax/template.ts";
import type { EmbeddedCluster, EmbeddedFile, EmbeddedProblem } from "../carrier.ts";
import { FileWriter } from "../fileWriter.ts";

/**
 * A cluster whose files that are one folded block are reported and not read: `>` makes one line of several (YAML 1.2.2, 8.1.3),
 * and what is wrong with that one line is wrong with none of those that are written.
 */
export function withoutFolded(cluster: EmbeddedCluster, source: string): EmbeddedCluster {
  const folded = cluster.files.filter((file) => joinsLines(file, source));
  if (folded.length === 0) return cluster;
  return {
    ...cluster,
    files: cluster.files.map((file) => (folded.includes(file) ? unread(file, source) : file)),
    problems: [...cluster.problems, ...folded.map((file) => problemOf(file, source))],
  };
}

function joinsLines({ shape, entries }: EmbeddedFile, source: string): boolean {
  const [entry, other] = entries;
  if (shape !== "text" || !entry || other || entry.scalar.style !== "folded") return false;
  const { value, from, to } = entry.scalar;
  const [, ...written] = linesOf(source.slice(from, to));
  return linesOf(value).length < written.length && !hasTemplateSyntax(value);
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line.trim() !== "");
}

function unread({ language, entries, place }: EmbeddedFile, source: string): EmbeddedFile {
  const writer = new FileWriter(language, source);
  for (const { scalar } of entries) writer.unknown(scalar);
  return writer.finish(place, "text", true);
}

function problemOf({ language, place, entries }: EmbeddedFile, source: string): EmbeddedProblem {
  const at = source.indexOf(">", entries[0]?.scalar.from);
  return {
    kind: "block-folded",
    place,
    word: language === "postgresql-conf" ? "settings" : "records",
    wayOut: { title: "Keep the lines apart, with |", edits: [{ from: at, to: at + 1, newText: "|" }] },
  };
}
