import {
  closeSync,
  fstatSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  readSync,
  realpathSync,
  statSync,
} from "node:fs";
import type { Host } from "../core/host.ts";
import { FileSystems } from "./fileSystems.ts";
import type { Files } from "./files.ts";
import { createHost, waitingFiles } from "./nodeHost.ts";

const promptFiles: Files = {
  open: openSync,
  fstat: fstatSync,
  read: (file, buffer, offset, length) => ({ bytesRead: readSync(file, buffer, offset, length, null) }),
  close: closeSync,
  stat: (path) => statSync(path, { throwIfNoEntry: false }),
  lstat: (path) => lstatSync(path, { throwIfNoEntry: false }),
  readlink: (path) => readlinkSync(path),
  realpath: realpathSync.native,
  readdir: readdirSync,
};

/**
 * Sees the files of this machine without a wait for each, for programs that do nothing else meanwhile: the wait costs ten
 * times what the file does. File systems that may depend on another machine are waited for, with a time limit.
 */
export const promptSystems = new FileSystems(waitingFiles, promptFiles);

export const promptHost: Host = createHost(promptSystems);
