import { constants } from "node:fs";
import { access } from "node:fs/promises";

/** Whether this process may change a file or the entries of a folder; true of what is not there. */
export async function mayWrite(path: string): Promise<boolean> {
  return access(path, constants.W_OK).then(
    () => true,
    ({ code }: NodeJS.ErrnoException) => code !== "EACCES" && code !== "EPERM" && code !== "EROFS",
  );
}
