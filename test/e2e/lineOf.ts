import { readFile } from "node:fs/promises";

/** The number, from 1, of the line that starts like this. */
export async function lineOf(path: string, start: string): Promise<number> {
  const lines = (await readFile(path, "utf8")).split("\n");
  const index = lines.findIndex((line) => line.startsWith(start));
  if (index < 0) throw new Error(`No line of ${path} starts with ${start}`);
  return index + 1;
}
