import { carrierMarks } from "../../model/carrierMarks.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile } from "../carrier.ts";
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
import { postgresImages } from "../containers/postgresImages.ts";
import type { ScalarPart } from "../containers/serverArguments.ts";
import { type ServerCommand, serverCommand } from "../containers/serverCommand.ts";
import { editedBy, writtenFiles } from "../shell/scripts.ts";
import { shellWrites } from "../shell/shellWrites.ts";
import { accessAfter, type DockerCopies, readCopies } from "./dockerCopies.ts";
import { environmentIn, type Instruction, instructionWords, readInstructions } from "./dockerInstructions.ts";
import { lostInVolume } from "./volumeLost.ts";

/** A Dockerfile whose last stage is built on docker-library's `postgres`. */
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
    if (!postgresImages.test(image)) return [];
    const version = imageVersion(image, "the image says so");
    const copies = readCopies(stage, image);
    const written = writtenFiles(source);
    const files = filesOf(source, stage, copies, version?.value, written.filter(isFirst));
    const others = written
      .filter((file) => !files.includes(file))
      .map((file) => ({ carrier: build, knowsSettings: false, files: [file], problems: [] }));
    const besides: readonly EmbeddedCluster[] = [...others, ...editedBy(source, build)].map((one) => ({
      ...one,
      ...(version && { version }),
    }));
    const problems = [
      ...lostInVolume(stage, image, version?.value),
      ...argumentProblems(source, commandOf(stage), image, version?.value),
    ];
    if (files.length === 0) {
      const [first, ...rest] = besides;
      return first ? [{ ...first, problems: [...first.problems, ...problems] }, ...rest] : [];
    }
    const cluster: EmbeddedCluster = {
      carrier: dockerfile,
      ...(version && { version }),
      knowsSettings: mainFileOf(serverOf(stage, copies)) !== undefined,
      files,
      problems,
      mappings: copies.mappings,
      ...(copies.serverUser !== undefined && {
        serverUser: copies.serverUser,
        access: [...copies.access, ...accessAfter(commandOf(stage)?.before, copies.serverUser)],
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

function serverOf(stage: readonly Instruction[], { mappings }: DockerCopies): ContainerServer {
  return {
    settings: commandOf(stage)?.settings ?? [],
    mappings,
    dataDirectory: environmentIn(stage, "PGDATA")?.text,
    initdbArguments: environmentIn(stage, "POSTGRES_INITDB_ARGS")?.text,
  };
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
  copies: DockerCopies,
  version: ServerVersion | undefined,
  written: readonly EmbeddedFile[],
): readonly EmbeddedFile[] {
  const server = withWrittenHba(serverOf(stage, copies), source);
  const place = { from: 0, to: 0 };
  const isRefused = Boolean(commandOf(stage)?.refused.length);
  const reads =
    server.settings.length > 0 || isRefused || mainFileOf(server) !== undefined || hasOwnHba(server);
  const conf = reads ? [writeContainerConf(source, server, place)] : [];
  const method = environmentIn(stage, "POSTGRES_HOST_AUTH_METHOD");
  const isAppended = method && !hasOwnHba(server) && !written.some(({ language }) => language === "pg-hba");
  const hba = isAppended ? [writeContainerHba(source, server, method, place, version)] : [];
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
