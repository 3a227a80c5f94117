import type { NameAttribute } from "../core/pki.ts";
import { attributeTypeId } from "../pki/attributeTypes.ts";
import { escapedText } from "../pki/strings.ts";
import { SetupProblem } from "./plan.ts";

/** A name for a certificate. */
export interface Subject {
  /** In the order of the certificate, which is the reverse of how names are written. */
  readonly attributes: readonly NameAttribute[];
  /** As PostgreSQL compares `clientname=DN`. */
  readonly text?: string;
  readonly commonName?: string;
}

/** Reads a name as RFC 4514 writes it, without relative names of several attributes. @throws SetupProblem */
export function parseSubject(text: string): Subject {
  const parts = text.match(/(?:\\.|[^,\\])+/gs) ?? [];
  const attributes = parts.map((part): NameAttribute => {
    const [, name = "", raw = ""] =
      /^\s*([A-Za-z][A-Za-z0-9-]*|\d+(?:\.\d+)+)\s*=\s*(.*?)\s*$/s.exec(part) ?? [];
    const type = name.length <= 2 ? name.toUpperCase() : name;
    const value = raw.replace(/\\([0-9A-Fa-f]{2})+/g, unescapeHex).replace(/\\(.)/gs, "$1");
    if (value === "" || (attributeTypeId(type) === type && !/^\d/.test(type)))
      throw new SetupProblem(`“${text}” is not a name: write it like CN=Ada Lovelace,O=Example`, "clients");
    return { type, value };
  });
  const commonName = attributes.find(({ type }) => type === "CN")?.value;
  if (commonName === undefined) throw new SetupProblem(`“${text}” has no common name (CN=…)`, "clients");
  return {
    attributes: attributes.toReversed(),
    text: attributes.map(({ type, value }) => `${type}=${escapedText(value)}`).join(","),
    commonName,
  };
}

const unescapeHex = (match: string): string =>
  Buffer.from(match.replaceAll("\\", ""), "hex").toString("utf8");
