import { dirname } from "node:path";

/** What went wrong with a file, in words: of the error of Node.js only what concerns the user, not the name for the time of writing. */
export function systemErrorInWords(error: NodeJS.ErrnoException & { readonly dest?: string }): string {
  const { code = "", path, dest } = error;
  const file = dest ?? path;
  const folder = file === undefined ? "the folder" : isHidden(file) ? dirname(file) : file;
  const words = causes[code];
  return words ? words(folder) : error.message.replaceAll(hiddenNames, "a new file");
}

const hiddenNames = /\.pgssl-\d+-[0-9a-f]{16}/g;

const isHidden = (path: string) => path.search(hiddenNames) >= 0;

const causes: Readonly<Record<string, (place: string) => string>> = {
  EACCES: (place) => `this user has no permission to write in ${place}`,
  EPERM: (place) => `this user has no permission to change ${place}`,
  EROFS: (place) => `${place} is on a file system that is mounted read-only`,
  ENOSPC: (place) => `no space is left for ${place}`,
  EDQUOT: (place) => `the quota of this user is used up for ${place}`,
};
