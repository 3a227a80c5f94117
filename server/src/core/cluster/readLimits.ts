/** Bytes of the files of a cluster that are read at the most: each takes some sixty in memory. */
export const maxSize = 8_000_000;
/** Lines of these files. */
export const maxLines = 300_000;
/** Lines that are read again because a file is included several times: files that include each other could be read for hours. */
export const maxRepeatedLines = 100_000;

/** About the bytes of a text, by its lines; no more than `limit` are counted. */
export function sizeOf(lines: readonly string[], limit: number): number {
  let size = 0;
  for (const { length } of lines) {
    size += length;
    if (size > limit) break;
  }
  return size;
}
