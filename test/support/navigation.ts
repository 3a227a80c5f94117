import { expect } from "vitest";
import { applyEdits } from "../../server/src/core/features/applyEdits.ts";
import { splitLines } from "../../server/src/core/model/lines.ts";
import type { Place } from "../../server/src/core/model/span.ts";
import { openCluster, takeMark } from "./openService.ts";

/** Files by path below `/data`, one of them with a cursor `|` in it, which is open. */
export type Files = Readonly<Record<string, string>>;

/** Opens the file with the cursor. */
export function openMarked(marked: Files) {
  const [name = "", text = ""] = Object.entries(marked).find(([, text]) => text.includes("|")) ?? [];
  const { position, text: content } = takeMark(text);
  const files: Files = { ...marked, [name]: content };
  const { service, edit } = openCluster(files);
  const { uri } = edit(name, content);
  return { service, uri, position, files };
}

/** A place as `file:line:text`. */
const describeAt =
  (files: Files) =>
  (place: Place | { readonly uri: string }): string => {
    const path = decodeURIComponent(place.uri.replace("file://", ""));
    const name = path.replace("/data/", "");
    if (!("span" in place)) return name;
    const text = (files[name] ?? "").split("\n").slice(place.line).join("\n");
    return `${name}:${place.line}:${text.slice(place.span.start, place.span.end)}`;
  };

/** Where a definition leads to from the cursor, as `file:line:text`. */
export async function checkDefinition(marked: Files, expected: string[]): Promise<void> {
  const { service, uri, position, files } = openMarked(marked);
  expect((await service.definition(uri, position))?.map(describeAt(files))).toEqual(expected);
}

/** What refers to the thing at the cursor; definitions with an exclamation mark. */
export async function checkReferences(marked: Files, expected: string[]): Promise<void> {
  const { service, uri, position, files } = openMarked(marked);
  const found = await service.references(uri, position);
  expect(found?.map((each) => describeAt(files)(each) + (each.isDefinition ? "!" : ""))).toEqual(expected);
}

/** The files as they are after the edits; `undefined` where the name is refused. */
export async function checkRename(
  marked: Files,
  newName: string,
  expected: Files | undefined,
): Promise<void> {
  const { service, uri, position, files } = openMarked(marked);
  const edits = await service.rename(uri, position, newName);
  if (!edits) return expect(expected).toBeUndefined();
  const after = [...new Set(edits.map(({ place }) => place.uri))].map((changed) => {
    const name = changed.replace("file:///data/", "");
    const own = edits.filter(({ place }) => place.uri === changed);
    return [name, applyEdits(splitLines(files[name] ?? ""), own)];
  });
  expect(Object.fromEntries(after)).toEqual(expected);
}
