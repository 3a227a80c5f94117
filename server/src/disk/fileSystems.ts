import type { Stats } from "node:fs";
import nodePath, { type PlatformPath } from "node:path";
import { FileSystem } from "./fileSystem.ts";
import { type Files, isAbsence } from "./files.ts";
import { type FindMount, readMounts } from "./mounts.ts";

/** Seconds for which mounts and links of folders are remembered. */
const maxAge = 10;
/** Links that are followed on the way to one file. */
const maxLinks = 40;

/** A link leads to another machine. */
class OtherMachine extends Error {}

/** What a path leads to. */
export interface Found {
  /** The file system of the end of the path, once all links are followed. */
  readonly system: FileSystem;
  /** Of the path itself; absent where there is nothing. */
  readonly stats: Stats | undefined;
}

/**
 * The file systems of a machine, each of which may stop to answer. No call follows a symbolic link before it is known into which
 * file system that leads, so that one that does not answer holds up no other.
 */
export class FileSystems {
  readonly #files: Files;
  readonly #local: Files;
  readonly #readMounts: () => FindMount;
  readonly #paths: PlatformPath;
  readonly #systems = new Map<string, FileSystem>();
  #age = Number.NEGATIVE_INFINITY;
  #findMount: FindMount | undefined;
  #folders = new Map<string, string>();

  /** `local` are the calls for file systems that are surely on this machine, `paths` the kind of paths that the system has. */
  constructor(
    files: Files,
    local: Files = files,
    mounts: () => FindMount = readMounts,
    paths: PlatformPath = nodePath,
  ) {
    this.#files = files;
    this.#local = local;
    this.#readMounts = mounts;
    this.#paths = paths;
  }

  /** @throws NoAnswer, and what the calls throw. */
  async find(path: string, links = 0): Promise<Found> {
    this.#forgetOld();
    const { dirname, join, basename } = this.#paths;
    const folder = dirname(path); // known for nearly all paths, for which a wait would cost more than the look
    const real = join(this.#folders.get(folder) ?? (await this.#realFolder(folder, links)), basename(path));
    const system = this.#systemOf(real);
    const stats = await system.call((files) => files.lstat(real));
    if (!stats?.isSymbolicLink() || links >= maxLinks) return { system, stats };
    const target = this.#targetOf(real, await system.call((files) => files.readlink(real)));
    try {
      return { system: (await this.find(target, links + 1)).system, stats };
    } catch (error) {
      if (isAbsence(error)) return { system, stats };
      throw error;
    }
  }

  /** Those of these names that a folder has, or may have where it does not say; what they lead to is not looked at. @throws as `find` */
  async namesThere(folder: string, names: readonly string[]): Promise<readonly string[]> {
    const real = await this.#realFolder(folder, 0);
    const there: string[] = [];
    for (const name of names) {
      const path = this.#paths.join(real, name);
      try {
        if (await this.#systemOf(path).call((files) => files.lstat(path))) there.push(name);
      } catch (error) {
        if (!isAbsence(error)) there.push(name);
      }
    }
    return there;
  }

  /** A folder's path without links, as far as it exists. */
  async #realFolder(folder: string, links: number): Promise<string> {
    const { dirname, join, basename } = this.#paths;
    const above = dirname(folder);
    if (above === folder) return folder;
    this.#forgetOld();
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const folders = this.#folders;
    const path = join(await this.#realFolder(above, links), basename(folder));
    const system = this.#systemOf(path);
    let real = path;
    try {
      const stats = await system.call((files) => files.lstat(path));
      if (!stats) return path;
      if (stats.isSymbolicLink() && links < maxLinks) {
        const target = await system.call((files) => files.readlink(path));
        real = await this.#realFolder(this.#targetOf(path, target), links + 1);
      }
    } catch (error) {
      if (isAbsence(error) || isClosed(error)) return path;
      throw error;
    }
    folders.set(folder, real);
    return real;
  }

  /**
   * The path that a link leads to. On Windows one that leads to another machine is not followed: who makes a repository would be
   * sent the user's name and password hash.
   * @throws OtherMachine
   */
  #targetOf(link: string, words: string): string {
    const { dirname, parse, resolve } = this.#paths;
    const target = resolve(dirname(link), words);
    const { root } = parse(target);
    if (root.startsWith("\\\\") && root !== parse(link).root) throw new OtherMachine(target);
    return target;
  }

  #systemOf(real: string): FileSystem {
    this.#forgetOld();
    this.#findMount ??= this.#readMounts();
    const { point, isLocal } = this.#findMount(real);
    const known = this.#systems.get(point);
    if (known) return known;
    const system = new FileSystem(isLocal ? this.#local : this.#files);
    this.#systems.set(point, system);
    return system;
  }

  #forgetOld(): void {
    const now = process.uptime(); // `performance` would be a module to load
    if (now - this.#age < maxAge) return;
    this.#age = now;
    this.#findMount = undefined;
    this.#folders = new Map();
  }
}

function isClosed(error: unknown): boolean {
  return ["EACCES", "EPERM"].includes((error as NodeJS.ErrnoException).code ?? "");
}
