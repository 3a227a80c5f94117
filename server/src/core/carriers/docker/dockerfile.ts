import { carrierMarks } from "../../model/carrierMarks.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile } from "../carrier.ts";
import { bitnamiTls, hbaOf, type VariablesTls } from "../charts/bitnamiVariables.ts";
import { argumentProblems } from "../containers/argumentProblems.ts";
import {
  argumentOf,
  type ContainerServer,
  hasOwnHba,
  mainFileOf,
  writeContainerConf,
  writeContainerHba,
} from "../containers/containerFile.ts";
import { imageVersion } from "../containers/imageVersion.ts";
import {
  configurationFolder,
  type OtherImage,
  otherImageOf,
  postgresImages,
} from "../containers/postgresImages.ts";
import type { ScalarPart } from "../containers/serverArguments.ts";
import { type ServerCommand, serverCommand } from "../containers/serverCommand.ts";
import { editedBy, writtenFiles } from "../shell/scripts.ts";
import { shellWrites } from "../shell/shellWrites.ts";
import { accessAfter, type DockerCopies, readCopies } from "./dockerCopies.ts";
import {
  environmentIn,
  environmentOf,
  type Instruction,
  instructionWords,
  readInstructions,
} from "./dockerInstructions.ts";
import { lostInVolume } from "./volumeLost.ts";

/** A Dockerfile whose last stage is built on docker-library's `postgres`, or on an image with a server and another entry point. */
export const dockerfile: Carrier = {
  name: "The image",
  language: "dockerfile",
  mark: carrierMarks.dockerfile.dockerfile,
  onRefusal: {
    "postgresql-conf": "The server gets these as arguments: with a bad one the container stops at once.",
    "pg-hba": "The image writes the line when it makes the data directory: the server does not start.",
  },
  read(source) {
    const instructions = readInstructions(source);
    const { image = "", stage } = lastStage(instructions);
    const other = otherImageOf(image);
    if (!other && !postgresImages.test(image)) return [];
    const version = imageVersion(image, "the image says so");
    const copies = readCopies(stage, image);
    const written = writtenFiles(source);
    const own = written.filter(isFirst);
    const tls = other && tlsOf(stage, copies, other);
    const server = withWrittenHba(serverOf(stage, copies, other, tls), source);
    const isHbaMade = !hasOwnHba(server) && !own.some(({ language }) => language === "pg-hba");
    const made = tls && isHbaMade ? hbaOf(source, image, tls) : undefined;
    const method = other || !isHbaMade ? undefined : environmentIn(stage, "POSTGRES_HOST_AUTH_METHOD");
    const files = filesOf(source, stage, server, method, version?.value, own);
    if (made) files.push(made.file);
    const others = written
      .filter((file) => !files.includes(file))
      .map((file) => ({ carrier: build, knowsSettings: false, files: [file], problems: [] }));
    const besides: readonly EmbeddedCluster[] = [...others, ...editedBy(source, build)].map((one) => ({
      ...one,
      ...(version && { version }),
    }));
    const problems = [
      ...lostInVolume(stage, image, version?.value),
      ...argumentProblems(source, commandOf(stage), other ? undefined : image, version?.value),
      ...(made ? [made.problem] : []),
    ];
    if (files.length === 0) {
      const [first, ...rest] = besides;
      return first ? [{ ...first, problems: [...first.problems, ...problems] }, ...rest] : [];
    }
    const cluster: EmbeddedCluster = {
      carrier: dockerfile,
      ...(version && { version }),
      knowsSettings: !other && mainFileOf(server) !== undefined,
      files,
      problems,
      mappings: copies.mappings,
      ...(copies.serverUser !== undefined && {
        serverUser: copies.serverUser,
        access: [
          ...copies.access,
          ...accessAfter(commandOf(stage)?.before, copies.serverUser),
          ...(tls?.access ?? []),
        ],
      }),
    };
    return [cluster, ...besides];
  },
};

/** What the instructions write by themselves: neither arguments nor what the image makes of its variables. */
const build: Carrier = { ...dockerfile, onRefusal: {}, writesParts: true };

/** Whether a file is the first of its language: which of several the server reads is not known. */
function isFirst({ language }: EmbeddedFile, index: number, files: readonly EmbeddedFile[]): boolean {
  return files.findIndex((one) => one.language === language) === index;
}

/** The last stage, below those of the file on which it is built, and the image of the first of these (Docker's reference, "FROM"). */
export function lastStage(instructions: readonly Instruction[]) {
  let stage: readonly Instruction[] = [];
  let image: string | undefined;
  let end = instructions.length;
  for (let count = 0; count < maxStages; count++) {
    const above = instructions.slice(0, end);
    const start = above.findLastIndex(
      ({ name, rest }) => name === "FROM" && (image === undefined || aliasOf(rest.value) === image),
    );
    if (start < 0) break;
    const next = instructions.findIndex(({ name }, index) => index > start && name === "FROM");
    stage = [...instructions.slice(start + 1, next < 0 ? undefined : next), ...stage];
    const [, from = ""] = /^(?:--\S+\s+)*(\S+)/.exec(instructions[start]?.rest.value ?? "") ?? [];
    image = withArguments(from, instructions);
    end = start;
  }
  return { image, stage };
}

/** Stages that are built one on the other at the most. */
const maxStages = 20;

/** The name that a stage has: `FROM postgres:16 AS base`. */
function aliasOf(from: string): string | undefined {
  return /\sas\s+(\S+)\s*$/i.exec(from)?.[1];
}

/** The image on which the last stage of a Dockerfile is built. */
export function imageOfDockerfile(source: string): string | undefined {
  return lastStage(readInstructions(source)).image;
}

/** An image with the defaults of the arguments above the first stage (Docker's reference, "Understand how ARG and FROM interact"). */
function withArguments(image: string, instructions: readonly Instruction[]): string {
  const first = instructions.findIndex(({ name }) => name === "FROM");
  const defaults = new Map(
    instructions.slice(0, first).flatMap(({ name, rest: { value } }) => {
      const [, variable = "", quoted = ""] = /^(\w+)=(\S+)$/.exec(value) ?? [];
      return name === "ARG" && variable ? [[variable, quoted.replace(/["']/g, "")] as const] : [];
    }),
  );
  return image.replace(
    /\$(?:(\w+)|\{(\w+)(?::?-([^}]{0,100}))?\})/g,
    (all, plain: string, braced: string, other?: string) => defaults.get(plain ?? braced) ?? other ?? all,
  );
}

function serverOf(
  stage: readonly Instruction[],
  { mappings }: DockerCopies,
  other: OtherImage | undefined,
  tls: VariablesTls | undefined,
): ContainerServer {
  return {
    settings: commandOf(stage)?.settings ?? [],
    mappings,
    dataDirectory: other
      ? configurationFolder(other, Object.keys(mappings))
      : environmentIn(stage, "PGDATA")?.text,
    initdbArguments: other ? undefined : environmentIn(stage, "POSTGRES_INITDB_ARGS")?.text,
    variables: tls?.settings ?? [],
  };
}

/** What Bitnami's entry point makes of the variables; a container gets its password when it is run. */
function tlsOf(stage: readonly Instruction[], { mappings }: DockerCopies, other: OtherImage): VariablesTls {
  const variables = environmentOf(stage);
  const isPasswordGiven = !variables.has("ALLOW_EMPTY_PASSWORD");
  return bitnamiTls(
    (name) =>
      variables.get(name) ?? (isPasswordGiven && name === "POSTGRESQL_PASSWORD" ? "unknown" : undefined),
    mappings,
    other.serverUser,
  );
}

/** With the pg_hba.conf that a here-document of the Dockerfile writes, in place of one that is brought. */
function withWrittenHba(server: ContainerServer, source: string): ContainerServer {
  const path = argumentOf(server, "hba_file");
  const written = shellWrites(source).find(({ language, appends }) => language === "pg-hba" && !appends);
  const [line] = written?.lines ?? [];
  if (path === undefined || !line) return server;
  if ("parts" in line) return server;
  return { ...server, contents: new Map([[path, "unknown" in line ? line.unknown : line]]) };
}

function filesOf(
  source: string,
  stage: readonly Instruction[],
  server: ContainerServer,
  method: ScalarPart | undefined,
  version: ServerVersion | undefined,
  written: readonly EmbeddedFile[],
): EmbeddedFile[] {
  const place = { from: 0, to: 0 };
  const reads =
    server.settings.length > 0 ||
    Boolean(server.variables?.length) ||
    Boolean(commandOf(stage)?.refused.length) ||
    mainFileOf(server) !== undefined ||
    hasOwnHba(server);
  const conf = reads ? [writeContainerConf(source, server, place)] : [];
  const hba = method ? [writeContainerHba(source, server, method, place, version)] : [];
  return [
    ...conf,
    ...hba,
    ...written.filter(({ language }) => conf.length === 0 || language !== "postgresql-conf"),
  ];
}

/** The arguments of the server: `CMD` follows `ENTRYPOINT`; each as a list of JSON or as a line for the shell. */
function commandOf(stage: readonly Instruction[]): ServerCommand | undefined {
  const words: ScalarPart[] = [];
  for (const name of ["ENTRYPOINT", "CMD"]) {
    const instruction = stage.findLast((one) => one.name === name);
    if (!instruction) continue;
    const own = instructionWords(instruction);
    if (!own) return undefined;
    words.push(...own);
  }
  return serverCommand(words);
}
