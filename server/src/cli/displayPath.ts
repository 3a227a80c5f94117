import { isAbsolute, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";

/** A file as all output names it, however it was named: from the working folder where it lies in it, else by its whole path. */
export function displayPath(file: string): string {
  const path = file.startsWith("file:") ? fileURLToPath(file) : resolve(file);
  const near = relative(process.cwd(), path);
  return near === "" || /^\.\.([/\\]|$)/.test(near) || isAbsolute(near) ? path : near;
}
