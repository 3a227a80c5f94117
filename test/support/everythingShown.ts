import { setImmediate } from "node:timers/promises";
import type { HostLanguage, LanguageService, SourceDocument } from "../../server/src/core/index.ts";

/** Every text that a service shows of a cluster, for every request at every place, one a line. */
export async function everythingShown(service: LanguageService, main: string): Promise<string> {
  const shown: string[] = [];
  const add = (answer: unknown) => collect(answer, shown);
  const members = (await service.summary(main))?.members ?? [];
  for (const { uri, language } of members) {
    await setImmediate(); // Vitest takes a worker that is silent for a minute for lost.
    const lines = (await service.document(uri, language))?.lines ?? [];
    await collectDocument(service, uri, lines, add);
  }
  await collectCluster(service, main, add);
  return shown.join("\n");
}

/** The same of a manifest that an editor holds, and of the clusters in it. */
export async function everythingShownOf(
  service: LanguageService,
  { uri, lines }: SourceDocument<HostLanguage>,
): Promise<string> {
  const shown: string[] = [];
  const add = (answer: unknown) => collect(answer, shown);
  await collectDocument(service, uri, lines, add);
  for (const { line, span } of (await service.diagnose(uri)) ?? [])
    add(await service.excerpt(uri, line, span));
  const clusters = await service.embeddedClusters(uri);
  add(clusters);
  for (const cluster of [uri, ...clusters.map((one) => one.uri)]) await collectCluster(service, cluster, add);
  return shown.join("\n");
}

/** Every answer about a document and places in it. */
async function collectDocument(
  service: LanguageService,
  uri: string,
  lines: readonly string[],
  add: (answer: unknown) => void,
): Promise<void> {
  add((await service.diagnose(uri))?.map(({ uri: _, ...finding }) => finding));
  add(await service.symbols(uri));
  add(await service.inlayHints(uri, 0, lines.length));
  add(await service.links(uri));
  add((await service.fixes(uri, 0, lines.length)).map(({ title, action }) => ({ title, action })));
  for (const [line, { length }] of lines.entries())
    for (let character = 0; character <= length; character += 7) {
      add((await service.hover(uri, { line, character }))?.markdown);
      add(await service.complete(uri, { line, character }));
      add((await service.renamable(uri, { line, character }))?.name);
    }
}

/** Every answer about a cluster as a whole. */
async function collectCluster(
  service: LanguageService,
  main: string,
  add: (answer: unknown) => void,
): Promise<void> {
  add(await service.clusters([main]));
  add(await service.outcome(main));
  for (const type of ["ssl", "plain", "local"] as const)
    for (const user of ["alice", "bob"])
      add(
        await service.explain(main, { type, user, database: user, replication: false, address: "10.0.0.1" }),
      );
}

/** The strings in a value that people see; addresses of files are not among them. */
function collect(value: unknown, shown: string[]): void {
  if (typeof value === "string") shown.push(value);
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value))
    if (name !== "uri" && name !== "mainFile") collect(inner, shown);
}
