import type { FileStat } from "../host.ts";
import type { PemFile } from "../pki.ts";
import type { FileFacts } from "./cluster.ts";

/** A file that exists and was decoded. */
export type DecodedFile = FileFacts & {
  readonly uri: string;
  readonly stat: FileStat;
  readonly pem: PemFile;
};

/** Whether a file was decoded. */
export function isDecoded(file: FileFacts | undefined): file is DecodedFile {
  return file?.uri !== undefined && file.stat !== undefined && file.pem !== undefined;
}
