import type { KeyFacts } from "../../pki.ts";
import { type Facts, facts, heading, type Markdown, paragraphs } from "../hover/render.ts";
import { describePublicKey } from "./describeName.ts";

/** What may be told of a private key; `matches` tells in words which certificate it belongs to, where that was looked for. */
export function describeKey(key: KeyFacts, matches?: Markdown): Markdown {
  return paragraphs(heading("Private key"), facts(keyFacts(key, matches)));
}

/** The same as single facts. */
export function keyFacts(key: KeyFacts, matches?: Markdown): Facts {
  const kind = key.publicKey
    ? describePublicKey(key.publicKey)
    : (kindByLabel.get(key.label) ?? "of unknown kind");
  return [
    ["Key", kind],
    ["Encrypted", key.encrypted ? "yes, a passphrase opens it" : "no"],
    ["Matches", matches],
    ["Problem", key.problem],
  ];
}

/** What the label of a PEM block tells of a key that cannot be opened. */
const kindByLabel: ReadonlyMap<string, string> = new Map([
  ["RSA PRIVATE KEY", "RSA"],
  ["EC PRIVATE KEY", "EC"],
  ["DSA PRIVATE KEY", "DSA"],
]);
