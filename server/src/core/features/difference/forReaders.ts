import type { ConnectionChange } from "../../model/connectionChange.ts";
import { databasesInWords, joinWords, rolesInWords, summarize } from "./changeWords.ts";

/** A change, with its places in whatever form. */
type Shown = Omit<ConnectionChange, "before" | "after" | "example"> & {
  readonly before?: object | null;
  readonly after?: object | null;
};

/** Changes as a person would list them: what has one cause is one line. Programs get exact sets of which each has one example. */
export function forReaders<Change extends Shown>(changes: readonly Change[]): readonly Change[] {
  return foldTwins(foldExceptions(foldClosed(changes)));
}

/** What the same records change for GSSAPI encryption, by what they change for connections without encryption. */
const twins: Partial<Record<ConnectionChange["effect"], ConnectionChange["effect"]>> = {
  "cleartext-opened": "gained",
  "cleartext-closed": "stricter",
};

/** `hostssl` that becomes `host` opens the way without encryption and the one with GSSAPI encryption. */
function foldTwins<Change extends Shown>(changes: readonly Change[]): readonly Change[] {
  const keyOf = (change: Change, effect: string) =>
    [effect, change.database, change.user, whereOf(change)].join("\n");
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

/** A setting or file that refuses all connections of a kind, whatever the records: TLS turned off, another CA. */
function foldClosed<Change extends Shown>(changes: readonly Change[]): readonly Change[] {
  const causeOf = ({ effect, type, serverName, closedBy, before, after }: Change) =>
    closedBy && [effect, type, serverName, closedBy, placeKey(closedBy === "after" ? after : before)];
  const withAllClients = foldGroups(changes, causeOf, (group) => {
    const whole = group.find(({ certificate }) => certificate === undefined);
    return whole && inOne(whole, group);
  });
  return foldGroups(
    withAllClients,
    (change) => causeOf(change)?.concat(change.certificate),
    (group) => inOne(group[0], group),
  );
}

function inOne<Change extends Shown>(change: Change, group: readonly Change[]): Change {
  const isAfter = change.closedBy === "after";
  const records = new Set(group.map(({ before, after }) => placeKey(isAfter ? before : after)));
  const who = `everyone whom ${records.size} records ${isAfter ? "admitted" : "admit"}`;
  // What is open about a membership or an address is no part of the cause.
  const [shortest] = [...group].sort((a, b) => (a.reason ?? "").length - (b.reason ?? "").length);
  return { ...change, reason: shortest?.reason, summary: summarize(change, "", who) };
}

const all = "all except ";

/** `all` that becomes names: the others in all databases, and the named ones in the other databases. */
function foldExceptions<Change extends Shown>(changes: readonly Change[]): readonly Change[] {
  return foldGroups(
    changes,
    (change) => [
      change.effect,
      change.type,
      change.certificate,
      change.serverName,
      change.reason,
      whereOf(change),
    ],
    (group) => {
      const others = group.find(({ database, user }) => database === "all" && user.startsWith(all));
      const named = group.filter((change) => change !== others);
      if (!others || named.some(({ database }) => !database.startsWith(all))) return undefined;
      const kept = new Set(others.user.slice(all.length).split(" and "));
      const parts = named.map(({ database, user }) => {
        const names = user.split(",");
        if (!names.every((name) => kept.delete(name))) return undefined;
        const databases = database.slice(all.length).split(" and ").join(",");
        return `${rolesInWords(user).text}${databasesInWords(databases)}`;
      });
      if (parts.includes(undefined)) return undefined;
      const who = `everyone but ${joinWords([...kept, ...parts.flatMap((part) => part ?? [])])}`;
      return { ...others, summary: others.summary.replace(rolesInWords(others.user).text, () => who) };
    },
  );
}

/** Puts one change in the place of those with the same key; where `join` has none they stay. */
function foldGroups<Change extends Shown>(
  changes: readonly Change[],
  keyOf: (change: Change) => readonly (string | undefined)[] | undefined,
  join: (group: readonly [Change, ...Change[]]) => Change | undefined,
): readonly Change[] {
  const groups = new Map<string, [Change, ...Change[]]>();
  for (const change of changes) {
    const key = keyOf(change)?.join("\n") ?? `alone ${groups.size}`;
    const group = groups.get(key);
    if (group) group.push(change);
    else groups.set(key, [change]);
  }
  const joined = new Map<Change, Change | undefined>();
  for (const group of groups.values()) {
    const one = group.length > 1 ? join(group) : undefined;
    if (one) for (const change of group) joined.set(change, change === group[0] ? one : undefined);
  }
  return changes.flatMap((change) => (joined.has(change) ? (joined.get(change) ?? []) : change));
}

const placeKey = (place: object | null | undefined): string => Object.values(place ?? {}).join(" ");

const whereOf = ({ addresses, except = [], before, after }: Shown): string =>
  [addresses.join(), except.join(), placeKey(before), placeKey(after)].join("\n");
