import { carrierMarks } from "../model/carrierMarks.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile, HostSpan } from "./carrier.ts";
import { type ContainerFiles, containerFiles } from "./composeFiles.ts";
import { FileWriter } from "./fileWriter.ts";
import { imageVersion } from "./imageVersion.ts";
import { postgresImages } from "./postgresImages.ts";
import type { ScalarText } from "./scalarMap.ts";
import { type ArgumentSetting, offsetsFrom, serverSettings, wordsOf } from "./serverArguments.ts";
import { keyText, type YamlDocument, type YamlNode } from "./yaml.ts";

/** Services of Compose that run an image built on docker-library's `postgres`. */
export const compose: Carrier = {
  name: "The image",
  language: "yaml",
  mark: carrierMarks.compose,
  paths: [["services"], ["configs"], ["secrets"]],
  onRefusal: {
    "postgresql-conf": "The server gets these as arguments: with a bad one the container stops at once.",
    "pg-hba": "The image writes the line when it makes the data directory: the server does not start.",
  },
  addsAfter: "",
  embed: (document) =>
    document.entries(document.at("services")).flatMap((service) => embedService(document, service) ?? []),
};

function embedService(
  document: YamlDocument,
  service: YamlNode & { readonly key: NonNullable<YamlNode["key"]> },
): EmbeddedCluster | undefined {
  const find = (name: string) => document.entries(service).find(({ key }) => key.value === name);
  const textOf = (at: YamlNode | undefined) => at && document.scalar(at)?.value;
  const image = textOf(find("image"));
  const settings = settingsOf(document, [find("entrypoint"), find("command")]);
  if (!image || !postgresImages.test(image)) return undefined;
  const method = environmentOf(document, find("environment"), "POSTGRES_HOST_AUTH_METHOD");
  const files = containerFiles(document, find("volumes"), find("configs"), find("secrets"));
  if (!settings?.length && !method) return undefined;
  const version = imageVersion(image, "the image says so");
  const assigned = (name: string) => settings?.find((one) => settingName(one) === name)?.value.text;
  const place = document.place(service);
  const hba = assigned("hba_file") ? undefined : writeHba(document, method, place, version?.value ?? 18);
  return {
    carrier: compose,
    ...(version && { version }),
    // What is in a postgresql.conf of the user's is not read here.
    knowsSettings: settings !== undefined && !assigned("config_file") && !holdsConfiguration(files),
    files: [writeConf(document, settings ?? [], place), ...(hba ? [hba] : [])],
    problems: [],
    mappings: files.mappings,
    serverUser: /alpine/.test(image) ? 70 : 999,
  };
}

function holdsConfiguration({ mappings }: ContainerFiles): boolean {
  return Object.keys(mappings).some((path) => path.endsWith(".conf"));
}

/** Names may be written with dashes. */
function settingName({ name }: ArgumentSetting): string {
  return name.text.replaceAll("-", "_").toLowerCase();
}

function settingsOf(
  document: YamlDocument,
  commands: readonly (YamlNode | undefined)[],
): readonly ArgumentSetting[] | undefined {
  const words = commands.map((command) => {
    if (!command) return [];
    const items = document.items(command);
    if (items)
      return wordsOf(
        items.flatMap((item) => document.scalar(item) ?? []),
        false,
      );
    const scalar = document.scalar(command);
    return wordsOf(scalar ? [scalar] : [], true);
  });
  if (words.some((part) => part === undefined)) return undefined;
  return serverSettings(words.flatMap((part) => part ?? []));
}

/** The value of a variable, from a map or a list of `NAME=value`. */
function environmentOf(
  document: YamlDocument,
  environment: YamlNode | undefined,
  name: string,
): { readonly scalar: ScalarText; readonly start: number } | undefined {
  for (const entry of document.entries(environment))
    if (keyText(entry.key) === name) {
      const scalar = document.scalar(entry);
      if (scalar) return { scalar, start: 0 };
    }
  for (const item of (environment && document.items(environment)) ?? []) {
    const scalar = document.scalar(item);
    if (scalar?.value.startsWith(`${name}=`)) return { scalar, start: name.length + 1 };
  }
  return undefined;
}

function writeConf(
  document: YamlDocument,
  settings: readonly ArgumentSetting[],
  place: HostSpan,
): EmbeddedFile {
  const writer = new FileWriter("postgresql-conf", document.source);
  for (const setting of settings)
    if (!onlyArguments.has(settingName(setting))) writer.argument(setting.name, setting.value);
  return writer.finish(place, "map");
}

/** What only arguments can give, and a file cannot. */
const onlyArguments: ReadonlySet<string> = new Set(["config_file", "data_directory"]);

/**
 * What initdb writes without further options, and the line that the entry point appends: docker-library/postgres,
 * docker-entrypoint.sh, `pg_setup_hba_conf`; without the variable the method is the one of `password_encryption`.
 */
const initial = [
  "local all all trust",
  "host all all 127.0.0.1/32 trust",
  "host all all ::1/128 trust",
  "local replication all trust",
  "host replication all 127.0.0.1/32 trust",
  "host replication all ::1/128 trust",
];

function writeHba(
  document: YamlDocument,
  method: { readonly scalar: ScalarText; readonly start: number } | undefined,
  place: HostSpan,
  version: number,
): EmbeddedFile {
  const writer = new FileWriter("pg-hba", document.source).add(...initial, "");
  if (!method) writer.add(`host all all all ${version < 14 ? "md5" : "scram-sha-256"}`);
  else if (/\$/.test(method.scalar.value)) return writer.finish(place, "items", true);
  else {
    const { scalar, start } = method;
    const offsets = offsetsFrom(start, scalar.value.length);
    writer.words("host all all all ", { scalar, text: scalar.value.slice(start), offsets });
  }
  return writer.finish(place, "items");
}
