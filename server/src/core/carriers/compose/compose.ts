import { carrierMarks } from "../../model/carrierMarks.ts";
import type { Carrier, EmbeddedCluster } from "../carrier.ts";
import { containerCluster } from "../containers/containerCluster.ts";
import { postgresImages, serverUserOf } from "../containers/postgresImages.ts";
import { wordsOf } from "../containers/serverArguments.ts";
import { type ServerCommand, serverCommand } from "../containers/serverCommand.ts";
import { imageOfDockerfile } from "../docker/dockerfile.ts";
import type { HostSpan } from "../hostSpan.ts";
import { maxComposeServices, maxManifestClusters, maxServiceEntries } from "../limits.ts";
import type { Neighbours } from "../neighbours.ts";
import { unread } from "../unread.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText } from "../yaml/yamlNodes.ts";
import { readEnvironment } from "./composeEnvironment.ts";
import { containerFiles } from "./composeFiles.ts";
import { type ComposeProject, joinPath, readProject, textIn } from "./composeProject.ts";
import { type ComposeService, entriesOf, readService } from "./composeService.ts";
import { interpolate } from "./interpolate.ts";

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
    const found: EmbeddedCluster[] = [];
    const places = [...placesIn(document, project)];
    for (const [name, place] of places.slice(0, maxComposeServices)) {
      const cluster = embedService(document, name, place, project, neighbours);
      if (cluster) found.push(cluster);
      if (found.length > maxManifestClusters) return found;
    }
    const [, next] = places[maxComposeServices] ?? [];
    if (next) found.push(unread(compose, document.source, "services", next));
    return found;
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

const lists = ["environment", "env_file", "volumes", "configs", "secrets"];

function isShort(service: ComposeService): boolean {
  return lists.every((name) =>
    entriesOf(service, name).every(
      ({ document, entry }) => (document.items(entry) ?? document.entries(entry)).length <= maxServiceEntries,
    ),
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
  if (!isShort(service))
    return image !== undefined && postgresImages.test(image)
      ? unread(compose, document.source, "entries", place)
      : undefined;
  if (image === undefined && entriesOf(service, "build").length === 0) return undefined;
  const built = image ?? builtImage(service, neighbours);
  const reason =
    built !== image
      ? "the Dockerfile says so"
      : image === written?.value
        ? "the image says so"
        : "the image says so, with its variables filled in";
  const files = containerFiles(service);
  const command = commandOf(service);
  const found = containerCluster(
    {
      carrier: compose,
      source: document.source,
      place,
      image: built,
      isWritten: image !== undefined,
      // An image that is built here is PostgreSQL's if it is given the data or the arguments of one.
      isServer: files.hasData || Boolean(command?.settings.length),
      reason,
      command,
      environment: readEnvironment(service, neighbours),
      files,
      user: userOf(textOf("user")?.filled, built),
      isComplete: service.isComplete,
    },
    neighbours,
  );
  return found && { ...found, name };
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

/** The arguments of the server: `command` follows `entrypoint`. */
function commandOf(service: ComposeService): ServerCommand | undefined {
  const words = ["entrypoint", "command"].map((name) => {
    const [found] = entriesOf(service, name);
    if (!found) return [];
    const { document, entry, shown } = found;
    const fill = (text: string) => interpolate(text, shown);
    const items = document.items(entry);
    const scalars = (items ?? [entry]).flatMap((item) => document.scalar(item) ?? []);
    if (scalars.length < (items?.length ?? 0)) return undefined;
    return wordsOf(scalars, items === undefined, fill, true);
  });
  if (words.some((part) => part === undefined)) return undefined;
  return serverCommand(words.flatMap((part) => part ?? []));
}
