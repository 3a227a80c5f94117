import type { PgBouncer } from "../../cluster/pgbouncer.ts";
import type { Workspace } from "../../gather/workspace.ts";
import type { OfferedFix } from "../../model/diagnostic.ts";
import { newestServerVersion } from "../../model/serverVersion.ts";
import { shownFindings } from "../clientFiles/shownFindings.ts";
import { methodAt } from "../connect/explainString.ts";
import { extendService, withKind } from "../documentKind.ts";
import type { LanguageService } from "../languageService.ts";
import { checkPgBouncer, type PgBouncerFinding, type PgBouncerFindings } from "./checkPgBouncer.ts";
import { explainPgBouncer, joinLegs, type PgBouncerServer } from "./explainPgBouncer.ts";
import { formatPgBouncer } from "./formatPgBouncer.ts";
import { pgbouncerCompletion } from "./pgbouncerCompletion.ts";
import { pgbouncerHover } from "./pgbouncerHover.ts";
import { pgbouncerFolding, pgbouncerLinks, pgbouncerSymbols, pgbouncerTokens } from "./pgbouncerOutline.ts";
import { recordCompletion, recordHover } from "./pgbouncerRecords.ts";

/** A service that also answers about PgBouncer's files: its configuration, and the records and maps that this names. */
export function withPgBouncer(inner: LanguageService, workspace: Workspace): LanguageService {
  const { pgbouncers } = workspace;
  /** The configuration of which a file is a part, and whether it is read by PgBouncer alone. */
  const find = async (uri: string): Promise<PgBouncer | undefined> => {
    if (pgbouncers.document(uri)) return pgbouncers.find(uri);
    const document = workspace.documents.loaded(uri) ?? (await inner.document(uri));
    if (document?.language !== "pg-hba" && document?.language !== "pg-ident") return undefined;
    return pgbouncers.findByRecords(uri);
  };
  const isServers = async (uri: string) => (await inner.snapshot(uri))?.cluster.mainFile !== undefined;
  /** The findings of configurations that did not change. */
  const checked = new WeakMap<PgBouncer, PgBouncerFindings>();
  const findingsOf = (found: PgBouncer): PgBouncerFindings => {
    const findings = checked.get(found) ?? checkPgBouncer(found);
    checked.set(found, findings);
    return findings;
  };
  const check = async (uri: string): Promise<readonly PgBouncerFinding[] | undefined> => {
    const found = await find(uri);
    if (!found) return undefined;
    const lines = found.texts.get(uri)?.lines ?? [];
    return shownFindings(
      { uri, lines, version: newestServerVersion },
      findingsOf(found).get(uri) ?? [],
      workspace.settings,
    );
  };
  const answer = async <Answer>(
    uri: string,
    of: (pgbouncer: PgBouncer) => Answer,
  ): Promise<Answer | undefined> => {
    const found = await find(uri);
    return found && of(found);
  };
  /** The configuration whose records or maps a file holds, where they are none of a server's. */
  const ofPgBouncer = async (uri: string): Promise<PgBouncer | undefined> => {
    const found = await find(uri);
    return found && !(await isServers(uri)) ? found : undefined;
  };
  /** Whether records are PgBouncer's only; where they are the server's too, the findings of both count. */
  const isAlone = async (uri: string, found: readonly PgBouncerFinding[] | undefined) =>
    found !== undefined && !(await isServers(uri));
  const fixesOf = (
    found: readonly PgBouncerFinding[] = [],
    first: number,
    last: number,
  ): readonly OfferedFix[] =>
    found
      .filter(({ diagnostic: { line } }) => first <= line && line <= last)
      .flatMap(({ diagnostic, fixes }) => fixes.map((fix) => ({ ...fix, diagnostic })));
  const explainBoth: LanguageService["explainPgBouncer"] = async (uri, client, server = {}) => {
    const found = await pgbouncers.find(uri);
    if (!found) return undefined;
    const { cluster, address } = server;
    const snapshot = cluster === undefined ? undefined : await inner.snapshot(cluster);
    const admits: PgBouncerServer["admits"] = async (as) => {
      const decision = await inner.explain(cluster ?? "", as);
      const method = decision?.line && methodAt(decision.line, await inner.snapshot(decision.line.uri));
      return decision && { decision, ...(method && { method }) };
    };
    const behind = { admits, ...(snapshot && { snapshot }), ...(address !== undefined && { address }) };
    return explainPgBouncer(found, findingsOf(found), client, behind, workspace.settings);
  };
  const records = extendService(inner, {
    explainPgBouncer: explainBoth,
    async diagnose(uri) {
      const found = await check(uri);
      const own = found?.map(({ diagnostic }) => diagnostic);
      if (await isAlone(uri, found)) return own;
      const others = await inner.diagnose(uri);
      return own && others ? [...others, ...own].sort((a, b) => a.line - b.line) : others;
    },
    async fixes(uri, first, last) {
      const found = await check(uri);
      const own = fixesOf(found, first, last);
      return (await isAlone(uri, found)) ? own : [...own, ...(await inner.fixes(uri, first, last))];
    },
    async hover(uri, position) {
      const found = await ofPgBouncer(uri);
      return found ? recordHover(found, uri, position) : inner.hover(uri, position);
    },
    async complete(uri, position) {
      const found = await ofPgBouncer(uri);
      return found ? recordCompletion(found, uri, position) : inner.complete(uri, position);
    },
    safeEdits: async (uri) => ((await ofPgBouncer(uri)) ? undefined : inner.safeEdits(uri)),
  });
  return withKind(records, pgbouncers, {
    diagnose: async (uri) => (await check(uri))?.map(({ diagnostic }) => diagnostic) ?? [],
    fixes: async (uri, first, last) => fixesOf(await check(uri), first, last),
    explain: async (uri, client) => {
      const found = await explainBoth(uri, client);
      return found && joinLegs(found);
    },
    hover: (uri, position) => answer(uri, (found) => pgbouncerHover(found, uri, position)),
    complete: (uri, position) => answer(uri, (found) => pgbouncerCompletion(found, uri, position)),
    symbols: (uri) => answer(uri, (found) => pgbouncerSymbols(found, uri)),
    foldingRanges: (uri) => answer(uri, (found) => pgbouncerFolding(found, uri)),
    links: (uri) => answer(uri, (found) => pgbouncerLinks(found, uri, workspace.settings.pathMappings)),
    semanticTokens: (uri, ...lines) => answer(uri, (found) => pgbouncerTokens(found, uri, ...lines)),
    format: (uri, range) => answer(uri, (found) => formatPgBouncer(found, uri, range)),
    summary: async () => ({
      serverPlatform: workspace.settings.serverPlatform,
      serverVersion: {
        value: newestServerVersion,
        reason: "PgBouncer's files have no version of PostgreSQL",
      },
      members: [],
    }),
  });
}
