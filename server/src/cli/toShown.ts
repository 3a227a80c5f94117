import { dirname } from "node:path";
import {
  excerptOf,
  type LanguageService,
  mayHoldSecret,
  namedFiles,
  reloadInWords,
  type Snapshot,
} from "../core/index.ts";
import type { Diagnostic, OfferedFix, TextEdit } from "../core/model/diagnostic.ts";
import type { Outcome } from "../core/model/outcome.ts";
import type { Place } from "../core/model/span.ts";
import {
  lineCounter,
  rangeCounter,
  type ShownChains,
  type ShownFile,
  type ShownFinding,
  type ShownFix,
  type ShownPlace,
} from "./checkedFile.ts";
import { displayPath } from "./displayPath.ts";
import { fingerprints } from "./fingerprint.ts";

/**
 * What formats show of a file beside the findings: their lines, ways out and other places, and what the server would do with its
 * cluster. What holds a secret is left out.
 */
export async function toShown(
  service: LanguageService,
  snapshot: Snapshot,
  diagnostics: readonly Diagnostic[],
  outcome: Outcome | undefined,
  needsClusters: boolean,
): Promise<ShownFile> {
  const { hidden } = snapshot;
  const { uri, lines } = snapshot.records.document;
  const allFixes = diagnostics.length > 0 ? await service.fixes(uri, 0, Number.MAX_SAFE_INTEGER) : [];
  const offered = new Map<string, OfferedFix[]>();
  for (const fix of allFixes) {
    const key = keyOf(fix.diagnostic);
    offered.set(key, [...(offered.get(key) ?? []), fix]);
  }
  const count = lineCounter(lines);
  const toPlace = await placesIn(service, [
    ...diagnostics.flatMap(({ related = [] }) => related),
    ...allFixes.flatMap(({ edits = [] }) => edits),
  ]);
  const nameOf = fingerprints();
  const findings = diagnostics.map((diagnostic): ShownFinding => {
    const excerpt = excerptOf(snapshot, diagnostic.line, diagnostic.span);
    const fixes = offered.get(keyOf(diagnostic)) ?? [];
    const safe = fixes.find((fix) => fix.safe && fix.edits);
    const best = safe ?? fixes[0];
    const help = best?.action?.command ?? best?.title;
    return {
      fingerprint: nameOf(diagnostic.rule, excerpt?.text ?? diagnostic.message),
      ...(excerpt && { excerpt: { ...excerpt, line: count(excerpt.line) + 1 } }),
      ...(help && { help }),
      isFixable: safe !== undefined,
      related: (diagnostic.related ?? []).map(({ place, message }) => ({ ...toPlace(place), message })),
      fixes: fixes.flatMap(({ title, edits }): ShownFix[] =>
        edits && !edits.some(({ newText }) => hidden.occurIn(newText))
          ? [{ title, edits: edits.map(({ place, newText }) => ({ ...toPlace(place), newText })) }]
          : [],
      ),
    };
  });
  const cluster = dirname(displayPath(snapshot.cluster.mainFile ?? uri));
  if (!outcome) return { findings, cluster };
  const reload = reloadInWords(outcome.reload);
  return {
    findings,
    cluster,
    stopping: outcome.stopping,
    named: new Set(snapshot.cluster.fileUses.map(({ file }) => file.uri)).size,
    ...(reload && { reload }),
    ...(needsClusters && {
      expiries: (await service.expiries(uri)) ?? [],
      chains: await chainsOf(service, snapshot),
    }),
  };
}

/** The chains of the files with certificates that a cluster names. */
async function chainsOf(service: LanguageService, { cluster }: Snapshot): Promise<ShownChains[]> {
  const shown: ShownChains[] = [];
  for (const { setting, file } of namedFiles(cluster)) {
    if (!file.uri || !/^ssl_(?:cert|ca)_file$/.test(setting)) continue;
    const { chains } = await service.viewFile(file.uri);
    if (chains.length > 0) shown.push({ setting, path: displayPath(file.uri), chains });
  }
  return shown;
}

/**
 * The same for a document that holds files as parts, where records have no lines of their own. A way out is left out where a line that it
 * changes, or its own words, may hold a secret.
 */
export async function shownOfHost(
  service: LanguageService,
  uri: string,
  cluster: string,
  diagnostics: readonly Diagnostic[],
): Promise<ShownFile> {
  const nameOf = fingerprints();
  const offered = diagnostics.length > 0 ? await service.fixes(uri, 0, Number.MAX_SAFE_INTEGER) : [];
  const toPlace = await placesIn(
    service,
    offered.flatMap(({ edits = [] }) => edits),
  );
  const mayShow = async ({ place, newText }: TextEdit) =>
    !mayHoldSecret(newText) && (await service.excerpt(place.uri, place.line, place.span)) !== undefined;
  const findings: ShownFinding[] = [];
  for (const diagnostic of diagnostics) {
    const { rule, message, line, span } = diagnostic;
    const excerpt = await service.excerpt(uri, line, span);
    const own = offered.filter((fix) => fix.edits && keyOf(fix.diagnostic) === keyOf(diagnostic));
    const fixes: ShownFix[] = [];
    for (const { title, edits = [] } of own)
      if ((await Promise.all(edits.map(mayShow))).every((may) => may))
        fixes.push({ title, edits: edits.map(({ place, newText }) => ({ ...toPlace(place), newText })) });
    const help = (own.find(({ safe }) => safe) ?? own[0])?.title;
    findings.push({
      fingerprint: nameOf(rule, message),
      ...(excerpt && { excerpt: { ...excerpt, line: excerpt.line + 1 } }),
      ...(help && !mayHoldSecret(help) && { help }),
      isFixable: own.some(({ safe }) => safe === true),
      fixes,
      related: [],
    });
  }
  return { cluster, findings };
}

/** Finds places of the core in whatever files they are. */
async function placesIn(
  service: LanguageService,
  all: readonly { readonly place: Place }[],
): Promise<(place: Place) => ShownPlace> {
  const ranges = new Map<string, ReturnType<typeof rangeCounter>>();
  for (const uri of new Set(all.map(({ place }) => place.uri)))
    ranges.set(uri, rangeCounter((await service.document(uri))?.lines ?? []));
  return ({ uri, line, span }) => ({
    path: displayPath(uri),
    range: (ranges.get(uri) ?? rangeCounter([]))(line, span),
  });
}

function keyOf({ rule, line, span }: Diagnostic): string {
  return `${rule} ${line} ${span.start} ${span.end}`;
}
