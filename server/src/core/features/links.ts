import type { Snapshot } from "../cluster/snapshot.ts";
import { nameOf } from "../cluster/uris.ts";
import { authOption } from "../data/authOptions.ts";
import { type ManualEdition, manualOfOption, manualOfSetting } from "../data/manualPages.ts";
import { findSetting } from "../data/settings.ts";
import type { Wanted } from "../gather/wanted.ts";
import type { Link } from "../model/navigation.ts";
import { scanAuthLine } from "../syntax/authLine.ts";
import { readHbaRecord } from "../syntax/hba/readHbaRecord.ts";
import { filesOf } from "./navigate/filesOf.ts";
import { namedPaths, pathStartOf } from "./navigate/namedPaths.ts";

/** What must be looked at before `links`. */
export function wantedForLinks(snapshot: Snapshot): Wanted {
  const paths = pathsOf(snapshot);
  const urisOf = (areFolders: boolean) =>
    paths.filter(({ isFolder }) => isFolder === areFolders).map(({ uri }) => uri);
  return { files: urisOf(false), folders: urisOf(true) };
}

/**
 * The paths in a document that lead to files which exist here, and the names of settings and options, which lead to the manual of
 * the server's version, in a manifest that does not say which to that of the newest release. No editor opens a folder: that of `include_dir` leads to the first file that the server reads in it.
 */
export function links(snapshot: Snapshot): readonly Link[] {
  const toFiles = pathsOf(snapshot).flatMap((path) => {
    const files = filesOf(path, snapshot);
    const [target] = files;
    if (target === undefined) return [];
    const { line, span } = path.place;
    const tooltip = path.isFolder && files.length > 1 && firstOf(files);
    return [{ line, span, target, ...(tooltip && { tooltip }) }];
  });
  return [...toFiles, ...manualLinks(snapshot)];
}

/** Links to the manual; in longer files nobody needs those of the last records, and each is read anew for them. */
const maxManualLinks = 1000;

function manualLinks({ records, context: { serverVersion, isVersionUnknown } }: Snapshot): readonly Link[] {
  const { language, lines } = records.document;
  const edition = isVersionUnknown ? "current" : serverVersion;
  const found: Link[] = [];
  for (const [line, { summary, lineCount }] of records.entries.entries()) {
    if (found.length >= maxManualLinks) break;
    if (lineCount === 0) continue;
    if (summary?.setting) {
      const { name, nameSpan: span } = summary.setting;
      const setting = findSetting(name, serverVersion);
      if (setting) found.push({ line, span, target: manualOfSetting(setting, edition) });
    } else if (language === "pg-hba" && lines[line]?.includes("=")) {
      found.push(...ofOptions(lines, line, serverVersion, edition));
    }
  }
  return found;
}

function ofOptions(
  lines: readonly string[],
  line: number,
  serverVersion: Snapshot["context"]["serverVersion"],
  edition: ManualEdition,
): readonly Link[] {
  const scanned = scanAuthLine(lines, line, serverVersion);
  const reference = () => ({ state: "unknown" }) as const;
  const { method, options } = readHbaRecord(scanned, { serverVersion, reference });
  const methodName = method?.tokens[0]?.text ?? "";
  return options.flatMap(({ name, nameSpan: span, token }) => {
    if (token.file !== undefined || !authOption(name, serverVersion)) return [];
    const target = manualOfOption(name, methodName, edition);
    return target === undefined ? [] : [{ line, span, target }];
  });
}

function firstOf(files: readonly string[]): string {
  return `The first of ${files.length} files: ${files.map(nameOf).slice(0, 10).join(", ")}${files.length > 10 ? ", …" : ""}`;
}

/** Those of `include_dir` and files; a folder of CRLs holds nothing to read. */
function pathsOf(snapshot: Snapshot) {
  return namedPaths(snapshot.records, pathStartOf(snapshot)).filter(
    ({ isFolder, place }) => !isFolder || isInclude(snapshot, place.line),
  );
}

function isInclude({ records }: Snapshot, line: number): boolean {
  return records.entries[line]?.summary?.setting === undefined;
}
