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
import { interpolate } from "./interpolate.ts";
import { otherImageOf, postgresImages, serverUserOf } from "./postgresImages.ts";
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
  const written = textOf(find("image"));
  const image = written && interpolate(written).text;
  const other = image === undefined ? undefined : otherImageOf(image);
  const settings = settingsOf(document, [find("entrypoint"), find("command")]);
  if (image ? !other && !postgresImages.test(image) : !find("build")) return undefined;
  const variable = (name: string) => environmentOf(document, find("environment"), name);
  const method = other ? undefined : variable("POSTGRES_HOST_AUTH_METHOD");
  const files = containerFiles(document, find("volumes"), find("configs"), find("secrets"));
  // An image that is built here is PostgreSQL's if it is given the data or the arguments of one.
  const isServer = image !== undefined || settings?.length || files.hasData;
  if (!isServer) return undefined;
  const reason = image === written ? "the image says so" : "the default for the image says so";
  const version = imageVersion(image, reason);
  const folder = other?.folders.find((one) =>
    Object.keys(files.mappings).some((path) => path.startsWith(one)),
  );
  const server: ContainerServer = {
    settings: settings ?? [],
    mappings: files.mappings,
    contents: files.contents,
    dataDirectory: other ? (folder ?? other.folders[0]) : variable("PGDATA")?.text,
    initdbArguments: variable("POSTGRES_INITDB_ARGS")?.text,
    variables: other ? bitnamiSettings(variable) : [],
  };
  const hasFiles = mainFileOf(server) !== undefined || hasOwnHba(server) || hasContents(server);
  if (!settings?.length && !method && !hasFiles && !server.variables?.length) return undefined;
  const user = userOf(textOf(find("user")), image);
  const place = document.place(service);
  return {
    carrier: compose,
    name: keyText(service.key),
    ...(version && { version }),
    knowsSettings: image !== undefined && !other && settings !== undefined && !hasUnknownFiles(server),
    files: [
      writeContainerConf(document.source, server, place),
      ...writeContents(document, server),
      ...(other || hasOwnHba(server) || contentOf(server, "pg-hba")
        ? []
        : [writeContainerHba(document.source, server, method, place, version?.value)]),
    ],
    problems: [],
    mappings: files.mappings,
    ...(user !== undefined && { serverUser: user }),
  };
}

/** The user id of the server: that of `user`, or that of the image. */
function userOf(chosen: string | undefined, image: string | undefined): number | undefined {
  if (chosen !== undefined && chosen !== "postgres") {
    const [, id] = /^(\d{1,9})(?::|$)/.exec(interpolate(chosen).text) ?? [];
    return id === undefined ? undefined : Number(id);
  }
  return image === undefined ? undefined : serverUserOf(image);
}

/** What Bitnami's entry point makes of its variables (bitnami/containers, postgresql/rootfs/opt/bitnami/scripts/libpostgresql.sh). */
function bitnamiSettings(
  variable: (name: string) => ScalarPart | undefined,
): readonly (readonly [string, ScalarPart])[] {
  const isOn = /^(?:yes|true|1)$/i.test(variable("POSTGRESQL_ENABLE_TLS")?.text ?? "");
  if (!isOn) return [];
  return Object.entries({
    ssl_cert_file: "POSTGRESQL_TLS_CERT_FILE",
    ssl_key_file: "POSTGRESQL_TLS_KEY_FILE",
    ssl_ca_file: "POSTGRESQL_TLS_CA_FILE",
    ssl_crl_file: "POSTGRESQL_TLS_CRL_FILE",
  }).flatMap(([setting, name]) => {
    const value = variable(name);
    return value && !value.text.includes("$") ? [[setting, value] as const] : [];
  });
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
        interpolate,
      );
    const scalar = document.scalar(command);
    return wordsOf(scalar ? [scalar] : [], true, interpolate);
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
      if (scalar) return filledIn(partFrom(scalar, 0));
    }
  for (const item of (environment && document.items(environment)) ?? []) {
    const scalar = document.scalar(item);
    if (!scalar?.value.startsWith(`${name}=`)) continue;
    return filledIn(partFrom(scalar, name.length + 1));
  }
  return undefined;
}

/** A value with the defaults of its variables. */
function filledIn({ scalar, text, offsets }: ScalarPart): ScalarPart {
  const filled = interpolate(text);
  return { scalar, text: filled.text, offsets: filled.offsets.map((at) => offsets[at] ?? 0) };
}
