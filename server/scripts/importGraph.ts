import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Where the program's own code is, relative to the root. */
const sourceFolders = ["server/src", "client/src"];

/** The modules of the program with the modules they import: paths from the root, with slashes. */
export function readImports(): ReadonlyMap<string, readonly string[]> {
  const files = sourceFolders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => toModule(join(root, folder, name))),
  );
  return new Map(files.map((file) => [file, importsOf(file)]));
}

function importsOf(file: string): string[] {
  const path = join(root, file);
  const names = [...readFileSync(path, "utf8").matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g)];
  return [...new Set(names.map(([, name = ""]) => toModule(join(dirname(path), name))))];
}

const toModule = (path: string): string => relative(root, path).split(sep).join("/");

/** The folder that a module counts under: `core/x509`, `lsp`, `client`. */
export function folderOf(file: string): string {
  const [side, , first = "", second = ""] = file.split("/");
  if (side === "client") return "client";
  if (first !== "core") return first;
  return second.endsWith(".ts") ? `core/${second}` : `core/${second}`;
}

/** The groups of modules that import each other in a circle, each with its modules in order (Tarjan's algorithm). */
export function findCircles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const indexes = new Map<string, number>();
  const lowest = new Map<string, number>();
  const stack: string[] = [];
  const visit = (file: string): number => {
    const index = indexes.size;
    let low = index;
    indexes.set(file, index);
    stack.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!indexes.has(next)) low = Math.min(low, visit(next));
      else if (stack.includes(next)) low = Math.min(low, indexes.get(next) ?? low);
    }
    lowest.set(file, low);
    if (low !== index) return low;
    const circle = stack.splice(stack.indexOf(file));
    if (circle.length > 1) circles.push(circle.sort());
    return low;
  };
  for (const file of imports.keys()) if (!indexes.has(file)) visit(file);
  return circles;
}
