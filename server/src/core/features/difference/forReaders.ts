import type { ConnectionChange } from "../../model/connectionChange.ts";

/** A change, with its places in whatever form. */
type Shown = Omit<ConnectionChange, "before" | "after" | "example"> & {
  readonly before?: object | null;
  readonly after?: object | null;
};

/** What the same records change for GSSAPI encryption, by what they change for connections without encryption. */
const twins: Partial<Record<ConnectionChange["effect"], ConnectionChange["effect"]>> = {
  "cleartext-opened": "gained",
  "cleartext-closed": "stricter",
};

/**
 * Changes as a person would list them: `hostssl` that becomes `host` opens the way without encryption and the one with GSSAPI
 * encryption, which is one line. Programs get both.
 */
export function forReaders<Change extends Shown>(changes: readonly Change[]): readonly Change[] {
  const twinsOf = new Map<string, Change>();
  for (const change of changes) if (change.type === "gss") twinsOf.set(keyOf(change, change.effect), change);
  const folded = new Set<Change>();
  const listed = changes.map((change) => {
    const effect = change.type === "cleartext" ? twins[change.effect] : undefined;
    const twin = effect && twinsOf.get(keyOf(change, effect));
    if (!twin) return change;
    folded.add(twin);
    return { ...change, summary: `${change.summary} or with GSSAPI encryption` };
  });
  return listed.filter((_, index) => !folded.has(changes[index] as Change));
}

function keyOf({ database, user, addresses, except = [], before, after }: Shown, effect: string): string {
  const places = [before, after].map((place) => Object.values(place ?? {}).join(" "));
  return [effect, database, user, addresses.join(), except.join(), ...places].join("\n");
}
