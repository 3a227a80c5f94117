import type { Carrier, EmbeddedCluster, EmbeddedFile, EmbeddedProblem } from "../carrier.ts";
import { bitnamiTls, hbaOf } from "../charts/bitnamiVariables.ts";
import { accessAfter } from "../docker/dockerCopies.ts";
import { FileWriter } from "../fileWriter.ts";
import type { HostSpan } from "../hostSpan.ts";
import type { Neighbours } from "../neighbours.ts";
import { lackingKeys, mountedTexts, type SecretFile } from "../secrets.ts";
import { argumentProblems } from "./argumentProblems.ts";
import type { ContainerEnvironment, ContainerVariable } from "./containerEnvironment.ts";
import {
  type ContainerFiles,
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
import { imageVersion } from "./imageVersion.ts";
import { initScripts } from "./initScripts.ts";
import { configurationFolder, otherImageOf, postgresImages } from "./postgresImages.ts";
import type { ServerCommand } from "./serverCommand.ts";

/** A container that a document describes. */
export interface Container {
  readonly carrier: Carrier;
  /** The text of the document. */
  readonly source: string;
  /** Where findings about lines of the image are shown. */
  readonly place: HostSpan;
  readonly image: string | undefined;
  /** Whether the document names the image; one that is made elsewhere may have settings of its own. */
  readonly isWritten: boolean;
  /** Whether there is a server in it, if the image does not say so. */
  readonly isServer: boolean;
  /** Why the version of the image is that of the server. */
  readonly reason: string;
  /** `undefined` where it is not known. */
  readonly command: ServerCommand | undefined;
  readonly environment: ContainerEnvironment;
  readonly files: ContainerFiles;
  /** The user id of the server. */
  readonly user: number | undefined;
  /** Whether all that says something of it is read. */
  readonly isComplete: boolean;
  /** The files that settings name which are keys of Secrets, and what is wrong with how they are mounted. */
  readonly secretsOf?: (server: ContainerServer) => readonly SecretFile[];
  readonly problemsOf?: (server: ContainerServer) => readonly EmbeddedProblem[];
}

/** What the server in a container reads; `undefined` where there is none, or where its configuration is the usual one. */
export function containerCluster(container: Container, neighbours: Neighbours): EmbeddedCluster | undefined {
  const { carrier, source, place, image, isWritten, command, environment, files, user } = container;
  const other = image === undefined ? undefined : otherImageOf(image);
  const isServer = isWritten ? image && (other || postgresImages.test(image)) : container.isServer;
  if (!isServer) return undefined;
  const settings = command?.settings ?? [];
  const method = other ? undefined : environment("POSTGRES_HOST_AUTH_METHOD");
  const dataDirectory = other ? undefined : environment("PGDATA");
  const initdbArguments = other ? undefined : environment("POSTGRES_INITDB_ARGS");
  const tls = other ? bitnamiTls(environment, files.mappings, other.serverUser) : undefined;
  const server: ContainerServer = {
    settings,
    ...files,
    dataDirectory: other
      ? configurationFolder(other, [...Object.keys(files.mappings), ...files.contents.keys()])
      : textIfKnown(dataDirectory),
    initdbArguments: textIfKnown(initdbArguments),
    variables: tls?.settings ?? [],
  };
  const hasFiles = mainFileOf(server) !== undefined || hasOwnHba(server) || hasContents(server);
  const version = imageVersion(image, container.reason);
  const problems = argumentProblems(source, command, other ? undefined : image, version?.value);
  if (
    !settings.length &&
    !problems.length &&
    (!method || method === "unknown") &&
    !hasFiles &&
    !server.variables?.length
  )
    return undefined;
  const isMade = container.isComplete && ![dataDirectory, initdbArguments].includes("unknown");
  // Records that nobody here knows are above the line that the image appends.
  const isHbaWritten = command?.before !== undefined && /^unknown$|\.conf\b/.test(command.before);
  const hasOwnConf = mainFileOf(server) !== undefined || contentOf(server, "postgresql-conf") !== undefined;
  const scripts = other ? undefined : initScripts(files, neighbours, hasOwnConf);
  const known = isMade && !isHbaWritten && !scripts?.records ? method : "unknown";
  const secrets = container.secretsOf?.(server) ?? [];
  const hasOwn = hasOwnHba(server) || contentOf(server, "pg-hba") !== undefined;
  const made = tls && !hasOwn ? hbaOf(source, image, tls) : undefined;
  return {
    carrier,
    ...(version && { version }),
    knowsSettings:
      isWritten &&
      !other &&
      command !== undefined &&
      !command.before &&
      isMade &&
      !scripts?.settings &&
      !hasUnknownFiles(server),
    files: [
      writeContainerConf(source, server, place),
      ...writeContents(source, server, place),
      ...(made ? [made.file] : []),
      ...(other || hasOwn ? [] : [writeContainerHba(source, server, known, place, version?.value)]),
    ],
    problems: [
      ...problems,
      ...lackingKeys(secrets),
      ...(made ? [made.problem] : []),
      ...(container.problemsOf?.(server) ?? []),
    ],
    mounted: mountedTexts(secrets),
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

const embeddedLanguages = ["postgresql-conf", "pg-hba", "pg-ident"] as const;

function hasContents(server: ContainerServer): boolean {
  return embeddedLanguages.some((language) => contentOf(server, language) !== undefined);
}

/** The files for authentication that are texts of the document. */
function writeContents(source: string, server: ContainerServer, place: HostSpan): readonly EmbeddedFile[] {
  return (["pg-hba", "pg-ident"] as const).flatMap((language) => {
    const content = contentOf(server, language);
    if (!content) return [];
    const scalar = scalarOf(content);
    const writer = writeContent(new FileWriter(language, source), content);
    return [writer.finish(scalar.isElsewhere ? place : scalar, "text")];
  });
}
