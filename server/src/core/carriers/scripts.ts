import { carrierMarks } from "../model/carrierMarks.ts";
import type { Language } from "../model/language.ts";
import { alterSystemSettings } from "./alterSystem.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile } from "./carrier.ts";
import { FileWriter } from "./fileWriter.ts";
import type { Written } from "./shellTarget.ts";
import { sedWrites, shellWrites, startOf } from "./shellWrites.ts";

/** Scripts such as those of docker-entrypoint-initdb.d, which write our files and run `ALTER SYSTEM`. */
export const shellScript: Carrier = {
  name: "The script",
  language: "shellscript",
  mark: carrierMarks.shellscript.shellScript,
  read: (source) => [
    ...clusterOf(shellScript, writtenFiles(source)),
    ...editedBy(source, shellScript),
    ...alteredBy(source),
  ],
};

/** Scripts of SQL, which change settings by `ALTER SYSTEM`. */
export const sqlScript: Carrier = {
  name: "ALTER SYSTEM",
  language: "sql",
  mark: carrierMarks.sql.sqlScript,
  onRefusal: { "postgresql-conf": "The statement fails, and the setting stays as it was." },
  leavesOut: "all",
  read: (source) => alteredBy(source),
};

function clusterOf(carrier: Carrier, files: readonly EmbeddedFile[]): readonly EmbeddedCluster[] {
  return files.length > 0 ? [{ carrier, knowsSettings: false, files, problems: [] }] : [];
}

/** The settings that a script changes in a running server. */
function alteredBy(source: string): readonly EmbeddedCluster[] {
  const settings = alterSystemSettings(source);
  if (settings.length === 0) return [];
  const writer = new FileWriter("postgresql-conf", source);
  for (const { name, value } of settings) writer.argument(name, value);
  return clusterOf(sqlScript, [writer.finish({ from: 0, to: 0 }, "map")]);
}

/** Lines of `sed` that are looked at, at the most. */
const maxEdits = 50;

/** The lines that a script edits into files, each by itself: what is above and below it is unknown. */
export function editedBy(source: string, carrier: Carrier): readonly EmbeddedCluster[] {
  return [...sedWrites(source)]
    .slice(0, maxEdits)
    .flatMap((written) => clusterOf(carrier, [writeFile(source, written.language, [written])]));
}

/** The files that a script writes, as far as its text is literal. */
export function writtenFiles(source: string): readonly EmbeddedFile[] {
  const found = shellWrites(source);
  return [...new Set(found.map(({ language }) => language))].map((language) =>
    writeFile(
      source,
      language,
      found.filter((one) => one.language === language),
    ),
  );
}

function writeFile(source: string, language: Language, own: readonly Written[]): EmbeddedFile {
  const writer = new FileWriter(language, source);
  for (const { lines } of own)
    for (const line of lines) {
      if ("unknown" in line) writer.unknown(line.unknown);
      else if ("parts" in line) writer.record(line.parts, "");
      else writer.lines(line);
    }
  const isUnknown = own.some(({ appends, lines }) => appends || lines.some((line) => "unknown" in line));
  const from = own[0] ? startOf(own[0]) : 0;
  return writer.finish({ from, to: from }, "items", isUnknown);
}
