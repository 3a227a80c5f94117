import type { Client } from "../../server/src/core/index.ts";
import { numericAddress, prefixMask } from "../../server/src/core/model/address.ts";
import type { ConnectionChange } from "../../server/src/core/model/connectionChange.ts";
import { matchesRegex } from "../../server/src/core/syntax/regex/matchesRegex.ts";

type Maybe = boolean | undefined;

const and = (...all: Maybe[]): Maybe =>
  all.includes(false) ? false : all.includes(undefined) ? undefined : true;
const or = (...all: Maybe[]): Maybe =>
  all.includes(true) ? true : all.includes(undefined) ? undefined : false;
const not = (one: Maybe): Maybe => (one === undefined ? undefined : !one);

const kinds = { local: "local", plain: "cleartext", ssl: "tls", gss: "gss" } as const;

/** What no file contains. */
export interface World {
  isMember(role: string, group: string): Maybe;
  /** Of `samehost`, `samenet` and host names. */
  isOwn(word: string, address: string): Maybe;
}

const unknownWorld: World = {
  isMember: (role, group) => role === group || undefined,
  isOwn: (word, address) =>
    ((word === "samenet" || word === "samehost") && ["127.0.0.1", "::1"].includes(address)) || undefined,
};

/** Whether a change is about a connection, by the words that users read; `undefined`: that depends on what no file contains. */
export function covers(change: ConnectionChange, client: Client, world = unknownWorld): Maybe {
  const kind = kinds[client.type];
  if (!change.type.split(",").includes(kind)) return false;
  if (kind === "tls" && change.certificate !== undefined && !hasCertificate(change.certificate, client))
    return false;
  const { address } = client;
  const isFrom = (word: string) => (address === undefined ? false : isIn(word, address, world));
  return and(
    address === undefined || kind === "local"
      ? true
      : and(or(...change.addresses.map(isFrom)), not(or(...(change.except ?? []).map(isFrom)))),
    inNames(change.user, (word) => isRole(word, client, world)),
    inNames(change.database, (word) => isDatabase(word, client, world)),
  );
}

/** `any`, `none`, `named alice`, or CAs and single certificates of them joined by commas. */
function hasCertificate(words: string, { certificates, user }: Client): boolean {
  const [own] = certificates ?? [];
  if (words === "none" || !own) return (words === "none") === !own;
  if (words === "any") return true;
  const { commonName = "" } = own.subject;
  const [name, except] = (/^named (.*)$/s.exec(words)?.[1] ?? words).split(" except ");
  if (name === "like the role") return commonName === user;
  const isName = (word: string) =>
    word.startsWith("/") ? matchesRegex(word.slice(1), commonName) === true : word === commonName;
  if (words.startsWith("named "))
    return isName(name ?? "") && !(except?.split(" and ").some(isName) ?? false);
  const authority = own.issuer.text;
  const single = `serial number ${own.serialNumber} of ${authority}`;
  return words.split(", ").some((word) => word === authority || word === single);
}

function isIn(word: string, address: string, world: World): Maybe {
  if (word === "all") return true;
  const [base = "", bits] = word.split("/");
  const own = numericAddress(address);
  const network = numericAddress(base);
  if (bits !== undefined && !bits.includes(".") && network) {
    if (own?.family !== network.family) return false;
    const mask = prefixMask(Number(bits), network.family);
    return network.bytes.every((byte, at) => ((byte ^ (own?.bytes[at] ?? 0)) & (mask[at] ?? 0)) === 0);
  }
  return world.isOwn(word, address);
}

/** `all except a and b,c`: parts with what they leave out; `a if +b` is one name under a condition. */
function inNames(text: string, is: (word: string) => Maybe): Maybe {
  return or(
    ...text.split(",").map((part) => {
      const [base = "", except] = part.split(" except ");
      const left = except === undefined ? false : or(...except.split(" and ").map(is));
      const [first = "", ...conditions] = base.split(" if ");
      const held = conditions.map((word) => (word.startsWith("not ") ? not(is(word.slice(4))) : is(word)));
      return and(...first.split(" and ").map(is), ...held, not(left));
    }),
  );
}

function isRole(word: string, { user }: Client, { isMember }: World): Maybe {
  if (word === "all") return true;
  if (word.startsWith("+")) return isMember(user, word.slice(1));
  if (word.startsWith("/")) return matchesRegex(word.slice(1), user);
  return word.replaceAll('"', "") === user;
}

function isDatabase(
  word: string,
  { database, user, replication = false }: Client,
  { isMember }: World,
): Maybe {
  if (word === "replication") return replication;
  if (replication) return false;
  if (word === "all") return true;
  if (word === "sameuser") return database === user;
  if (word === "samerole") return isMember(user, database);
  if (word.startsWith("/")) return matchesRegex(word.slice(1), database);
  return word.replaceAll('"', "") === database;
}
