import { type HostDocument, holdsConfiguration, hostLanguageOfPath, SourceDocument } from "../core/index.ts";
import { promptHost } from "../disk/promptHost.ts";
import { CannotRun } from "./cannotRun.ts";

/** Bytes of the longest manifest that is read. */
const maxBytes = 4_000_000;

/** A document that may hold configuration; `undefined` where its text shows that it holds none. @throws CannotRun */
export async function readHost(uri: string, path: string): Promise<HostDocument | undefined> {
  const language = hostLanguageOfPath(path);
  const text = await promptHost.readText(uri, maxBytes);
  if (typeof text !== "string") {
    const isLarge = text?.problem === "too-large";
    throw new CannotRun(`${path}: ${isLarge ? "too large for a manifest, not checked" : "cannot be read"}`);
  }
  return language && holdsConfiguration(text, language)
    ? new SourceDocument(uri, language, 1, text)
    : undefined;
}
