import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { nodeOptions } from "../../client/src/node/forkServer.ts";
import { ensureTool, projectRoot } from "../support/tools.ts";
import { benchFolder, bundle } from "./bundle.ts";
import { hbaText } from "./hbaText.ts";

/** A server that is measured, and what it is given. */
export interface Subject {
  readonly name: string;
  /** What follows `node`. */
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  readonly languageId: string;
  readonly fileName: string;
  readonly text: (lineCount: number) => string;
  /** Where on a line in the middle a character is typed. */
  readonly character: number;
  /** Diagnostics are pulled, as editors do with servers that offer that. */
  readonly pulls?: true;
  /** What it must know before it says anything. */
  readonly settings?: unknown;
  /** The largest file that it is measured with, in lines. */
  readonly most: number;
}

/** Servers of other languages, pinned; they are no dependencies of the project. */
const peers = {
  name: "peers-json-4.10.0-yaml-2.0.0-dockerfile-0.15.0",
  packages: [
    "vscode-langservers-extracted@4.10.0",
    "yaml-language-server@2.0.0",
    "dockerfile-language-server-nodejs@0.15.0",
  ],
};

/** Nothing is to be looked for in a network. */
const settings = {
  json: { validate: { enable: true } },
  css: { validate: true },
  yaml: { validate: true, schemaStore: { enable: false } },
};

/** pgssl, and the do-nothing server in one bundle as pgssl is. */
export async function ownSubjects(
  cache: string,
): Promise<{ floor: Subject; fresh: Subject; pgssl: Subject }> {
  const floorPath = await bundle("doNothingServer");
  const hba = {
    languageId: "pg-hba",
    fileName: "pg_hba.conf",
    text: hbaText,
    character: 8 + "application".length,
    most: 100_000,
  } as const;
  const server = join(projectRoot, "dist/server.cjs");
  return {
    floor: { ...hba, name: "do-nothing server", args: [...nodeOptions, floorPath, "--stdio"] },
    fresh: {
      ...hba,
      name: "pgssl without kept compiled code",
      args: [...nodeOptions, server, "--stdio"],
      env: { NODE_DISABLE_COMPILE_CACHE: "1" },
    },
    pgssl: {
      ...hba,
      name: "pgssl",
      args: [...nodeOptions, server, "--stdio"],
      env: { XDG_CACHE_HOME: cache },
    },
  };
}

/**
 * The peers, installed when they are missing. They wait some hundred milliseconds after an edit before they look at it; that
 * wait is subtracted.
 */
export async function peerSubjects(progress: (message: string) => void): Promise<readonly Subject[]> {
  const modules = join(await ensureTool(peers, progress), "node_modules");
  const hurry = join(benchFolder, "hurry.cjs");
  await mkdir(benchFolder, { recursive: true });
  await writeFile(
    hurry,
    "const { setTimeout } = globalThis;\n" +
      "globalThis.setTimeout = (call, wait, ...rest) => setTimeout(call, wait <= 1000 ? 0 : wait, ...rest);\n",
  );
  const args = (path: string) => ["--require", hurry, join(modules, path), "--stdio"];
  return [
    {
      name: "JSON (VS Code's)",
      args: args("vscode-langservers-extracted/bin/vscode-json-language-server"),
      languageId: "json",
      fileName: "bench.json",
      text: jsonText,
      character: 6,
      pulls: true,
      settings,
      most: 100_000,
    },
    {
      name: "CSS (VS Code's)",
      args: args("vscode-langservers-extracted/bin/vscode-css-language-server"),
      languageId: "css",
      fileName: "bench.css",
      text: cssText,
      character: 6,
      pulls: true,
      settings,
      most: 10_000,
    },
    {
      name: "YAML",
      args: args("yaml-language-server/bin/yaml-language-server"),
      languageId: "yaml",
      fileName: "bench.yaml",
      text: yamlText,
      settings,
      character: 6,
      most: 10_000,
    },
    {
      name: "Dockerfile",
      args: args("dockerfile-language-server-nodejs/bin/docker-langserver"),
      languageId: "dockerfile",
      fileName: "Dockerfile",
      text: dockerText,
      settings,
      character: 6,
      most: 10_000,
    },
  ];
}

function repeat(lineCount: number, line: (index: number) => string): string {
  return `${Array.from({ length: lineCount }, (_, index) => line(index)).join("\n")}\n`;
}

const jsonText = (lineCount: number) =>
  `{\n${repeat(lineCount, (index) => `  "application_${index}": { "role": ${index % 97}, "address": "10.${index % 256}.0.1" },`)}  "end": 0\n}\n`;
const cssText = (lineCount: number) =>
  repeat(
    lineCount,
    (index) => `.application_${index} { margin: ${index % 97}px; color: #00${100 + (index % 256)}a; }`,
  );
/** In groups: the server compares each key of a mapping with all others. */
const yamlText = (lineCount: number) =>
  repeat(lineCount, (index) =>
    index % 100 === 0 ? `group_${index}:` : `  application_${index}: 10.${index % 256}.0.1/32`,
  );
const dockerText = (lineCount: number) =>
  `FROM scratch\n${repeat(lineCount, (index) => `ENV application_${index}=10.${index % 256}.0.1/32`)}`;
