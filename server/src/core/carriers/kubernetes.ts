import type { HostSpan } from "./carrier.ts";
import type { YamlDocument } from "./yaml.ts";

/** Whether a document is a resource, and no values of a chart. */
export function isResource(document: YamlDocument): boolean {
  return Boolean(document.text("apiVersion") && document.text("kind"));
}

/** Whether a document is a resource of a kind, in whatever version of its group. */
export function isOfKind(document: YamlDocument, group: string, kind: string): boolean {
  return document.text("kind") === kind && document.text("apiVersion")?.startsWith(`${group}/`) === true;
}

/** Where a key is written, or the nearest one above that there is. */
export function placeAt(document: YamlDocument, path: readonly string[]): HostSpan {
  for (let length = path.length; length > 0; length--) {
    const found = document.at(...path.slice(0, length));
    if (found) return document.place(found);
  }
  const kind = document.at("kind");
  return kind ? document.place(kind) : { from: 0, to: 0 };
}
