import { type Severity, severities } from "../../core/model/diagnostic.ts";
import type { CheckedFile } from "../checkedFile.ts";
import { counted, SeverityCounts } from "../counts.ts";
import { outputTo } from "../output.ts";
import { printed } from "../printed.ts";
import type { Format } from "./format.ts";

const { colors } = outputTo({}, "never");

/** How many findings each rule and each cluster has, the gravest and most frequent first: for fleets. */
export function summary(): Format {
  const all = new SeverityCounts();
  const rules = new Map<string, { severity: Severity; count: number; clusters: Set<string> }>();
  const clusters = new Map<string, { counts: SeverityCounts; start?: string }>();
  let files = 0;

  const add = ({ path, diagnostics, outcome, shown }: CheckedFile) => {
    files++;
    const name = shown?.cluster ?? path;
    const cluster = clusters.get(name) ?? { counts: new SeverityCounts() };
    clusters.set(name, outcome ? { ...cluster, start: outcome.start } : cluster);
    for (const { rule, severity } of diagnostics) {
      all.add(severity);
      cluster.counts.add(severity);
      const known = rules.get(rule) ?? { severity, count: 0, clusters: new Set() };
      rules.set(rule, { ...known, count: known.count + 1, clusters: known.clusters.add(name) });
    }
  };

  return {
    start: "",
    usesShown: true,
    file(file) {
      add(file);
      return "";
    },
    end() {
      const byRule = [...rules].sort(
        ([, a], [, b]) =>
          severities.indexOf(a.severity) - severities.indexOf(b.severity) || b.count - a.count,
      );
      const ruleLines = byRule.map(
        ([rule, { severity, count, clusters }]) =>
          `${String(count).padStart(7)}  ${severity.padEnd(11)}  ${rule} (${counted(clusters.size, "cluster")})`,
      );
      const clusterLines = [...clusters]
        .filter(([, { counts, start }]) => !counts.isNothing || start === "refuses")
        .map(([name, { counts, start }]) => {
          const words = start === "refuses" ? "; the server would not start" : "";
          return printed(`${name}: ${counts.inWords(colors)}${words}`);
        });
      const sum = all.isNothing ? "No findings" : all.inWords(colors);
      const lines = [
        ...ruleLines,
        ...(ruleLines.length > 0 ? [""] : []),
        ...clusterLines,
        ...(clusterLines.length > 0 ? [""] : []),
        `${sum} in ${counted(files, "file")} of ${counted(clusters.size, "cluster")}`,
      ];
      return `${lines.join("\n")}\n`;
    },
  };
}
