import type { Fix } from "../model/diagnostic.ts";
import type { PgBouncerVersion } from "../model/pgbouncerVersion.ts";
import type { Place } from "../model/span.ts";
import { hbaMethods, hbaTypes } from "../syntax/pgbouncer/readHbaLine.ts";
import type { HbaFault, IgnoredLine } from "../syntax/pgbouncer/readNames.ts";
import { didYouMean } from "./pgbouncerRule.ts";

/** Why PgBouncer ignores a record, with the way out. */
export function ignoredInWords(
  { fault, text }: IgnoredLine,
  place: Place,
  version: PgBouncerVersion,
): { readonly message: string; readonly fixes?: readonly Fix[] } {
  if (fault === "type-unknown") {
    if (/^include/.test(text))
      return { message: "PgBouncer's records have no includes; write the records here." };
    const { words, fixes } = didYouMean(text, hbaTypes, place);
    return {
      message: `PgBouncer knows local, host, hostssl and hostnossl only${words || "; use one of them."}`,
      fixes,
    };
  }
  if (fault === "method") {
    const known = hbaMethods.filter((method) => method !== "ldap" || version >= 25);
    const { words, fixes } = didYouMean(text, known, place);
    return {
      message: `PgBouncer has no such method in records${words || "; use scram-sha-256 or cert."}`,
      fixes,
    };
  }
  return { message: messages[fault], fixes: fixesOf(fault, text, place) };
}

/** The one way to write what is meant so that PgBouncer reads it. */
function fixesOf(fault: HbaFault, text: string, place: Place): readonly Fix[] {
  if (fault === "address-quoted") {
    const newText = text.replaceAll('"', "");
    return [{ title: "Remove the quotes", edits: [{ place, newText }] }];
  }
  if (fault !== "mask-missing") return [];
  const newText = `${text}/${text.includes(":") ? 128 : 32}`;
  return [{ title: `Write ${newText}`, edits: [{ place, newText }] }];
}

const messages: Readonly<Record<Exclude<HbaFault, "type-unknown" | "method">, string>> = {
  "column-missing":
    "The record ends too early; write TYPE DATABASE USER ADDRESS METHOD, without ADDRESS for local.",
  group: "PgBouncer knows no groups; write the users, or a file of users with @.",
  keyword: "PgBouncer does not know roles of databases; write the users.",
  replication: "PgBouncer passes replication on since 1.23; remove the record.",
  "names-file": "PgBouncer cannot read this file of names, or not all of it; correct the path or its lines.",
  "quote-open": "The quote is not closed on this line; close it.",
  "address-all": "PgBouncer knows all as an address since 1.23; write 0.0.0.0/0, and ::/0 in another record.",
  "address-name": "PgBouncer takes addresses of networks only, no names; write them as 10.0.0.0/8.",
  "address-quoted": "PgBouncer takes no quoted address; remove the quotes.",
  "mask-missing": "The address has no mask; write one behind it, as /32 for one address.",
  "mask-invalid": "The mask does not fit the address; write /0 to /32, or to /128 for IPv6.",
  "map-malformed": "The only option of PgBouncer's records is map=NAME; remove this one.",
  "map-unknown": "The file of auth_ident_file has no such map; correct the name or add the map.",
  option: "PgBouncer's records have no options here; remove what is behind the method.",
};
