import { isAbsolute, sep } from "node:path";
import { pathToFileURL } from "node:url";
import type {
  ArtifactLocation,
  Location,
  Log,
  Notification,
  Region,
  ReportingDescriptor,
  Result,
} from "sarif";
import { describeRule } from "../../core/index.ts";
import type { Severity } from "../../core/model/diagnostic.ts";
import { documentationUri } from "../../core/model/documentationUri.ts";
import type { CheckedFile, FileRange, ShownFix, ShownPlace } from "../checkedFile.ts";
import { counted } from "../counts.ts";
import { printed, toJson } from "../printed.ts";
import type { FormatMaker } from "./format.ts";

const levels: Readonly<Record<Severity, Result.level>> = {
  error: "error",
  warning: "warning",
  information: "note",
  hint: "note",
};

/** The folder from which paths are relative, by the name that GitHub gives it. */
const baseId = "%SRCROOT%";

/**
 * What GitHub's code scanning takes of a run: with more results or places of one result the whole file is rejected. ("SARIF support for
 * code scanning", 2026; it shows 5,000 of the results by severity. Rules are far below its limit.)
 */
const limits = { results: 25_000, places: 1000 };

/** SARIF 2.1.0, one run. */
export const sarif: FormatMaker = (_output, _fails, whyOf) => {
  const all: Result[] = [];
  return {
    start: "",
    usesShown: true,
    file(file) {
      for (const result of toResults(file)) all.push(result);
      return "";
    },
    end() {
      const results = worst(all);
      const used = [...new Set(results.map(({ ruleId = "" }) => ruleId))].sort();
      const log: Log = {
        $schema: "https://json.schemastore.org/sarif-2.1.0.json",
        version: "2.1.0",
        runs: [
          {
            tool: { driver: { name: "pgssl", rules: used.flatMap((rule) => toDescriptor(rule, whyOf)) } },
            columnKind: "utf16CodeUnits",
            originalUriBaseIds: { [baseId]: { uri: `${pathToFileURL(process.cwd())}/` } },
            ...(results.length < all.length && {
              invocations: [
                {
                  executionSuccessful: true,
                  toolExecutionNotifications: [notification(all.length - results.length)],
                },
              ],
            }),
            results,
          },
        ],
      };
      return `${toJson(log, 2)}\n`;
    },
  };
};

/** As many results as fit, the most severe first; those that fit all stay in their order. */
function worst(all: Result[]): Result[] {
  if (all.length <= limits.results) return all;
  const order = Object.values(levels);
  const bySeverity = all.toSorted(
    ({ level: a = "none" }, { level: b = "none" }) => order.indexOf(a) - order.indexOf(b),
  );
  return bySeverity.slice(0, limits.results);
}

const notification = (left: number): Notification => ({
  level: "warning",
  message: {
    text: `${counted(left, "more finding")} not in this file: code scanning takes ${counted(limits.results, "result")} of a run.`,
  },
});

function toDescriptor(rule: string, whyOf: (rule: string) => string): ReportingDescriptor[] {
  const described = describeRule(rule);
  if (!described) return [];
  const { id, summary, severity, instead } = described;
  const why = whyOf(id);
  const help = `${why}\n\n${instead}`;
  return [
    {
      id,
      shortDescription: { text: summary },
      fullDescription: { text: why },
      help: { text: help, markdown: help },
      helpUri: documentationUri(id),
      defaultConfiguration: { level: levels[severity] },
    },
  ];
}

function toResults({ path, diagnostics, shown }: CheckedFile): Result[] {
  return diagnostics.map(({ rule, severity, message, detail, range, serverEffect }, index) => {
    const { fingerprint, related = [], fixes = [] } = shown?.findings[index] ?? {};
    return {
      ruleId: rule,
      level: levels[severity],
      // Readers cut the text to its first sentence where they lack room.
      message: { text: detail ? `${message}\n\n${detail}` : message },
      locations: [toLocation({ path, range })],
      ...(fingerprint && { partialFingerprints: { "pgssl/v1": fingerprint } }),
      ...(related.length > 0 && {
        relatedLocations: related.slice(0, limits.places - 1).map((place, id) => ({
          id,
          ...toLocation(place),
          message: { text: place.message },
        })),
      }),
      ...(fixes.length > 0 && { fixes: fixes.map(toFix) }),
      properties: { serverEffect },
    };
  });
}

function toLocation({ path, range }: ShownPlace): Location {
  return { physicalLocation: { artifactLocation: toArtifact(path), region: toRegion(range) } };
}

function toFix({ title, edits }: ShownFix): NonNullable<Result["fixes"]>[number] {
  const paths = [...new Set(edits.map(({ path }) => path))];
  return {
    description: { text: printed(title) },
    artifactChanges: paths.map((path) => ({
      artifactLocation: toArtifact(path),
      replacements: edits
        .filter((edit) => edit.path === path)
        .map(({ range, newText }) => ({
          deletedRegion: toRegion(range),
          insertedContent: { text: newText },
        })),
    })),
  };
}

function toArtifact(path: string): ArtifactLocation {
  if (isAbsolute(path)) return { uri: pathToFileURL(path).toString() };
  return { uri: path.split(sep).map(encodeURIComponent).join("/"), uriBaseId: baseId };
}

function toRegion({ start, end }: FileRange): Region {
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
  };
}
