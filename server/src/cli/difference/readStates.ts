import { statSync } from "node:fs";
import { basename } from "node:path";
import {
  type ConnectionState,
  type LanguageService,
  type PlaceInDocument,
  SourceDocument,
} from "../../core/index.ts";
import type { Place } from "../../core/model/span.ts";
import { toUri } from "../../disk/fileUri.ts";
import { nodeHost } from "../../disk/nodeHost.ts";
import { CannotRun } from "../cannotRun.ts";
import { clusterUri } from "../clusterUri.ts";
import { createService, type ServerOptions } from "../serverOptions.ts";

/** A state of the configuration, and where its files are. */
export interface ReadState {
  readonly state: ConnectionState;
  /** A place as the user knows it. */
  placeOf(place: Place): PlaceInDocument;
}

/** Reads two states; a file by itself is read as the pg_hba.conf of the other's cluster. @throws CannotRun */
export async function readStates(
  oldPath: string,
  newPath: string,
  options: ServerOptions,
): Promise<readonly [before: ReadState, after: ReadState]> {
  const [one, other] = [await open(oldPath, options), await open(newPath, options)];
  return [await read(one, other, options), await read(other, one, options)];
}

/** A path with the service that reads it. */
interface Opened {
  readonly path: string;
  readonly uri: string;
  readonly service: LanguageService;
  /** The path is that of a whole cluster, a manifest's too. */
  readonly isFolder: boolean;
  /** The postgresql.conf of its cluster. */
  readonly mainFile?: string;
}

async function open(path: string, options: ServerOptions): Promise<Opened> {
  const stat = statSync(path, { throwIfNoEntry: false });
  const service = createService([path], options, nodeHost);
  const uri = await clusterUri(path, service);
  const isEmbedded = uri !== toUri(path) && !stat?.isDirectory();
  if (!stat && !isEmbedded) throw new CannotRun(`${path}: there is no such file or folder`);
  const isFolder = isEmbedded || stat?.isDirectory() === true;
  if (!isFolder) await service.document(uri, languageOf(path));
  const mainFile = (await service.summary(uri))?.mainFile;
  return { path, uri, service, isFolder, ...(mainFile !== undefined && { mainFile }) };
}

const languageOf = (path: string) =>
  /^postgresql.*\.conf$/.test(basename(path)) ? "postgresql-conf" : "pg-hba";

async function read(opened: Opened, other: Opened, options: ServerOptions): Promise<ReadState> {
  const { path, uri, service, isFolder, mainFile } = opened;
  const hbaOfOther = other.mainFile === undefined ? undefined : await hbaUri(other);
  if (!isFolder && mainFile === undefined && hbaOfOther !== undefined) {
    const text = (await service.document(uri, "pg-hba"))?.lines.join("");
    if (text === undefined) throw new CannotRun(`${path}: cannot be read`);
    const joined = createService([other.path, path], options, nodeHost);
    joined.open(new SourceDocument(hbaOfOther, "pg-hba", 1, text));
    const state = await joined.connectionState(hbaOfOther);
    if (state) return { state, placeOf: (place) => (place.uri === hbaOfOther ? { ...place, uri } : place) };
  }
  const state = await service.connectionState(uri);
  if (!state) throw new CannotRun(`${path}: there is no pg_hba.conf`);
  return { state, placeOf: (place) => service.placeInDocument(place) };
}

async function hbaUri({ uri, service }: Opened): Promise<string | undefined> {
  return (await service.connectionState(uri))?.hbaUri;
}
