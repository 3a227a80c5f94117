import { carrierMarks } from "../model/carrierMarks.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile, HostSpan } from "./carrier.ts";
import { containerFiles } from "./composeFiles.ts";
import {
  type ContainerServer,
  hasOwnHba,
  hasUnknownFiles,
  mainFileOf,
  writeContainerConf,
} from "./containerFile.ts";
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
  const version = imageVersion(image, "the image says so");
  const server: ContainerServer = {
    settings: settings ?? [],
    mappings: files.mappings,
    dataDirectory: environmentOf(document, find("environment"), "PGDATA")?.text,
  };
  if (!settings?.length && !method && mainFileOf(server) === undefined && !hasOwnHba(server))
    return undefined;
  const place = document.place(service);
  const hba = hasOwnHba(server) ? undefined : writeHba(document, method, place, version?.value ?? 18);
  return {
    carrier: compose,
    ...(version && { version }),
    knowsSettings: settings !== undefined && !hasUnknownFiles(server),
    files: [writeContainerConf(document.source, server, place), ...(hba ? [hba] : [])],
    problems: [],
    mappings: files.mappings,
    serverUser: /alpine/.test(image) ? 70 : 999,
  };
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

/** A value of a variable: what of a scalar it is. */
interface Variable {
  readonly scalar: ScalarText;
  readonly start: number;
  readonly text: string;
}

/** The value of a variable, from a map or a list of `NAME=value`. */
function environmentOf(
  document: YamlDocument,
  environment: YamlNode | undefined,
  name: string,
): Variable | undefined {
  for (const entry of document.entries(environment))
    if (keyText(entry.key) === name) {
      const scalar = document.scalar(entry);
      if (scalar) return { scalar, start: 0, text: scalar.value };
    }
  for (const item of (environment && document.items(environment)) ?? []) {
    const scalar = document.scalar(item);
    if (!scalar?.value.startsWith(`${name}=`)) continue;
    const start = name.length + 1;
    return { scalar, start, text: scalar.value.slice(start) };
  }
  return undefined;
}

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
  method: Variable | undefined,
  place: HostSpan,
  version: number,
): EmbeddedFile {
  const writer = new FileWriter("pg-hba", document.source).add(...initial, "");
  if (!method) writer.add(`host all all all ${version < 14 ? "md5" : "scram-sha-256"}`);
  else if (/\$/.test(method.text)) return writer.finish(place, "items", true);
  else {
    const { scalar, start, text } = method;
    writer.words("host all all all ", { scalar, text, offsets: offsetsFrom(start, scalar.value.length) });
  }
  return writer.finish(place, "items");
}
