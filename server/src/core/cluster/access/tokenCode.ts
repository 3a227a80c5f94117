/** `all`: any database but not physical replication, any role. */
export const allCode = 1;
/** `replication`: physical replication, which names no database. */
export const replicationCode = 2;
/** A word in a file that is not known: nothing equals it. */
export const unknownCode = 3;

/** A number of 32 bits for a word and what kind of word it is, one character; other than the codes above. */
export function codeOf(kind: string, text: string, seed: number): number {
  let hash = Math.imul(seed + 1, 0x9e3779b1) ^ kind.charCodeAt(0);
  for (let at = 0; at < text.length; at++) hash = mix(hash, text.charCodeAt(at) + seed);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash ^= hash >>> 13;
  return hash >= 0 && hash < 8 ? hash + 8 : hash;
}

/** Takes one more number into a hash. */
export function mix(hash: number, value: number): number {
  const mixed = Math.imul(hash ^ value, 0x85ebca6b);
  return mixed ^ (mixed >>> 13);
}
