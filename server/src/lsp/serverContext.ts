import type { ClientCapabilities, Connection, TextDocuments } from "vscode-languageserver";
import type { Host, LanguageService, LoadPki } from "../core/index.ts";
import type { EditorDocument } from "./documents.ts";
import type { Machine } from "./machine.ts";

/** What every handler works with. */
export interface ServerContext {
  readonly connection: Connection;
  readonly service: LanguageService;
  readonly documents: TextDocuments<EditorDocument>;
  readonly host: Host;
  readonly loadPki: LoadPki;
  readonly machine?: Machine;
  /** Reports what is wrong in the settings file of a document. */
  readonly reportSettingsFile: (uri: string) => Promise<void>;
  /** The capabilities that the client reported. */
  capabilities: ClientCapabilities;
  /** What the client reported about the workspace. */
  given: {
    trusted: boolean;
    settings: unknown;
    confirms: boolean;
    opensPages: boolean;
    readsCommits: boolean;
    opensCompletion: boolean;
    hasOtherFormatters: boolean;
    folders: readonly string[];
  };
}
