/** Which files the authentication files include, by URI. */
export interface IncludeGraph {
  readonly mainFiles: Set<string>;
  /** The files that a file includes. */
  readonly includedBy: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * The deepest level at which each file is read, 0 for a main file: files that include each other are read over and over
 * until `maxDepth` stops the server.
 */
export function includeDepths(
  { mainFiles, includedBy }: IncludeGraph,
  maxDepth: number,
): ReadonlyMap<string, number> {
  const depths = new Map<string, number>();
  let level: ReadonlySet<string> = mainFiles;
  for (let depth = 0; depth <= maxDepth && level.size > 0; depth++) {
    const next = new Set<string>();
    for (const uri of level) {
      depths.set(uri, depth);
      for (const file of includedBy.get(uri) ?? []) next.add(file);
    }
    level = next;
  }
  return depths;
}
