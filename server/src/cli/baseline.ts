import { dirname, relative, resolve, sep } from "node:path";
import { toUri } from "../disk/fileUri.ts";
import { promptHost } from "../disk/promptHost.ts";
import { CannotRun } from "./cannotRun.ts";
import type { CheckedFile } from "./checkedFile.ts";
import type { FindingFilter } from "./findingFilter.ts";
import { writeReport } from "./outputFile.ts";
import { toJson } from "./printed.ts";

/** A finding that is known. */
interface Known {
  readonly rule: string;
  readonly fingerprint: string;
}

/** What the file holds: known findings by the paths of their files, from the folder of the baseline. */
interface Content {
  readonly version: 1;
  readonly files: Readonly<Record<string, readonly Known[]>>;
}

/** The path of a file as a baseline at `path` names it, on every system the same. */
const nameIn = (path: string, file: string): string =>
  relative(dirname(resolve(path)), resolve(file))
    .split(sep)
    .join("/");

/** The findings of a file as a baseline knows them. */
const toKnown = ({ diagnostics, shown }: CheckedFile): Known[] =>
  diagnostics.map(({ rule }, index) => ({ rule, fingerprint: shown?.findings[index]?.fingerprint ?? "" }));

/** Collects findings for a new baseline. */
export class NewBaseline {
  readonly #path: string;
  readonly #files = new Map<string, readonly Known[]>();

  constructor(path: string) {
    this.#path = path;
  }

  add(file: CheckedFile): void {
    if (file.diagnostics.length > 0) this.#files.set(nameIn(this.#path, file.path), toKnown(file));
  }

  /** @throws CannotRun */
  async write(): Promise<void> {
    const names = [...this.#files.keys()].sort();
    const files = Object.fromEntries(names.map((name) => [name, this.#files.get(name) ?? []]));
    const content: Content = { version: 1, files };
    await writeReport(this.#path, `${toJson(content, 2)}\n`);
  }
}

/** A baseline that was written: what it knows is let through no more. */
export interface Baseline {
  readonly filter: FindingFilter;
  /** The known findings of files that were checked which are no longer there, in words. */
  fixed(): string[];
}

/** @throws CannotRun */
export async function readBaseline(path: string): Promise<Baseline> {
  const files = new Map(Object.entries(parseContent(path, await readText(path)).files));
  const gone: string[] = [];
  return {
    async filter(file) {
      const known = files.get(nameIn(path, file.path)) ?? [];
      const found = toKnown(file).map(({ fingerprint }) => fingerprint);
      const there = new Set(found);
      for (const { rule, fingerprint } of known)
        if (!there.has(fingerprint)) gone.push(`${file.path}: ${rule}`);
      const names = new Set(known.map(({ fingerprint }) => fingerprint));
      return (index) => !names.has(found[index] ?? "");
    },
    fixed: () => gone,
  };
}

/** Bytes that a baseline may have: room for more than a million findings. */
const maxBytes = 128 * 1024 * 1024;

async function readText(path: string): Promise<string> {
  const text = await promptHost.readText(toUri(path), maxBytes);
  if (typeof text === "string") return text.replace(/^\ufeff/, "");
  throw new CannotRun(`${path}: ${text ? `cannot be read (${text.problem})` : "there is no such file"}`);
}

function parseContent(path: string, text: string): Content {
  const wrong = new CannotRun(`${path}: not a baseline; write one with --write-baseline`);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wrong;
  }
  if (!isContent(value)) throw wrong;
  return value;
}

function isContent(value: unknown): value is Content {
  if (typeof value !== "object" || value === null || !("files" in value)) return false;
  const { version, files } = value as { version?: unknown; files: unknown };
  if (version !== 1 || typeof files !== "object" || files === null) return false;
  return Object.values(files).every((known) => Array.isArray(known) && known.every(isKnown));
}

function isKnown(value: unknown): value is Known {
  const { rule, fingerprint } = (value ?? {}) as { rule?: unknown; fingerprint?: unknown };
  return typeof rule === "string" && typeof fingerprint === "string";
}
