import type { DirectoryEntry, FileStat, Host, ReadProblem, TextProblem } from "../../server/src/core/host.ts";

/** One file of a `MemoryHost`. Strings and bytes are ordinary files of mode 0644. */
export interface MemoryFile {
  readonly text?: string;
  readonly bytes?: Uint8Array;
  /** What a link, a FIFO or a device counts as; an empty directory is given this way too. */
  readonly kind?: FileStat["kind"] | "dangling";
  /** The path that a symbolic link leads to; all else is about what is there. */
  readonly link?: string;
  readonly mode?: number;
  readonly owner?: number;
  readonly group?: number;
  /** The file exists and cannot be read. */
  readonly problem?: ReadProblem;
}

/** Files in memory, by absolute POSIX path, and a clock that does not run. Folders exist because files are in them. */
export class MemoryHost implements Host {
  /** Milliseconds since 1970; a test may turn the clock. */
  time: number;
  readonly #files = new Map<string, MemoryFile & { readonly modified: number }>();
  /** How often anything was requested, so that tests see what was cached. */
  calls = 0;
  #writes = 0;

  constructor(files: Readonly<Record<string, string | Uint8Array | MemoryFile>> = {}, time = defaultTime) {
    this.time = time;
    for (const [path, file] of Object.entries(files)) this.write(path, file);
  }

  write(path: string, file: string | Uint8Array | MemoryFile): void {
    const plain =
      typeof file === "string" ? { text: file } : file instanceof Uint8Array ? { bytes: file } : file;
    this.#files.set(path, { ...plain, modified: ++this.#writes });
  }

  remove(path: string): void {
    this.#files.delete(path);
  }

  /** Changes the mode, owner or group alone, as `chmod` and `chown` do. */
  change(path: string, attributes: Pick<MemoryFile, "mode" | "owner" | "group">): void {
    const file = this.#files.get(path);
    if (file) this.#files.set(path, { ...file, ...attributes });
  }

  async namesThere(folder: string, names: readonly string[]): Promise<readonly string[]> {
    this.calls++;
    return names.filter((name) => {
      const path = `${toPath(folder).replace(/\/$/, "")}/${name}`;
      return this.#files.has(path) || this.#isFolder(path);
    });
  }

  async readFile(uri: string, maxBytes: number): Promise<Uint8Array | ReadProblem | undefined> {
    this.calls++;
    const path = toPath(uri);
    const file = this.#files.get(path);
    if (!file) return this.#isFolder(path) ? "directory" : undefined;
    if (file.problem) return file.problem;
    if (file.kind === "directory") return "directory";
    if (file.kind === "other") return "not-a-file";
    if (file.kind === "dangling") return undefined;
    const bytes = toBytes(file);
    return bytes.length > maxBytes ? "too-large" : bytes;
  }

  async readText(uri: string, maxBytes: number): Promise<string | TextProblem | undefined> {
    const read = await this.readFile(uri, maxBytes);
    if (read === undefined) return undefined;
    return read instanceof Uint8Array
      ? new TextDecoder("utf-8", { ignoreBOM: true }).decode(read)
      : { problem: read };
  }

  async stat(uri: string): Promise<FileStat | "unreadable" | undefined> {
    this.calls++;
    const path = toPath(uri);
    const file = this.#files.get(path);
    if (!file) {
      return this.#isFolder(path)
        ? { kind: "directory", size: 0, modified: 0, mode: 0o700, owner: defaultOwner, group: defaultOwner }
        : undefined;
    }
    if (file.kind === "dangling") return undefined;
    const kind = file.kind ?? "file";
    const {
      mode = kind === "directory" ? 0o700 : 0o644,
      owner = defaultOwner,
      group = defaultOwner,
      modified,
    } = file;
    const isLink = file.link !== undefined;
    return { kind, size: toBytes(file).length, modified, mode, owner, group, ...(isLink && { isLink }) };
  }

  async realUri(uri: string): Promise<string> {
    const { link } = this.#files.get(toPath(uri)) ?? {};
    return link === undefined ? uri : `file://${link}`;
  }

  async readDirectory(uri: string): Promise<readonly DirectoryEntry[] | undefined> {
    this.calls++;
    const prefix = `${toPath(uri).replace(/\/$/, "")}/`;
    const entries = new Map<string, DirectoryEntry>();
    for (const [path, file] of this.#files) {
      if (!path.startsWith(prefix)) continue;
      const [name = "", ...below] = path.slice(prefix.length).split("/");
      entries.set(name, { name, kind: below.length > 0 ? "directory" : (file.kind ?? "file") });
    }
    return entries.size > 0 || this.#files.get(toPath(uri))?.kind === "directory"
      ? [...entries.values()]
      : undefined;
  }

  now(): number {
    return this.time;
  }

  #isFolder(path: string): boolean {
    const prefix = `${path.replace(/\/$/, "")}/`;
    for (const known of this.#files.keys()) if (known.startsWith(prefix)) return true;
    return false;
  }
}

/** The user and group that own files without an owner of their own. */
export const defaultOwner = 999;

/** 2026-06-01, noon UTC. */
export const defaultTime = Date.UTC(2026, 5, 1, 12);

function toPath(uri: string): string {
  return decodeURIComponent(new URL(uri).pathname);
}

function toBytes(file: MemoryFile): Uint8Array {
  return file.bytes ?? new TextEncoder().encode(file.text ?? "");
}
