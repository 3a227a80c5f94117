import type { LinePosition } from "../../server/src/core/cluster/sourceDocument.ts";
import { createLanguageService, type LanguageService, SourceDocument } from "../../server/src/core/index.ts";
import type { Language } from "../../server/src/core/model/language.ts";
import { type MemoryFile, MemoryHost } from "./memoryHost.ts";

/** What stands beside the text of a test. */
export interface Surroundings {
  /** The server's version; 18 when absent. */
  readonly version?: number;
  readonly language?: Language;
  /** Further files, by absolute path; a relative one is meant from the data directory `/data`. */
  readonly files?: Readonly<Record<string, string | Uint8Array | MemoryFile>>;
}

/** A service with one open document in a cluster whose data directory is `/data`, and the cursor that `|` marks in it. */
export interface OpenService {
  readonly service: LanguageService;
  readonly host: MemoryHost;
  readonly uri: string;
  /** The text without the mark. */
  readonly text: string;
  readonly position: LinePosition;
}

/** Opens a text as the file of its language. */
export function openService(marked: string, surroundings: Surroundings = {}): OpenService {
  const { version = 18, language = "pg-hba", files = {} } = surroundings;
  const offset = marked.indexOf("|");
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  const before = marked.slice(0, offset).split("\n");
  const position = { line: before.length - 1, character: before.at(-1)?.length ?? 0 };
  const host = new MemoryHost({ "/data/PG_VERSION": `${version}\n`, "/data/postgresql.conf": "" });
  for (const [path, file] of Object.entries(files))
    host.write(path.startsWith("/") ? path : `/data/${path}`, file);
  const service = createLanguageService(
    host,
    async () => (await import("../../server/src/pki/index.ts")).pki,
  );
  const uri = `file:///data/${fileNames[language]}`;
  service.open(new SourceDocument(uri, language, 1, text));
  return { service, host, uri, text, position };
}

const fileNames: Readonly<Record<Language, string>> = {
  "pg-hba": "pg_hba.conf",
  "pg-ident": "pg_ident.conf",
  "pg-hosts": "pg_hosts.conf",
  "postgresql-conf": "postgresql.conf",
};
