import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../support/tools.ts";
import type { Input } from "./mutate.ts";

/** What was kept of former runs of a target. */
export interface Corpus {
  /** Inputs that broke a promise, with what was wrong. */
  readonly faults: readonly { readonly why: string; readonly input: Input }[];
  /** Inputs that together take the branches that hours of fuzzing had found: where the next run starts. */
  readonly covering: readonly Input[];
}

const pathOf = (target: string) => join(projectRoot, `test/fuzz/corpus/${target}.json`);

export function readCorpus(target: string): Corpus {
  const path = pathOf(target);
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : { faults: [], covering: [] };
}

/** One input a line, so that a change is easy to see. */
export function writeCorpus(target: string, { faults, covering }: Corpus): void {
  const list = (inputs: readonly unknown[]) =>
    inputs.length === 0 ? "[]" : `[\n${inputs.map((input) => `    ${toAscii(input)}`).join(",\n")}\n  ]`;
  writeFileSync(pathOf(target), `{\n  "faults": ${list(faults)},\n  "covering": ${list(covering)}\n}\n`);
}

/** JSON that shows every odd character. */
const toAscii = (value: unknown): string =>
  JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
