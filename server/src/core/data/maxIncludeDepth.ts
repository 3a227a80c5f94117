/** Files that are nested deeper are refused by the server, files of words with `@` since 16; the first is at depth 0. */
export const maxIncludeDepth = 10;
