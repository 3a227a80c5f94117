import { authFiles } from "../../cluster/authFileUri.ts";
import { mapPath, type PathMappings } from "../../cluster/uris.ts";
import type { Language } from "../../model/language.ts";
import { newestServerVersion, type ServerVersion } from "../../model/serverVersion.ts";
import { quoteConf } from "../../syntax/quote.ts";
import { absolutePath } from "../absolutePath.ts";
import type { EmbeddedFile } from "../carrier.ts";
import { FileWriter } from "../fileWriter.ts";
import type { HostSpan } from "../hostSpan.ts";
import type { ScalarText } from "../yaml/scalarMap.ts";
import { initdbOptions } from "./initdbOptions.ts";
import type { ArgumentSetting, ScalarPart } from "./serverArguments.ts";

/** Where the files of a container come from. */
export interface ContainerFiles {
  /** Paths in the container, and those that they are on the host, relative to the folder of the document or absolute. */
  readonly mappings: Readonly<Record<string, string>>;
  /** Texts of the document that are files in the container, by their paths there. */
  readonly contents: ReadonlyMap<string, FileContent>;
  /** Paths in the container at which there is something that is in no file here. */
  readonly unknown: ReadonlySet<string>;
  /** Whether the folder of docker-library's images for data is a volume. */
  readonly hasData: boolean;
}

/** What a container's server reads: its arguments, and the files that are brought into the container. */
export interface ContainerServer {
  readonly settings: readonly ArgumentSetting[];
  readonly mappings: PathMappings;
  /** Files in the container that are texts of the document, by their paths. */
  readonly contents?: ReadonlyMap<string, FileContent>;
  /** Paths in the container at which there is something that nobody here knows. */
  readonly unknown?: ReadonlySet<string>;
  /** The value of `PGDATA`, where something sets it. */
  readonly dataDirectory?: string | undefined;
  /** What the image passes on to initdb: `POSTGRES_INITDB_ARGS`. */
  readonly initdbArguments?: string | undefined;
  /** Settings that the entry point takes from variables, with TLS switched on. */
  readonly variables?: readonly (readonly [string, ScalarPart])[];
}

/** A text of the document that is a file: as it is written, with variables filled in, or encoded. */
export type FileContent = ScalarText | ScalarPart | DecodedText;

interface DecodedText {
  readonly scalar: ScalarText;
  readonly decoded: string;
}

export function textOf(content: FileContent): string {
  if ("decoded" in content) return content.decoded;
  return "scalar" in content ? content.text : content.value;
}

export function scalarOf(content: FileContent): ScalarText {
  return "scalar" in content ? content.scalar : content;
}

/** The value that arguments give a setting. */
export function argumentOf(
  { settings }: Pick<ContainerServer, "settings">,
  name: string,
): string | undefined {
  return settings.findLast((setting) => settingName(setting) === name)?.value.text;
}

/** The path in the container of the postgresql.conf that is brought there; `undefined` where the server reads another one. */
export function mainFileOf(server: ContainerServer): string | undefined {
  const chosen = argumentOf(server, "config_file");
  const paths = chosen ? [chosen] : pathsInDataDirectory(server, "postgresql.conf");
  return paths.find((path) => isBrought(path, server));
}

/** The text of the document that the server reads as one of its files. */
export function contentOf(server: ContainerServer, language: Language): FileContent | undefined {
  const [setting, name] = language === "postgresql-conf" ? mainFile : authFiles[language];
  const chosen = argumentOf(server, setting);
  const paths = chosen ? [chosen] : pathsInDataDirectory(server, name);
  for (const path of paths) {
    const text = server.contents?.get(path);
    if (text) return text;
  }
  return undefined;
}

const mainFile = ["config_file", "postgresql.conf"] as const;

/** Whether something else than the arguments may give a setting that nobody here knows. */
export function hasUnknownFiles(server: ContainerServer): boolean {
  if (mainFileOf(server) !== undefined || contentOf(server, "postgresql-conf")) return false;
  return (
    argumentOf(server, "config_file") !== undefined ||
    [...(server.unknown ?? [])].some((path) => path.endsWith(".conf")) ||
    Object.keys(server.mappings).some((path) => path.endsWith(".conf"))
  );
}

/** Whether the server reads another pg_hba.conf than the one that the image makes. */
export function hasOwnHba(server: ContainerServer): boolean {
  if (contentOf(server, "pg-hba")) return false;
  return (
    argumentOf(server, "hba_file") !== undefined ||
    broughtFile(server, "pg-hba") !== undefined ||
    pathsInDataDirectory(server, "pg_hba.conf").some((path) => server.unknown?.has(path))
  );
}

/**
 * The settings as a postgresql.conf: the files that are brought into the data directory, then the postgresql.conf, then the arguments,
 * which win over it (manual, "Parameter Interaction via the Command Line"). The server looks for pg_hba.conf and pg_ident.conf in
 * the data directory, wherever its postgresql.conf is.
 */
export function writeContainerConf(source: string, server: ContainerServer, place: HostSpan): EmbeddedFile {
  const writer = new FileWriter("postgresql-conf", source);
  for (const language of ["pg-hba", "pg-ident"] as const) {
    const path = broughtFile(server, language);
    if (path !== undefined) writer.add(`${authFiles[language][0]} = ${quoteConf(path)}`);
  }
  const main = mainFileOf(server);
  if (main !== undefined) writer.add(`include ${quoteConf(main)}`);
  const content = contentOf(server, "postgresql-conf");
  const made = initdbOptions(server.initdbArguments ?? "", newestServerVersion)?.settings ?? [];
  if (main === undefined && !content)
    for (const [name, value] of made)
      if (/^[a-z_]\w*$/.test(name)) writer.add(`${name} = ${quoteConf(value)}`);
  if (content) writeContent(writer, content);
  if (server.variables?.length) writer.add("ssl = on");
  for (const [name, value] of server.variables ?? []) writer.words(`${name} = '`, value, "'");
  // A file of the document is in the place that files of the data directory have.
  const replaced = (["pg-hba", "pg-ident"] as const).flatMap((language) =>
    contentOf(server, language) ? authFiles[language][0] : [],
  );
  for (const setting of server.settings) {
    const name = settingName(setting);
    if (!onlyArguments.has(name) && !replaced.some((one) => one === name))
      writer.argument(setting.name, setting.value);
  }
  return writer.finish(place, content ? "text" : "map");
}

export function writeContent(writer: FileWriter, content: FileContent): FileWriter {
  if ("decoded" in content) return writer.decoded(content.scalar, content.decoded);
  return "scalar" in content ? writer.text(content) : writer.lines(content);
}

/** What only arguments can give, and a file cannot. */
export const onlyArguments: ReadonlySet<string> = new Set(["config_file", "data_directory"]);

function broughtFile(server: ContainerServer, language: "pg-hba" | "pg-ident"): string | undefined {
  return pathsInDataDirectory(server, authFiles[language][1]).find((path) => isBrought(path, server));
}

/**
 * Where a file of the data directory is: in `PGDATA`, or where the image has that by itself, since 18 in a folder of the version
 * (docker-library/postgres, Dockerfile-debian.template).
 */
function pathsInDataDirectory(server: ContainerServer, name: string): readonly string[] {
  const chosen = argumentOf(server, "data_directory") ?? server.dataDirectory;
  if (chosen !== undefined) return [absolutePath(name, chosen)];
  return ["data", "18/docker", "19/docker"].map((folder) => `/var/lib/postgresql/${folder}/${name}`);
}

function isBrought(path: string, { mappings }: ContainerServer): boolean {
  return mapPath(path, mappings) !== path;
}

/** A name of a setting as files write it: arguments may have dashes. */
export function settingName({ name }: ArgumentSetting): string {
  return name.text.replaceAll("-", "_").toLowerCase();
}

/**
 * The pg_hba.conf that the image makes: what initdb writes, and the line that the entry point appends, with the value of
 * `POSTGRES_HOST_AUTH_METHOD`, or else that of `password_encryption` (docker-library/postgres, docker-entrypoint.sh (6edb0a8c),
 * `pg_setup_hba_conf`).
 */
export function writeContainerHba(
  source: string,
  server: ContainerServer,
  method: ScalarPart | "unknown" | undefined,
  place: HostSpan,
  version: ServerVersion = newestServerVersion,
): EmbeddedFile {
  const writer = new FileWriter("pg-hba", source);
  const options = initdbOptions(server.initdbArguments ?? "", version);
  if (!options) return writer.finish(place, "items", true);
  const { local, host, settings } = options;
  for (const database of ["all", "replication"])
    writer.add(
      `local ${database} all ${local}`,
      `host ${database} all 127.0.0.1/32 ${host}`,
      `host ${database} all ::1/128 ${host}`,
    );
  writer.add("");
  const encryption = argumentOf(server, "password_encryption") ?? settings.get("password_encryption");
  const usual = encryption?.toLowerCase() ?? (version < 14 ? "md5" : "scram-sha-256");
  if (method === "unknown" || method?.text.includes("$")) return writer.finish(place, "items", true);
  if (method?.text) writer.words("host all all all ", method);
  else if (/^(?:md5|scram-sha-256)$/.test(usual)) writer.add(`host all all all ${usual}`);
  else return writer.finish(place, "items", true);
  return writer.finish(place, "items");
}
