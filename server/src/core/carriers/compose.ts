import { carrierMarks } from "../model/carrierMarks.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile } from "./carrier.ts";
import { containerFiles } from "./composeFiles.ts";
import {
  type ContainerServer,
  contentOf,
  hasOwnHba,
  hasUnknownFiles,
  mainFileOf,
  writeContainerConf,
  writeContainerHba,
} from "./containerFile.ts";
import { FileWriter } from "./fileWriter.ts";
import { imageVersion } from "./imageVersion.ts";
import { postgresImages } from "./postgresImages.ts";
import {
  type ArgumentSetting,
  partFrom,
  type ScalarPart,
  serverSettings,
  wordsOf,
} from "./serverArguments.ts";
import { keyText, type YamlDocument, type YamlNode } from "./yaml.ts";

/** Services of Compose that run an image built on docker-library's `postgres`. */
export const compose: Carrier = {
  name: "The image",
  language: "yaml",
  mark: carrierMarks.yaml.compose,
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
  const { from, to } = document.span(service);
  // Which of these entries come to be, a template decides.
  if (document.templateLines(from, to).length > 0) return undefined;
  const find = (name: string) => document.entries(service).find(({ key }) => key.value === name);
  const textOf = (at: YamlNode | undefined) => at && document.scalar(at)?.value;
  const image = textOf(find("image"));
  const settings = settingsOf(document, [find("entrypoint"), find("command")]);
  if (image ? !postgresImages.test(image) : !find("build")) return undefined;
  const method = environmentOf(document, find("environment"), "POSTGRES_HOST_AUTH_METHOD");
  const files = containerFiles(document, find("volumes"), find("configs"), find("secrets"));
  // An image that is built here is PostgreSQL's if it is given the data or the arguments of one.
  const isServer = image !== undefined || settings?.length || files.hasData;
  if (!isServer) return undefined;
  const version = imageVersion(image, "the image says so");
  const server: ContainerServer = {
    settings: settings ?? [],
    mappings: files.mappings,
    contents: files.contents,
    dataDirectory: environmentOf(document, find("environment"), "PGDATA")?.text,
  };
  const hasFiles = mainFileOf(server) !== undefined || hasOwnHba(server) || hasContents(server);
  if (!settings?.length && !method && !hasFiles) return undefined;
  const place = document.place(service);
  return {
    carrier: compose,
    name: keyText(service.key),
    ...(version && { version }),
    knowsSettings: image !== undefined && settings !== undefined && !hasUnknownFiles(server),
    files: [
      writeContainerConf(document.source, server, place),
      ...writeContents(document, server),
      ...(hasOwnHba(server) || contentOf(server, "pg-hba")
        ? []
        : [writeContainerHba(document.source, method, place, version?.value)]),
    ],
    problems: [],
    mappings: files.mappings,
    ...(image && { serverUser: /alpine/.test(image) ? 70 : 999 }),
  };
}

const embeddedLanguages = ["postgresql-conf", "pg-hba", "pg-ident"] as const;

function hasContents(server: ContainerServer): boolean {
  return embeddedLanguages.some((language) => contentOf(server, language) !== undefined);
}

/** The files for authentication that are texts of the document. */
function writeContents(document: YamlDocument, server: ContainerServer): readonly EmbeddedFile[] {
  return (["pg-hba", "pg-ident"] as const).flatMap((language) => {
    const content = contentOf(server, language);
    return content ? [new FileWriter(language, document.source).lines(content).finish(content, "text")] : [];
  });
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
): ScalarPart | undefined {
  for (const entry of document.entries(environment))
    if (keyText(entry.key) === name) {
      const scalar = document.scalar(entry);
      if (scalar) return partFrom(scalar, 0);
    }
  for (const item of (environment && document.items(environment)) ?? []) {
    const scalar = document.scalar(item);
    if (!scalar?.value.startsWith(`${name}=`)) continue;
    return partFrom(scalar, name.length + 1);
  }
  return undefined;
}
