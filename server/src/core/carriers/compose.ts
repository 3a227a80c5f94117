import { carrierMarks } from "../model/carrierMarks.ts";
import { bitnamiTls } from "./bitnamiVariables.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile, HostSpan } from "./carrier.ts";
import { type ContainerVariable, readEnvironment } from "./composeEnvironment.ts";
import { containerFiles } from "./composeFiles.ts";
import { type ComposeProject, joinPath, readProject, textIn } from "./composeProject.ts";
import { type ComposeService, entriesOf, readService } from "./composeService.ts";
import {
  type ContainerServer,
  contentOf,
  hasOwnHba,
  hasUnknownFiles,
  mainFileOf,
  scalarOf,
  writeContainerConf,
  writeContainerHba,
  writeContent,
} from "./containerFile.ts";
import { accessAfter } from "./dockerCopies.ts";
import { imageOfDockerfile } from "./dockerfile.ts";
import { FileWriter } from "./fileWriter.ts";
import { imageVersion } from "./imageVersion.ts";
import { initScripts } from "./initScripts.ts";
import { interpolate } from "./interpolate.ts";
import type { Neighbours } from "./neighbours.ts";
import { otherImageOf, postgresImages, serverUserOf } from "./postgresImages.ts";
import { wordsOf } from "./serverArguments.ts";
import { type ServerCommand, serverCommand } from "./serverCommand.ts";
import { keyText, type YamlDocument } from "./yaml.ts";

/** Services of Compose that run an image built on docker-library's `postgres`. */
export const compose: Carrier = {
  name: "The image",
  language: "yaml",
  mark: carrierMarks.yaml.compose,
  paths: [["services"], ["configs"], ["secrets"], ["include"]],
  onRefusal: {
    "postgresql-conf": "The server gets these as arguments: with a bad one the container stops at once.",
    "pg-hba": "The image writes the line when it makes the data directory: the server does not start.",
  },
  embed(document, { neighbours }) {
    if (!document.at("services") && !document.at("include")) return [];
    const project = readProject(document, neighbours);
    return [...placesIn(document, project)].flatMap(
      ([name, place]) => embedService(document, name, place, project, neighbours) ?? [],
    );
  },
};

/** The services that a document has, and those that it includes, by their names: each with its key, or with the one by which it is included. */
function placesIn(document: YamlDocument, { files }: ComposeProject): ReadonlyMap<string, HostSpan> {
  const included = files.flatMap((file) =>
    file.place
      ? file.document
          .entries(file.document.at("services"))
          .map(({ key }) => [keyText(key), file.place as HostSpan] as const)
      : [],
  );
  const own = document.entries(document.at("services")).flatMap((entry) => {
    const { from, to } = document.span(entry);
    // Which of these entries come to be, a template decides.
    const isOpen = document.templateLines(from, to).length > 0;
    return [[keyText(entry.key), isOpen ? undefined : document.place(entry)] as const];
  });
  return new Map(
    [...new Map([...included, ...own])].flatMap(([name, place]) => (place ? [[name, place]] : [])),
  );
}

function embedService(
  document: YamlDocument,
  name: string,
  place: HostSpan,
  project: ComposeProject,
  neighbours: Neighbours,
): EmbeddedCluster | undefined {
  const service = readService(project, name, neighbours);
  const textOf = (entry: string) => {
    const [found] = entriesOf(service, entry);
    const value = found?.document.scalar(found.entry)?.value;
    return found && value !== undefined
      ? { value, filled: interpolate(value, found.variables).text }
      : undefined;
  };
  const written = textOf("image");
  const image = written?.filled;
  const other = image === undefined ? undefined : otherImageOf(image);
  const environment = readEnvironment(service, neighbours);
  const command = commandOf(service);
  const settings = command?.settings;
  if (image ? !other && !postgresImages.test(image) : entriesOf(service, "build").length === 0)
    return undefined;
  const method = other ? undefined : environment.variable("POSTGRES_HOST_AUTH_METHOD");
  const files = containerFiles(service);
  // An image that is built here is PostgreSQL's if it is given the data or the arguments of one.
  const isServer = image !== undefined || settings?.length || files.hasData;
  if (!isServer) return undefined;
  const built = image ?? builtImage(service, neighbours);
  const reason =
    built !== image
      ? "the Dockerfile says so"
      : image === written?.value
        ? "the image says so"
        : "the image says so, with its variables filled in";
  const version = imageVersion(built, reason);
  const folder = other?.folders.find((one) =>
    Object.keys(files.mappings).some((path) => path.startsWith(one)),
  );
  const dataDirectory = other ? undefined : environment.variable("PGDATA");
  const initdbArguments = other ? undefined : environment.variable("POSTGRES_INITDB_ARGS");
  const tls = other ? bitnamiTls(environment, files.mappings, other.serverUser) : undefined;
  const server: ContainerServer = {
    settings: settings ?? [],
    ...files,
    dataDirectory: other ? (folder ?? other.folders[0]) : textIfKnown(dataDirectory),
    initdbArguments: textIfKnown(initdbArguments),
    variables: tls?.settings ?? [],
  };
  const hasFiles = mainFileOf(server) !== undefined || hasOwnHba(server) || hasContents(server);
  if (!settings?.length && (!method || method === "unknown") && !hasFiles && !server.variables?.length)
    return undefined;
  const user = userOf(textOf("user")?.filled, built);
  const isMade = service.isComplete && ![dataDirectory, initdbArguments].includes("unknown");
  // Records that nobody here knows are above the line that the image appends.
  const isWritten = command?.before !== undefined && /^unknown$|\.conf\b/.test(command.before);
  const hasOwnConf = mainFileOf(server) !== undefined || contentOf(server, "postgresql-conf") !== undefined;
  const scripts = other ? undefined : initScripts(files, neighbours, hasOwnConf);
  const known = isMade && !isWritten && !scripts?.records ? method : "unknown";
  return {
    carrier: compose,
    name,
    ...(version && { version }),
    knowsSettings:
      image !== undefined &&
      !other &&
      command !== undefined &&
      !command.before &&
      isMade &&
      !scripts?.settings &&
      !hasUnknownFiles(server),
    files: [
      writeContainerConf(document.source, server, place),
      ...writeContents(document, server, place),
      ...(other || hasOwnHba(server) || contentOf(server, "pg-hba")
        ? []
        : [writeContainerHba(document.source, server, known, place, version?.value)]),
    ],
    problems: [],
    mappings: files.mappings,
    ...(user !== undefined && { serverUser: user }),
    ...(command?.before !== undefined
      ? { access: accessAfter(command.before, user) }
      : tls && { access: tls.access }),
  };
}

function textIfKnown(variable: ContainerVariable): string | undefined {
  return variable === "unknown" ? undefined : variable?.text;
}

/** The image on which a Dockerfile builds that of the service: one of the document itself, or a file; `undefined` for others than PostgreSQL's. */
function builtImage(service: ComposeService, neighbours: Neighbours): string | undefined {
  const [found] = entriesOf(service, "build");
  if (!found) return undefined;
  const { document, entry, folder, variables } = found;
  const inline = textIn(document, entry, "dockerfile_inline");
  const [context = ".", name = "Dockerfile"] = [
    document.scalar(entry)?.value ?? textIn(document, entry, "context"),
    textIn(document, entry, "dockerfile"),
  ].map((path) => path && interpolate(path, variables).text);
  if (inline === undefined && !/^(?:[\w.-]|\/)/.test(context)) return undefined;
  const file =
    inline === undefined
      ? neighbours.read(joinPath(joinPath(folder, `${context.replace(/\/$/, "")}/`), name))
      : { text: inline };
  const image = typeof file === "string" ? undefined : imageOfDockerfile(file.text);
  return image !== undefined && postgresImages.test(image) ? image : undefined;
}

/** The user id of the server: that of `user`, or that of the image. */
function userOf(chosen: string | undefined, image: string | undefined): number | undefined {
  if (chosen !== undefined && chosen !== "postgres") {
    const [, id] = /^(\d{1,9})(?::|$)/.exec(chosen) ?? [];
    return id === undefined ? undefined : Number(id);
  }
  return image === undefined ? undefined : serverUserOf(image);
}

const embeddedLanguages = ["postgresql-conf", "pg-hba", "pg-ident"] as const;

function hasContents(server: ContainerServer): boolean {
  return embeddedLanguages.some((language) => contentOf(server, language) !== undefined);
}

/** The files for authentication that are texts of the document. */
function writeContents(
  document: YamlDocument,
  server: ContainerServer,
  place: HostSpan,
): readonly EmbeddedFile[] {
  return (["pg-hba", "pg-ident"] as const).flatMap((language) => {
    const content = contentOf(server, language);
    if (!content) return [];
    const scalar = scalarOf(content);
    const writer = writeContent(new FileWriter(language, document.source), content);
    return [writer.finish(scalar.isElsewhere ? place : scalar, "text")];
  });
}

/** The arguments of the server: `command` follows `entrypoint`. */
function commandOf(service: ComposeService): ServerCommand | undefined {
  const words = ["entrypoint", "command"].map((name) => {
    const [found] = entriesOf(service, name);
    if (!found) return [];
    const { document, entry, shown } = found;
    const fill = (text: string) => interpolate(text, shown);
    const items = document.items(entry);
    const scalars = (items ?? [entry]).flatMap((item) => document.scalar(item) ?? []);
    return wordsOf(scalars, items === undefined, fill);
  });
  if (words.some((part) => part === undefined)) return undefined;
  return serverCommand(words.flatMap((part) => part ?? []));
}
