import { createHash } from "node:crypto";

/** A short name for what these words say together. */
export function fingerprintOf(words: readonly string[]): string {
  return createHash("sha256").update(words.join("\0")).digest("hex").slice(0, 32);
}

/**
 * Gives names to the findings of one file that stay the same when lines come and go above them or blanks change: of the rule and the text
 * that is called, and of how many like it came before.
 */
export function fingerprints(): (rule: string, text: string) => string {
  const counts = new Map<string, number>();
  return (rule, text) => {
    const name = fingerprintOf([rule, text.trim().replace(/\s+/g, " ")]);
    const count = counts.get(name) ?? 0;
    counts.set(name, count + 1);
    return count === 0 ? name : fingerprintOf([name, String(count)]);
  };
}
