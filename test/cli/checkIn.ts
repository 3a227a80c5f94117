import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { beforeAll } from "vitest";
import { runCli } from "../support/runCli.ts";
import { folderPerFile } from "../support/scratchFolder.ts";

/** `pgssl check` in a folder of its own for all tests of a file, which begins with these files. */
export function checkIn(files: Readonly<Record<string, string>>) {
  const at = folderPerFile();
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(at(path)), { recursive: true });
    writeFileSync(at(path), text);
  };
  beforeAll(() => {
    for (const [path, text] of Object.entries(files)) write(path, text);
  });
  return { at, write, check: (...args: string[]) => runCli(["check", ...args], { cwd: at() }) };
}
