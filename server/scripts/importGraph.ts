import { partOf, readImports } from "./readImports.ts";

/** `npm run import-graph`: which part of the program imports which, as rows `from → to: count of imports`. */
const counts = new Map<string, number>();
for (const [file, imports] of readImports()) {
  for (const imported of imports) {
    const [from, to] = [partOf(file), partOf(imported)];
    if (from !== to) counts.set(`${from} → ${to}`, (counts.get(`${from} → ${to}`) ?? 0) + 1);
  }
}
for (const [arrow, count] of [...counts].sort()) process.stdout.write(`${arrow}: ${count}\n`);
