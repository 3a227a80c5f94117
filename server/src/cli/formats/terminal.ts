import type { CheckedDiagnostic, ShownFinding } from "../checkedFile.ts";
import { coloredSeverity, colorOf, counted, SeverityCounts } from "../counts.ts";
import { excerptText } from "../excerptText.ts";
import type { Output } from "../output.ts";
import { printed } from "../printed.ts";
import { wrapped } from "../wrapped.ts";
import type { Format } from "./format.ts";

/** Clusters whose outcome is printed at the end. */
const maxClusters = 20;

/**
 * Findings for people at a terminal: each with its line, what the server makes of it and the way out; at the end which command prints
 * the page of a rule, what was checked, and what the server would do with each cluster.
 */
export function terminal({ width, colors }: Output): Format {
  const counts = new SeverityCounts();
  /** The last detail of each rule that was printed: it is not repeated. */
  const details = new Map<string, string | undefined>();
  const clusters: string[] = [];
  const versions = new Set<number>();
  let total = { files: 0, withFindings: 0, named: 0, fixable: 0, clusters: 0, refusing: 0 };

  const finding = (path: string, found: CheckedDiagnostic, shown: ShownFinding | undefined): string => {
    const { rule, severity, message, detail, range } = found;
    counts.add(severity);
    const place = `${printed(path)}:${range.start.line}:${range.start.column}:`;
    const head = wrapped(
      `${colors.bold(place)} ${coloredSeverity(severity, colors)}: ${printed(message)} ${colors.dim(`[${rule}]`)}`,
      width,
      "",
      "  ",
    );
    const lines = [head];
    if (shown?.excerpt) lines.push(...excerptText(shown.excerpt, width, colors, colorOf(severity, colors)));
    const isFirst = !details.has(rule);
    if (detail && (isFirst || details.get(rule) !== detail))
      for (const part of detail.split("\n")) lines.push(detailLine(part, width));
    details.set(rule, detail);
    const help = [shown?.help && printed(shown.help), shown?.isFixable && "fixable with --fix"].filter(
      Boolean,
    );
    if (help.length > 0)
      lines.push(wrapped(`${colors.green("help:")} ${help.join("; ")}`, width, indent, `${indent}      `));
    return `${lines.join("\n")}\n\n`;
  };

  return {
    start: "",
    usesShown: true,
    file({ path, serverVersion, diagnostics, outcome, shown }) {
      const { stopping = 0, reload, cluster = "", named = 0, findings = [] } = shown ?? {};
      versions.add(serverVersion);
      const fixable = findings.filter(({ isFixable }) => isFixable).length;
      total = {
        files: total.files + 1,
        withFindings: total.withFindings + (diagnostics.length > 0 ? 1 : 0),
        named: total.named + named,
        fixable: total.fixable + fixable,
        clusters: total.clusters + (outcome ? 1 : 0),
        refusing: total.refusing + (outcome?.start === "refuses" ? 1 : 0),
      };
      if (outcome && clusters.length < maxClusters) {
        const start = {
          starts: colors.green("the server would start"),
          refuses: colors.red(`the server would not start (${counted(stopping, "cause")})`),
          unknown: "whether the server would start is not known from these files",
        }[outcome.start];
        const words = [start, ...(reload ? [printed(reload)] : [])].join("; ");
        clusters.push(wrapped(`${colors.bold(`${printed(cluster)}:`)} ${words}`, width, "", "  "));
      }
      return diagnostics.map((found, at) => finding(path, found, findings[at])).join("");
    },
    end() {
      if (total.files === 0) return "";
      const [rule] = details.keys();
      const page = rule && colors.dim(`The page of a rule: pgssl rule ${rule}`);
      const lines = [
        ...(page ? [page, ""] : []),
        wrapped(counts.isNothing ? clean() : sum(), width, "", "  "),
        ...clusters,
      ];
      const { clusters: all, refusing } = total;
      if (all > maxClusters)
        lines.push(`${counted(all, "cluster")} in all, ${refusing} of which would not start`);
      return `${lines.join("\n")}\n`;
    },
  };

  function sum(): string {
    const { files, withFindings, fixable } = total;
    const where = `in ${withFindings} of ${counted(files, "file")}`;
    return `${counts.inWords(colors)} ${where}${fixable > 0 ? `; ${fixable} fixable with --fix` : ""}`;
  }

  function clean(): string {
    const { files, named } = total;
    const readers = [...versions].sort((a, b) => a - b).join(", ");
    const others = named > 0 ? `, and ${counted(named, "certificate, key or CRL file")} that they name` : "";
    return `${colors.green("No findings")} in ${counted(files, "file")}, read as PostgreSQL ${readers} does${others}`;
  }
}

const indent = "    ";

/** A line of a detail; a command, which has no full stop, is not wrapped, so that it can be copied. */
function detailLine(line: string, width: number): string {
  if (line === "") return "";
  return /[.:!?]$/.test(line) ? wrapped(printed(line), width, indent) : indent + printed(line);
}
