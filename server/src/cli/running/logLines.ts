import { createReadStream } from "node:fs";
import { StringDecoder } from "node:string_decoder";
import { createGunzip } from "node:zlib";
import { CannotRun } from "../cannotRun.ts";

/** Characters of a line that are kept; the rest of a longer one is skipped. */
const maxLine = 64 * 1024;

/** Hands the lines of a file, or of standard input for `-`, to a function; a file that ends in `.gz` is unpacked. @throws CannotRun */
export async function eachLine(path: string, onLine: (line: string) => void): Promise<void> {
  const source = path === "-" ? process.stdin : createReadStream(path);
  const stream = path.endsWith(".gz") ? source.pipe(createGunzip()) : source;
  source.on("error", (error: Error) => stream.destroy(error));
  const decoder = new StringDecoder("utf8");
  let rest = "";
  const take = (text: string) => {
    let start = 0;
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
      const line = rest + text.slice(start, text[end - 1] === "\r" && end > start ? end - 1 : end);
      rest = "";
      start = end + 1;
      onLine(line);
    }
    if (rest.length < maxLine) rest += text.slice(start);
  };
  try {
    for await (const chunk of stream) take(decoder.write(chunk as Buffer));
  } catch (error) {
    throw new CannotRun(`${path}: ${(error as Error).message}`);
  }
  if (rest) onLine(rest);
}
