import { isAbsolutePath } from "../../../cluster/uris.ts";
import type { Completion } from "../../../model/completion.ts";
import { escapeConf, writeConf } from "../../../syntax/quote.ts";
import { type PathQuestion, pathProposals } from "../paths.ts";
import { type Scope, serverPath } from "../scope.ts";
import { escapeSnippet, type Proposals, type Word } from "../word.ts";

/** Paths for a value of postgresql.conf. */
export function confPaths({ snapshot }: Scope, word: Word, question: PathQuestion): Proposals {
  const write = (path: string, isFolder: boolean) => writePath(path, isFolder, word);
  return { span: word.span, items: pathProposals(question, snapshot, write), path: question };
}

/** What a setting's path is wanted for; `undefined` for settings that name no file. */
export function settingPath(scope: Scope, name: string, typed: string): PathQuestion | undefined {
  const wanted = pathSettings[name];
  if (!wanted) return undefined;
  // These start at the folder in which the server was started, which nobody knows here.
  const isUnknown = (wanted === "configuration" || name === "data_directory") && !isAbsolutePath(typed);
  return isUnknown ? undefined : serverPath(scope, typed, wanted);
}

/** The settings that name a file or folder, and what they want of it. */
const pathSettings: Readonly<Record<string, PathQuestion["wanted"]>> = {
  ssl_cert_file: "certificate",
  ssl_key_file: "key",
  ssl_ca_file: "authority",
  ssl_crl_file: "crl",
  ssl_crl_dir: "folder",
  ssl_dh_params_file: "parameters",
  hba_file: "configuration",
  ident_file: "configuration",
  hosts_file: "configuration",
  data_directory: "folder",
};

/** Between quotes that the proposal brings, the cursor stays behind a folder, so that the path can go on. */
function writePath(path: string, isFolder: boolean, word: Word): Pick<Completion, "newText" | "isSnippet"> {
  const written = word.isQuoted ? escapeConf(path) : writeConf(path);
  if (written === path) return {};
  if (!isFolder || word.isQuoted) return { newText: written };
  return { newText: `${escapeSnippet(written.slice(0, -1))}$0'`, isSnippet: true };
}
