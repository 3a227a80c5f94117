import { carrierMarks } from "../model/carrierMarks.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile } from "./carrier.ts";
import { type ContainerServer, hasOwnHba, mainFileOf, writeContainerConf } from "./containerFile.ts";
import { imageVersion } from "./imageVersion.ts";
import { postgresImages } from "./postgresImages.ts";
import type { ScalarText } from "./scalarMap.ts";
import { writtenFiles } from "./scripts.ts";
import { type ArgumentSetting, type ScalarPart, serverSettings, wordsOf } from "./serverArguments.ts";

/** A Dockerfile whose last stage is built on docker-library's `postgres`. */
export const dockerfile: Carrier = {
  name: "The image",
  language: "dockerfile",
  mark: carrierMarks.dockerfile,
  onRefusal: {
    "postgresql-conf": "The server gets these as arguments: with a bad one the container stops at once.",
  },
  addsAfter: "",
  read(source) {
    const instructions = readInstructions(source);
    const last = instructions.findLastIndex(({ name }) => name === "FROM");
    const image = /^(?:--\S+\s+)*(\S+)/.exec(instructions[last]?.rest.value ?? "")?.[1];
    if (!image || !postgresImages.test(image)) return [];
    const stage = instructions.slice(last + 1);
    const settings = settingsOf(stage);
    const mappings = mappingsOf(stage);
    const server: ContainerServer = { settings: settings ?? [], mappings };
    const reads = settings && (settings.length > 0 || mainFileOf(server) !== undefined || hasOwnHba(server));
    const conf = reads ? [writeContainerConf(source, server, { from: 0, to: 0 })] : [];
    const written = writtenFiles(source).filter(
      ({ language }) => conf.length === 0 || language !== "postgresql-conf",
    );
    const files: readonly EmbeddedFile[] = [...conf, ...written];
    if (files.length === 0) return [];
    const version = imageVersion(image, "the image says so");
    const cluster: EmbeddedCluster = {
      carrier: dockerfile,
      ...(version && { version }),
      knowsSettings: mainFileOf(server) !== undefined,
      files,
      problems: [],
      mappings,
    };
    return [cluster];
  },
};

interface Instruction {
  readonly name: string;
  readonly rest: ScalarText;
}

/** The instructions of one line, or of several that are joined by backslashes; what follows the first line is left out then. */
function readInstructions(source: string): readonly Instruction[] {
  return [...source.matchAll(/^[ \t]*([A-Za-z]+)[ \t]+([^\n]*?)[ \t]*\\?\r?$/gm)].map(
    ({ 0: all, 1: name = "", 2: value = "", index }) => {
      const from = index + all.indexOf(value, all.indexOf(name) + name.length);
      return { name: name.toUpperCase(), rest: { value, style: "plain", from, to: from + value.length } };
    },
  );
}

/** The arguments of the server: `CMD` follows `ENTRYPOINT`; each as a list of JSON or as a line for the shell. */
function settingsOf(stage: readonly Instruction[]): readonly ArgumentSetting[] | undefined {
  const words: ScalarPart[] = [];
  for (const name of ["ENTRYPOINT", "CMD"]) {
    const instruction = stage.findLast((one) => one.name === name);
    if (!instruction) continue;
    const { rest } = instruction;
    const own = rest.value.startsWith("[") ? wordsOf(jsonStrings(rest), false) : wordsOf([rest], true);
    if (!own) return undefined;
    words.push(...own);
  }
  return serverSettings(words);
}

/** The strings of a list of JSON, which YAML's double quotes write as well. */
function jsonStrings({ value, from }: ScalarText): readonly ScalarText[] {
  return [...value.matchAll(/"(?:[^"\\]|\\.)*"/g)].flatMap(({ 0: text, index }) => {
    try {
      const start = from + index;
      return [
        { value: String(JSON.parse(text)), style: "double" as const, from: start, to: start + text.length },
      ];
    } catch {
      return [];
    }
  });
}

/** What `COPY` and `ADD` bring from the folder of the Dockerfile, which mostly is that of the build. */
function mappingsOf(stage: readonly Instruction[]): Readonly<Record<string, string>> {
  const mappings: Record<string, string> = {};
  for (const { name, rest } of stage) {
    if (name !== "COPY" && name !== "ADD") continue;
    const words = rest.value.split(/\s+/).filter((word) => !/^--(?!from)/.test(word));
    const target = words.at(-1) ?? "";
    if (!target.startsWith("/") || words.some((word) => /[$*?"[]|^--from|:/.test(word))) continue;
    for (const from of words.slice(0, -1)) {
      const file = from.slice(from.lastIndexOf("/") + 1);
      const isFolder = target.endsWith("/") || words.length > 2;
      mappings[isFolder ? `${target.replace(/\/$/, "")}/${file}` : target] =
        `./${from.replace(/^\.?\//, "")}`;
    }
  }
  return mappings;
}
