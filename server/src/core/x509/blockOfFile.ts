import type { DecodedFile } from "../cluster/decodedFile.ts";
import type { PemBlock } from "../pki.ts";

/** A block of a PEM file, by its number there. */
export interface BlockOfFile {
  readonly file: DecodedFile;
  readonly index: number;
}

/** All blocks of a file. */
export function allBlocksOf(file: DecodedFile): BlockOfFile[] {
  return file.pem.blocks.map((_, index) => ({ file, index }));
}

/** The block itself. */
export function blockAt({ file, index }: BlockOfFile): PemBlock | undefined {
  return file.pem.blocks[index];
}
