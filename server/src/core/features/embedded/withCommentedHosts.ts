import type { HostState } from "../../gather/embeddedDocuments.ts";
import type { Workspace } from "../../gather/workspace.ts";
import { extendService } from "../documentKind.ts";
import type { LanguageService } from "../languageService.ts";
import { silencedIn, withHostComments } from "./commentedHost.ts";
import { commentFixes } from "./commentFixes.ts";
import { hostSuppressions } from "./hostSuppressions.ts";

/** A service that goes by the comments for pgssl in documents which hold our files, or connection strings, as parts. */
export function withCommentedHosts(inner: LanguageService, workspace: Workspace): LanguageService {
  const documents = workspace.embedded;
  /** The document, if it holds anything. */
  const stateOf = async (uri: string): Promise<HostState | undefined> => {
    const state = documents.document(uri) ? await documents.state(uri) : undefined;
    return state && (state.files.length > 0 || (await inner.summary(uri))) ? state : undefined;
  };
  const diagnose = async (uri: string) => {
    const found = await inner.diagnose(uri);
    const state = found && (await stateOf(uri));
    return state ? withHostComments(uri, state, found, inner.settings.rules) : found;
  };
  const between = async (uri: string, firstLine: number, lastLine: number) =>
    ((await diagnose(uri)) ?? []).filter(({ line }) => firstLine <= line && line <= lastLine);
  return extendService(inner, {
    diagnose,
    async fixes(uri, firstLine, lastLine) {
      const fixes = await inner.fixes(uri, firstLine, lastLine);
      const state = await stateOf(uri);
      if (!state || state.comments.length === 0) return fixes;
      const isSilenced = silencedIn(state);
      const shown = fixes.filter(({ diagnostic }) => !isSilenced(diagnostic));
      return [...shown, ...commentFixes(state, await between(uri, firstLine, lastLine))];
    },
    async suppressions(uri, firstLine, lastLine) {
      const state = await stateOf(uri);
      return state
        ? hostSuppressions(state, await between(uri, firstLine, lastLine), documents, inner)
        : inner.suppressions(uri, firstLine, lastLine);
    },
  });
}
