import type { FileFacts } from "../cluster/cluster.ts";
import { isEqual } from "../cluster/isEqual.ts";
import type { PgBouncer, PgBouncerAssignment, PgBouncerText, RecordFile } from "../cluster/pgbouncer.ts";
import { folderOf, resolvePath } from "../cluster/uris.ts";
import { splitLines } from "../model/lines.ts";
import { trimEndOf } from "../model/trimEndOf.ts";
import { readHbaLine } from "../syntax/pgbouncer/readHbaLine.ts";
import { readIdentLine } from "../syntax/pgbouncer/readIdentLine.ts";
import type { HbaSurroundings, NameFile } from "../syntax/pgbouncer/readNames.ts";
import { type PgBouncerSources, readLines } from "./pgbouncerSources.ts";

/** Files of names that are read at the most. */
const maxFiles = 200;

/** The maps of `auth_ident_file`. */
export async function readIdent(
  file: FileFacts | undefined,
  texts: Map<string, PgBouncerText>,
  sources: PgBouncerSources,
  former: PgBouncer["ident"],
): Promise<PgBouncer["ident"]> {
  const text = await readRecords(file, texts, sources);
  return text && toRecordFile(text, readIdentLine, {}, former);
}

/** The records of `auth_hba_file`. */
export async function readHba(
  file: FileFacts | undefined,
  texts: Map<string, PgBouncerText>,
  around: Omit<HbaSurroundings, "namesOf">,
  sources: PgBouncerSources,
  former: PgBouncer["hba"],
): Promise<PgBouncer["hba"]> {
  const text = await readRecords(file, texts, sources);
  if (!text) return undefined;
  const names = await readNameFiles(text, sources);
  const basis = { ...around, names };
  const namesOf: HbaSurroundings["namesOf"] = (path, from) =>
    names.get(resolvePath(path, folderOf(from ?? text.uri), sources.settings.pathMappings));
  return toRecordFile(text, (line) => readHbaLine(line, { ...around, namesOf }), basis, former);
}

/** The files of names that records lead to, by URI. */
async function readNameFiles(
  { uri: hba, lines }: PgBouncerText,
  { settings: { pathMappings }, text }: PgBouncerSources,
): Promise<ReadonlyMap<string, NameFile | "missing" | undefined>> {
  const names = new Map<string, NameFile | "missing" | undefined>();
  const read = async (of: readonly string[], from: string): Promise<void> => {
    for (const line of of)
      for (const [, path = ""] of line.matchAll(/@([^\s,#"]+)/g)) {
        const uri = resolvePath(path, folderOf(from), pathMappings);
        if (names.has(uri) || names.size >= maxFiles) continue;
        names.set(uri, undefined);
        const found = await text(uri);
        if (found && "text" in found) {
          const file = { uri, lines: linesOf(found.text) };
          names.set(uri, file);
          await read(file.lines, uri);
        } else if (!found && folderOf(uri) === folderOf(hba)) names.set(uri, "missing");
      }
  };
  await read(lines, hba);
  return names;
}

/** Lines as C's `getline` reads them: nothing behind the last line end. */
function linesOf(text: string): readonly string[] {
  const lines = splitLines(text);
  return lines.at(-1) === "" ? lines.slice(0, -1) : lines;
}

async function readRecords(
  file: FileFacts | undefined,
  texts: Map<string, PgBouncerText>,
  sources: PgBouncerSources,
): Promise<PgBouncerText | undefined> {
  if (!file?.uri) return undefined;
  const text = await readLines(file.uri, sources);
  if (typeof text !== "object") return undefined;
  texts.set(text.uri, text);
  return text;
}

function toRecordFile<Line>(
  { uri, lines }: PgBouncerText,
  read: (line: string) => Line | undefined,
  basis: object,
  former: RecordFile<Line> | undefined,
): RecordFile<Line> {
  const known = former && isEqual(former.basis, basis) ? former.byText : new Map<string, Line | undefined>();
  const byText = new Map<string, Line | undefined>();
  const found: { readonly line: number; readonly read: Line }[] = [];
  for (const [line, written] of lines.entries()) {
    const text = trimEndOf(written, "\r\n");
    const of = byText.has(text) ? byText : known;
    const own = of.has(text) ? of.get(text) : read(text);
    byText.set(text, own);
    if (own !== undefined) found.push({ line, read: own });
  }
  return { uri, lines: found, byText, basis };
}

/** The maps that records may name; `undefined` where not all are known. */
export function identMaps(
  settings: ReadonlyMap<string, PgBouncerAssignment>,
  ident: PgBouncer["ident"],
  isHba: boolean,
): ReadonlySet<string> | undefined {
  if (!isHba || !settings.get("auth_ident_file")?.value) return new Set();
  return ident && new Set(ident.lines.flatMap(({ read }) => (read.kind === "mapping" ? [read.map] : [])));
}
