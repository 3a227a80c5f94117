import { type Example, type ExampleFile, isDirectory } from "./annotated.ts";
import { materialBytes } from "./fixtures/materials.ts";
import { defaultOwner, type MemoryFile } from "./memoryHost.ts";
import type { Files } from "./openService.ts";

/** A file of an example as it is on disk, or a directory whose mode and owner matter. */
export interface PlacedFile {
  /** Relative to the data directory, `.` for itself. */
  readonly path: string;
  readonly bytes: Uint8Array;
  readonly mode: number;
  readonly owner: number;
  readonly kind: "file" | "directory";
  /** Where a symbolic link leads; such a file has neither bytes nor mode of its own. */
  readonly link?: string;
}

/** The version whose data directory an example has unless it names another. */
const exampleVersion = 18;

/**
 * The files of an example. One that has headers and a postgresql.conf at the top is a data directory with `PG_VERSION`,
 * a pg_hba.conf, a certificate `server.crt` and its key `server.key`, so that an example need show only what is wrong.
 */
export function exampleFiles(example: Example): PlacedFile[] {
  const files = new Map<string, ExampleFile>();
  if (example.files.some(({ path }) => path === "postgresql.conf")) {
    const version = example.directives.version ?? exampleVersion;
    files.set("PG_VERSION", { path: "PG_VERSION", text: `${version}\n` });
    files.set("pg_hba.conf", { path: "pg_hba.conf", text: "local all all trust\n" });
    files.set("server.crt", { path: "server.crt", material: ["leaf", "intermediate"] });
    files.set("server.key", { path: "server.key", material: ["leaf-key"] });
  }
  for (const file of example.files) files.set(file.path, file);
  return [...files.values()].filter(({ absent }) => !absent).map(place);
}

/** The files of an example as they are in memory. */
export function memoryFiles(example: Example): Files {
  const placed = exampleFiles(example);
  const files = placed.flatMap(({ path, kind, link, bytes, mode, owner }): [string, MemoryFile][] => {
    const target = `/data/${path}`.replace(/\/\.?$/, "");
    if (link === undefined)
      return [[target, kind === "directory" ? { kind, mode, owner } : { bytes, mode, owner }]];
    const linked = placed.filter((other) => other.path === link || other.path.startsWith(`${link}/`));
    if (linked.length === 0) return [[target, { kind: "dangling" }]];
    return linked.map(({ path: real, bytes, mode, owner }) => [
      target + real.slice(link.length),
      { bytes, mode, owner, link: `/data/${real}` },
    ]);
  });
  return Object.fromEntries(files);
}

function place({ path, text, material, mode, owner = defaultOwner, link }: ExampleFile): PlacedFile {
  const kind = isDirectory(path) ? "directory" : "file";
  const isSecret = kind === "directory" || material?.some((name) => /-key/.test(name));
  return {
    path,
    kind,
    ...(link !== undefined && { link }),
    owner,
    mode: mode ?? (kind === "directory" ? 0o700 : isSecret ? 0o600 : 0o644),
    bytes: material ? Buffer.concat(material.map(materialBytes)) : Buffer.from(text ?? ""),
  };
}
