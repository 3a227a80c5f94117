import type { HostDocument } from "../../cluster/sourceDocument.ts";
import type { Workspace } from "../../gather/workspace.ts";
import type { Diagnostic, OfferedFix } from "../../model/diagnostic.ts";
import { toHostLanguage } from "../../model/language.ts";
import { newestServerVersion } from "../../model/serverVersion.ts";
import { byPlace } from "../../model/span.ts";
import { assumedLibpq, type ClientFinding } from "../clientFiles/clientDocument.ts";
import { extendService } from "../documentKind.ts";
import { lineSpan } from "../embedded/places.ts";
import type { LanguageService } from "../languageService.ts";
import { checkHostStrings, type HostStrings, readHostStrings } from "./hostStrings.ts";
import { stringCompletion, stringHover } from "./stringAnswers.ts";

/** A service that also answers about connection strings in documents of others: `.env` files, manifests, SQL. */
export function withStrings(inner: LanguageService, workspace: Workspace): LanguageService {
  const hosts = new Map<string, { readonly document: HostDocument; state?: HostStrings }>();
  const stateOf = async (uri: string): Promise<HostStrings | undefined> => {
    const host = hosts.get(uri);
    if (!host) return undefined;
    const text = host.document.current;
    if (host.state?.text === text) return host.state;
    const state = await readHostStrings(text);
    if (host.document.current !== text) return stateOf(uri); // edited meanwhile
    host.state = state;
    return state;
  };
  const check = async (uri: string, state: HostStrings): Promise<readonly ClientFinding[]> =>
    state.strings.length === 0
      ? []
      : checkHostStrings(state, await workspace.file(uri, false), workspace.settings);
  const versionOf = ({ version }: HostStrings) =>
    version ?? workspace.settings.serverVersion ?? newestServerVersion;
  return extendService(inner, {
    open(document) {
      if (toHostLanguage(document.language)) hosts.set(document.uri, { document: document as HostDocument });
      inner.open(document);
    },
    close(uri) {
      hosts.delete(uri);
      inner.close(uri);
    },
    async diagnose(uri) {
      const found = await inner.diagnose(uri);
      const state = await stateOf(uri);
      if (!state || !found) return found;
      const own = (await check(uri, state)).filter((one) => !isAmong(found, one));
      return [...found, ...own.map(({ diagnostic }) => diagnostic)].sort(byPlace);
    },
    async fixes(uri, firstLine, lastLine) {
      const found = await inner.fixes(uri, firstLine, lastLine);
      const state = await stateOf(uri);
      if (!state) return found;
      const own = (await check(uri, state))
        .filter(({ diagnostic: { line } }) => firstLine <= line && line <= lastLine)
        .filter(
          (one) =>
            !isAmong(
              found.map(({ diagnostic }) => diagnostic),
              one,
            ),
        )
        .flatMap(({ diagnostic, fixes }) =>
          fixes.map(({ edit, ...fix }): OfferedFix => {
            const { start: from, end: to } = edit?.span ?? { start: 0, end: 0 };
            const place = { uri, ...lineSpan(state.starts, { from, to }) };
            return { ...fix, diagnostic, ...(edit && { edits: [{ place, newText: edit.newText }] }) };
          }),
        );
      return [...found, ...own];
    },
    async summary(uri) {
      const known = await inner.summary(uri);
      const state = known ? undefined : await stateOf(uri);
      if (!state?.strings.length) return known;
      const serverVersion = { value: versionOf(state), reason: assumedLibpq };
      return { serverPlatform: workspace.settings.serverPlatform, serverVersion, members: [] };
    },
    async hover(uri, position) {
      const state = await stateOf(uri);
      return (state && stringHover(state, position, versionOf(state))) ?? inner.hover(uri, position);
    },
    async complete(uri, position) {
      const state = await stateOf(uri);
      return (state && stringCompletion(state, position, versionOf(state))) ?? inner.complete(uri, position);
    },
  });
}

/** Whether a finding is made of a part of the document as well, as of `primary_conninfo` in a manifest. */
function isAmong(found: readonly Diagnostic[], { diagnostic }: ClientFinding): boolean {
  const { rule, line, span } = diagnostic;
  return found.some((one) => one.rule === rule && one.line === line && one.span.start === span.start);
}
