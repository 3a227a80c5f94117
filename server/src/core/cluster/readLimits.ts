/** Bytes of the files that a cluster includes which are read at the most: each takes some sixty in memory. */
export const maxSize = 8_000_000;
/** Lines of these files. */
export const maxLines = 300_000;
/** Lines that are read again because a file is included several times: files that include each other could be read for hours. */
export const maxRepeatedLines = 100_000;
