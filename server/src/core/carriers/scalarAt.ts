import type { EmbeddedEntry, EmbeddedFile } from "./carrier.ts";
import type { HostSpan } from "./hostSpan.ts";
import { partition } from "./yaml/scalarMap.ts";

/** Finds the scalar of files that holds an offset of their host document; of scalars within each other the outermost. */
export function scalarAt(files: readonly EmbeddedFile[]): (offset: number) => HostSpan | undefined {
  const scalars: HostSpan[] = [];
  for (const { scalar } of files.flatMap(({ entries }) => entries).sort(byStart))
    if (scalar.from >= (scalars.at(-1)?.to ?? 0)) scalars.push(scalar);
  return (offset) => {
    const scalar = scalars[partition(scalars, ({ from }) => from <= offset) - 1];
    return scalar && offset < scalar.to ? scalar : undefined;
  };
}

function byStart({ scalar: a }: EmbeddedEntry, { scalar: b }: EmbeddedEntry): number {
  return a.from - b.from || b.to - a.to;
}
