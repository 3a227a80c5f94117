import { loadInstrumented } from "./engine/buildInstrumented.ts";
import type { targets } from "./targets/index.ts";

/** The targets, with counters in all of the server's sources, and the words of those. */
export async function loadTargets() {
  const { module, words } = await loadInstrumented<{ targets: typeof targets }>(
    "test/fuzz/targets/index.ts",
    /\/server\/src\/.*\.ts$/,
  );
  return { targets: module.targets, words };
}
