import { setImmediate } from "node:timers/promises";
import type { LanguageService } from "../../server/src/core/index.ts";

/** Every text that a service shows of a cluster, for every request at every place, one a line. */
export async function everythingShown(service: LanguageService, main: string): Promise<string> {
  const shown: string[] = [];
  const add = (answer: unknown) => collect(answer, shown);
  const members = (await service.summary(main))?.members ?? [];
  for (const { uri, language } of members) {
    await setImmediate(); // Vitest takes a worker that is silent for a minute for lost.
    const lines = (await service.document(uri, language))?.lines ?? [];
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
  add(await service.clusters([main]));
  add(await service.outcome(main));
  for (const type of ["ssl", "plain", "local"] as const)
    for (const user of ["alice", "bob"])
      add(
        await service.explain(main, { type, user, database: user, replication: false, address: "10.0.0.1" }),
      );
  return shown.join("\n");
}

/** The strings in a value that people see; addresses of files are not among them. */
function collect(value: unknown, shown: string[]): void {
  if (typeof value === "string") shown.push(value);
  if (typeof value !== "object" || value === null) return;
  for (const [name, inner] of Object.entries(value))
    if (name !== "uri" && name !== "mainFile") collect(inner, shown);
}
