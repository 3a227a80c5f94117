import type { FileFacts } from "../cluster/cluster.ts";
import type { TextFact } from "../cluster/files.ts";
import type { PgBouncerText } from "../cluster/pgbouncer.ts";
import type { ProjectSettings } from "../cluster/projectSettings.ts";
import { splitLines } from "../model/lines.ts";
import type { Pki } from "../pki.ts";

/** What is read for a configuration of PgBouncer, of documents that are open and of files. */
export interface PgBouncerSources {
  readonly settings: ProjectSettings;
  readonly pki: Pki | undefined;
  /** The lines of an open document. */
  openLines(uri: string): readonly string[] | undefined;
  text(uri: string): Promise<TextFact | undefined>;
  /** The text of a file of secrets, of which nobody sees a word. */
  accounts(uri: string): Promise<TextFact | undefined>;
  file(uri: string, decode: boolean): Promise<FileFacts>;
  now(): number;
}

/** The lines of a file; a word for why they cannot be read. */
export async function readLines(
  uri: string,
  sources: PgBouncerSources,
): Promise<PgBouncerText | string | undefined> {
  const { stat } = await sources.file(uri, false);
  const open = sources.openLines(uri);
  if (open) return { uri, lines: open, ...(stat && { stat }) };
  const fact = await sources.text(uri);
  if (!fact) return undefined;
  if ("problem" in fact) return fact.problem;
  return { uri, lines: splitLines(fact.text), ...(stat && { stat }) };
}
