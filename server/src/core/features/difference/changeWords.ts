import type { ConnectionChange } from "../../model/connectionChange.ts";
import { ownName } from "./nameMap.ts";

/** What a change says of itself, but for the words. */
export type Draft = Omit<ConnectionChange, "summary">;

/** What a summary is made of. */
type Summarized = Pick<Draft, "effect" | "type" | "database" | "user" | "certificate" | "serverName"> & {
  readonly after?: unknown;
};

/**
 * A change in one line, as a person would put it. `where`: the addresses in words, empty on the Unix socket. `everyone`: who is
 * meant, where neither roles nor databases say it.
 */
export function summarize(draft: Summarized, where: string, everyone?: string): string {
  const { effect, type, database, user, certificate, serverName, after } = draft;
  const who = everyone === undefined ? rolesInWords(user) : { text: everyone, isPlural: false };
  const host = serverName === undefined ? "" : ` to host ${serverName}`;
  const what = `${kindsInWords(type)}${certificate === undefined ? "" : certificatesInWords(certificate)}${host}`;
  // GSSAPI encryption that is closed is stricter only because TLS remains.
  const verb = verbs[effect === "stricter" && !after ? "cleartext-closed" : effect];
  const place = where === "" ? "" : `${where}: `;
  const databases = everyone === undefined ? databasesInWords(database) : "";
  return `${place}${who.text}${databases} ${verb(who.isPlural)} ${what}`;
}

const verbs: Readonly<Record<ConnectionChange["effect"], (isPlural: boolean) => string>> = {
  lost: (isPlural) => (isPlural ? "lose" : "loses"),
  gained: (isPlural) => (isPlural ? "gain" : "gains"),
  "cleartext-opened": () => "may come in over",
  "cleartext-closed": () => "may no longer come in over",
  weaker: (isPlural) => `${isPlural ? "need" : "needs"} to prove less over`,
  stricter: (isPlural) => `${isPlural ? "need" : "needs"} to prove more over`,
  undecidable: () => "may fare differently over",
};

const typeWords: Readonly<Record<string, string>> = {
  local: "the Unix socket",
  cleartext: "TCP without encryption",
  tls: "TLS",
  gss: "GSSAPI encryption",
};

function kindsInWords(type: string): string {
  if (type === "cleartext,tls,gss") return "TCP";
  if (type === "cleartext,tls") return "TCP without encryption or with TLS";
  if (type === "local,cleartext,tls,gss") return "any way";
  return type
    .split(",")
    .map((kind) => typeWords[kind] ?? kind)
    .join(" or ");
}

/** One certificate of a CA. */
const serialNumber = /^serial number (\S+) of (.+)$/;

function certificatesInWords(certificate: string): string {
  if (certificate === "none") return " without certificate";
  if (certificate === "any") return " with certificate";
  if (certificate === `named ${ownName}`) return " under its own name";
  if (certificate.startsWith("named ")) return ` as ${certificate.slice(6)}`;
  const revoked = certificate.split(/, (?=serial number )/).map((part) => serialNumber.exec(part));
  const [first] = revoked;
  if (!first || !revoked.every((match) => match?.[2] === first[2]))
    return ` with a certificate of ${certificate}`;
  const numbers = joinWords(revoked.map((match) => match?.[1] ?? ""));
  return ` with certificate ${numbers} of ${first[2]}`;
}

/** `every role except app`, `app and web`, `members of staff`. */
export function rolesInWords(user: string): { readonly text: string; readonly isPlural: boolean } {
  const parts = user.split(",").map((part) =>
    part
      .replace(/^all(?=$| except )/, "every role")
      .replace(/ except [^"]+$/, exceptInWords)
      .replace(/ if not \+/g, " unless a member of ")
      .replace(/ if \+/g, " as a member of ")
      .replace(/(^| )\+/g, "$1members of "),
  );
  const isPlural = parts.length > 1 || /^(?:members of|\/)/.test(parts[0] ?? "");
  return { text: joinWords(parts), isPlural };
}

/** In brackets behind the role; nothing where all databases are meant. */
export function databasesInWords(database: string): string {
  if (database === "all") return "";
  const parts = database.split(",");
  const isAlone = parts.length === 1;
  const words = parts.map((part) =>
    part
      .replace(/^all(?=$| except )/, "every database")
      .replace(/^sameuser/, "the database of its name")
      .replace(/ except [^"]+$/, exceptInWords),
  );
  const isNamed = isAlone && words[0] === database && database !== "replication";
  const isSeveral = parts.every((part) => !/^(?:all|same|replication)/.test(part)) && !isAlone;
  return ` (${isNamed ? "database " : isSeveral ? "databases " : ""}${joinWords(words)})`;
}

const exceptInWords = (except: string): string =>
  ` except ${joinWords(except.slice(" except ".length).split(" and "))}`;

/** `a, b and c`. */
export function joinWords(words: readonly string[]): string {
  return words.length < 2 ? (words[0] ?? "") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}
