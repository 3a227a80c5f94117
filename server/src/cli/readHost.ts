import {
  type ClientDocument,
  clientLanguageOfPath,
  type HostDocument,
  hostLanguageOfPath,
  mayHoldConfiguration,
  SourceDocument,
} from "../core/index.ts";
import { promptHost } from "../disk/promptHost.ts";
import { CannotRun } from "./cannotRun.ts";

/** Bytes of the longest manifest that is read. */
const maxBytes = 4_000_000;

/**
 * A document that may hold configuration or connection strings; `undefined` where its text shows that it holds none, and for a long one
 * of JSON that nobody named: data are in many. @throws CannotRun
 */
export async function readHost(
  uri: string,
  path: string,
  isNamed: boolean,
): Promise<HostDocument | undefined> {
  const language = hostLanguageOfPath(path);
  const text = await promptHost.readText(uri, maxBytes);
  if (typeof text !== "string") {
    if (text?.problem === "too-large" && language === "json" && !isNamed) return undefined;
    const isLarge = text?.problem === "too-large";
    throw new CannotRun(`${path}: ${isLarge ? "too large for a manifest, not checked" : "cannot be read"}`);
  }
  return language && mayHoldConfiguration(text, language, path)
    ? new SourceDocument(uri, language, 1, text)
    : undefined;
}

/** A file of a client: a service file or a password file. @throws CannotRun */
export async function readClient(uri: string, path: string): Promise<ClientDocument | undefined> {
  const language = clientLanguageOfPath(path);
  if (!language) return undefined;
  const text = await promptHost.readText(uri, maxBytes);
  if (typeof text !== "string") throw new CannotRun(`${path}: cannot be read`);
  return new SourceDocument(uri, language, 1, text);
}
