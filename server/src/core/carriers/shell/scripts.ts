import { carrierMarks } from "../../model/carrierMarks.ts";
import type { Language } from "../../model/language.ts";
import { alterSystemSettings } from "../alterSystem.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile } from "../carrier.ts";
import type { ArgumentSetting } from "../containers/serverArguments.ts";
import { FileWriter } from "../fileWriter.ts";
import { shellServers } from "./shellServers.ts";
import type { Written } from "./shellTarget.ts";
import { endOf, sedWrites, shellWrites, startOf } from "./shellWrites.ts";

/** Scripts such as those of docker-entrypoint-initdb.d, which write our files and run `ALTER SYSTEM`. */
export const shellScript: Carrier = {
  name: "The script",
  language: "shellscript",
  mark: carrierMarks.shellscript.shellScript,
  writesParts: true,
  read: (source) => [
    ...partsOf(source).flatMap((part) => clusterOf(shellScript, filesOf(source, part))),
    ...editedBy(source, shellScript),
    ...alteredBy(source),
  ],
};

/** Scripts that start servers or set them up. */
export const shellServer: Carrier = {
  name: "The script",
  language: "shellscript",
  mark: carrierMarks.shellscript.shellServer,
  onRefusal: {
    "postgresql-conf": "The server gets these as arguments: with a bad one it does not start.",
  },
  read: (source) =>
    [...shellServers(source)].flatMap(({ settings, version, isStarted }) => {
      const file = settingsFile(source, settings);
      return clusterOf(isStarted ? shellServer : shellScript, [file]).map((one) => ({
        ...one,
        ...(version && { version }),
      }));
    }),
};

/** Scripts of SQL, which change settings by `ALTER SYSTEM`. */
export const sqlScript: Carrier = {
  name: "ALTER SYSTEM",
  language: "sql",
  mark: carrierMarks.sql.sqlScript,
  writesParts: true,
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
  return clusterOf(sqlScript, [settingsFile(source, settings)]);
}

function settingsFile(source: string, settings: readonly ArgumentSetting[]): EmbeddedFile {
  const writer = new FileWriter("postgresql-conf", source);
  for (const { name, value } of settings) writer.argument(name, value);
  return writer.finish({ from: 0, to: 0 }, "map");
}

/** Lines of `sed` that are looked at, at the most. */
const maxEdits = 50;

/** The lines that a script edits into files, each by itself: what is above and below it is unknown. */
export function editedBy(source: string, carrier: Carrier): readonly EmbeddedCluster[] {
  return [...sedWrites(source)]
    .slice(0, maxEdits)
    .flatMap((written) => clusterOf(carrier, [writeFile(source, written.language, [written])]));
}

/** Parts of a script that are looked at, at the most. */
const maxParts = 50;

/**
 * After these a file may be another one, or was read in between: what makes, starts or removes a cluster, the other branch of a condition,
 * the beginning of a function.
 */
const between =
  /^[ \t]*(?!#)(?:(?:elif|else|function)\b|\w{1,60}[ \t]*\(\)|[^\n#]{0,200}?(?:;;|(?<![\w.-])(?:initdb|pg_basebackup|pg_createcluster|pg_ctl|pg_ctlcluster|rm|service|systemctl)[ \t]))/m;

/** What a script writes, apart for each folder and stretch of it: two lines count as of one file only if they are. */
function partsOf(source: string): readonly (readonly Written[])[] {
  const parts = new Map<string, Written[]>();
  let stretch = 0;
  let end = 0;
  let current = "";
  for (const written of shellWrites(source)) {
    const gap = source.slice(end, startOf(written));
    if (between.test(gap)) stretch++;
    current = folderAfter(gap) ?? current;
    end = Math.max(end, endOf(written));
    const folder = /^[/$~]/.test(written.folder) ? written.folder : `${current} ${written.folder}`;
    const key = `${stretch} ${folder}`;
    parts.set(key, [...(parts.get(key) ?? []), written]);
  }
  return [...parts.values()].slice(0, maxParts);
}

/** The folder of the last `cd` in a stretch, as it is written. */
function folderAfter(text: string): string | undefined {
  const changes = text.matchAll(/(?:^|[;&(])[ \t]*(?:cd|popd|pushd)\b[ \t]*([^\s;&|]{0,200})/gm);
  return [...changes].at(-1)?.[1]?.replaceAll(/["'{}]/g, "");
}

/** The files that a script writes, as far as its text is literal: several of one language where these may be several files. */
export function writtenFiles(source: string): readonly EmbeddedFile[] {
  return partsOf(source).flatMap((part) => filesOf(source, part));
}

function filesOf(source: string, found: readonly Written[]): readonly EmbeddedFile[] {
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
