import { dirname } from "node:path";
import type { Severity } from "../../core/model/diagnostic.ts";
import { severities } from "../../core/model/diagnostic.ts";
import { documentationUri } from "../../core/model/documentationUri.ts";
import type { CheckedDiagnostic } from "../checkedFile.ts";
import { counted, SeverityCounts } from "../counts.ts";
import { outputTo } from "../output.ts";
import type { Format } from "./format.ts";
import { escapeMarkdown } from "./markdownCell.ts";

/** Rows at the most, of findings and of clusters, and characters of each: a comment on GitHub has room for 65,536 characters. */
const limits = { rows: 150, findings: 48_000, clusters: 12_000 };

/** A summary for a pull request: the counts, what the servers would do, and a table of findings, the gravest first. */
export function markdown(): Format {
  const counts = new SeverityCounts();
  const rows: { severity: Severity; text: string }[] = [];
  const outcomes: string[] = [];
  let files = 0;
  const row = (path: string, { rule, severity, message, range: { start } }: CheckedDiagnostic) => {
    const cells = [severity, `${escapeMarkdown(path)}:${start.line}`, escapeMarkdown(message)];
    return `| ${cells.join(" | ")} | [${rule}](${documentationUri(rule)}) |\n`;
  };
  return {
    start: "",
    file({ path, diagnostics, outcome }) {
      files++;
      for (const found of diagnostics) {
        counts.add(found.severity);
        rows.push({ severity: found.severity, text: row(path, found) });
      }
      if (outcome && outcome.start !== "starts") {
        const words = outcome.start === "refuses" ? "would not start" : "may or may not start";
        outcomes.push(`- ${escapeMarkdown(dirname(path))}: the server ${words}\n`);
      }
      return "";
    },
    end() {
      const sum = counts.isNothing ? "no findings" : counts.inWords(outputTo({}, "never").colors);
      const sorted = severities.flatMap((severity) => rows.filter((one) => one.severity === severity));
      const shown = fitting(
        sorted.map(({ text }) => text),
        limits.findings,
      );
      const more = sorted.length - shown.length;
      return [
        `### pgssl: ${sum} in ${counted(files, "file")}\n`,
        outcomes.length > 0 ? `\n${fitting(outcomes, limits.clusters).join("")}` : "",
        shown.length > 0
          ? `\n| severity | place | finding | rule |\n| --- | --- | --- | --- |\n${shown.join("")}`
          : "",
        more > 0 ? `\n${counted(more, "more finding")}\n` : "",
      ].join("");
    },
  };
}

/** The first rows, as many as there is room for. */
function fitting(rows: readonly string[], room: number): readonly string[] {
  let left = room;
  const end = rows.findIndex((row) => {
    left -= row.length;
    return left < 0;
  });
  return rows.slice(0, Math.min(end === -1 ? rows.length : end, limits.rows));
}
