import { resolve } from "node:path";
import { URI } from "vscode-uri";

/** The URI of a file, with the escapes that the core has in all URIs: Node has fewer. */
export function toUri(path: string): string {
  return URI.file(resolve(path)).toString();
}
