import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The text of a file of the package, whose programs are two folders below its top. */
export function packageFile(path: string): string {
  return readFileSync(join(__dirname, "../..", path), "utf8");
}
