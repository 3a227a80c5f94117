import { resolve } from "node:path";
import { pathToFileURL } from "node:url";
import type { Log, ReportingDescriptor, Result } from "sarif";
import { describeRule } from "../../core/index.ts";
import type { Severity } from "../../core/model/diagnostic.ts";
import { documentationUri } from "../../core/model/documentationUri.ts";
import type { CheckedFile } from "../checkedFile.ts";
import { toJson } from "../printed.ts";
import type { Format } from "./format.ts";

const levels: Readonly<Record<Severity, Result.level>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** SARIF 2.1.0, one run. */
export function sarif(): Format {
  const results: Result[] = [];
  return {
    start: "",
    file(file) {
      for (const result of toResults(file)) results.push(result);
      return "";
    },
    end() {
      const used = new Set(results.map((result) => result.ruleId));
      const descriptors = [...used]
        .sort()
        .flatMap((id) => describeRule(id ?? "") ?? [])
        .map(
          ({ id, summary, severity }): ReportingDescriptor => ({
            id,
            shortDescription: { text: summary },
            helpUri: documentationUri(id),
            defaultConfiguration: { level: levels[severity] },
          }),
        );
      const log: Log = {
        $schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [
          { tool: { driver: { name: "pgssl", rules: descriptors } }, columnKind: "utf16CodeUnits", results },
        ],
      };
      return `${toJson(log, 2)}\n`;
    },
  };
}

function toResults({ path, diagnostics }: CheckedFile): Result[] {
  return diagnostics.map(({ rule, severity, message, detail, range: { start, end }, serverEffect }) => ({
    ruleId: rule,
    level: levels[severity],
    // Readers cut the text to its first sentence where they lack room.
    message: { text: detail ? `${message}\n\n${detail}` : message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: pathToFileURL(resolve(path)).toString() },
          region: {
            startLine: start.line,
            startColumn: start.column,
            endLine: end.line,
            endColumn: end.column,
          },
        },
      },
    ],
    properties: { serverEffect },
  }));
}
