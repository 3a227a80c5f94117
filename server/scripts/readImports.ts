import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");

/** Modules of the program, and the modules each one imports: paths from the root of the repository, with slashes. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/** Reads the imports, of types too, between the modules of server and client. */
export function readImports(): Imports {
  const files = ["server/src", "client/src"].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ts"))
      .map((name) => toModule(join(root, folder, name))),
  );
  return new Map(files.sort().map((file) => [file, importsOf(file)]));
}

function importsOf(file: string): string[] {
  const path = join(root, file);
  const names = readFileSync(path, "utf8").matchAll(/(?:from|import\()\s*"(\.[^"]+)"/g);
  return [...new Set([...names].map(([, name = ""]) => toModule(join(dirname(path), name))))];
}

const toModule = (path: string): string => relative(root, path).split(sep).join("/");

/** The part of the program that a module belongs to: `core/x509`, `core/index.ts`, `lsp`, `client`. */
export function partOf(file: string): string {
  const [side = "", , folder = "", below = ""] = file.split("/");
  if (side === "client") return side;
  return folder === "core" ? `${folder}/${below}` : folder;
}

/** The groups of modules that import each other in a circle (the strongly connected components, by Tarjan's algorithm). */
export function findCircles(imports: Imports): string[][] {
  const circles: string[][] = [];
  const indexes = new Map<string, number>();
  const open: string[] = [];
  /** Returns the lowest index among the open modules that this one leads to. */
  const visit = (file: string): number => {
    const index = indexes.size;
    let lowest = index;
    indexes.set(file, index);
    open.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!indexes.has(next)) lowest = Math.min(lowest, visit(next));
      else if (open.includes(next)) lowest = Math.min(lowest, indexes.get(next) ?? lowest);
    }
    if (lowest < index) return lowest;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1) circles.push(circle.sort());
    return lowest;
  };
  for (const file of imports.keys()) if (!indexes.has(file)) visit(file);
  return circles;
}
