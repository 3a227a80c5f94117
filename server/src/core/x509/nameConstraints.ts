import { maskedBytes, numericAddress } from "../model/address.ts";
import type { AlternativeName, Certificate } from "../pki.ts";
import { nameOf } from "./words.ts";

/** What name constraints say of a chain. */
export interface NameFault {
  /** `undefined`: it depends on names of a kind that is not compared here. */
  readonly is: false | undefined;
  readonly reason: string;
}

/**
 * The first name in a chain, leaf first, for which a CA above it has no permission to issue (RFC 5280, 4.2.1.10), compared as
 * OpenSSL does: the subject as a directory name, its mail addresses, all alternative names, and of a leaf without DNS names its
 * common names that look like one. CAs that issued themselves are passed over.
 */
export function forbiddenNameIn(chain: readonly Certificate[]): NameFault | undefined {
  let unknown: NameFault | undefined;
  for (const [depth, certificate] of chain.entries()) {
    const constrained = chain.slice(depth + 1).filter(({ nameConstraints }) => nameConstraints);
    if (constrained.length === 0 || (depth > 0 && certificate.selfIssued)) continue;
    const names = namesIn(certificate, depth === 0);
    const costly = constrained.find((issuer) => names.length * constraintsOf(issuer) > maxComparisons);
    if (costly) {
      const reason = `The name constraints of ${nameOf(costly)} are too many to compare all names with.`;
      return { is: undefined, reason };
    }
    for (const name of names) {
      for (const issuer of constrained) {
        const is = permits(issuer, name);
        if (is === true) continue;
        const shown = name.value.slice(0, maxShown);
        if (is === undefined) {
          const reason = `Whether the name constraints of ${nameOf(issuer)} permit ${shown} is not known here.`;
          unknown ??= { is: undefined, reason };
        } else
          return { is: false, reason: `The name constraints of ${nameOf(issuer)} do not permit ${shown}.` };
      }
    }
  }
  return unknown;
}

/** Names of one certificate times constraints of one CA: no real ones come near. */
const maxComparisons = 2 ** 20;

function constraintsOf({ nameConstraints }: Certificate): number {
  return (nameConstraints?.permitted.length ?? 0) + (nameConstraints?.excluded.length ?? 0);
}

/** All that a certificate is called. */
function namesIn({ subject, alternativeNames }: Certificate, isLeaf: boolean): AlternativeName[] {
  const attributes = subject.relativeNames.flat();
  const valuesOf = (type: string) => attributes.filter((one) => one.type === type).map(({ value }) => value);
  const hosts = isLeaf && !alternativeNames.some(({ kind }) => kind === "dns") ? valuesOf("CN") : [];
  return [
    ...(attributes.length > 0
      ? [{ kind: "directory" as const, value: subject.text, directory: subject }]
      : []),
    ...valuesOf("emailAddress").map((value) => ({ kind: "email" as const, value })),
    ...alternativeNames,
    ...hosts.filter((name) => hostLike.test(name)).map((value) => ({ kind: "dns" as const, value })),
  ];
}

/** A common name counts as a host name if it has a dot inside. */
const hostLike = /^(?=.*[^.]\.[^.])[\w.-]+$/;

/** Characters of a name in a message. */
const maxShown = 100;

/** By kind: of permitted names one has to hold, of excluded ones none; a name without the form of its kind never passes. */
function permits({ nameConstraints }: Certificate, name: AlternativeName): boolean | undefined {
  const { permitted = [], excluded = [] } = nameConstraints ?? {};
  const ofKind = ({ kind }: AlternativeName) => kind === name.kind;
  const answers = (bases: readonly AlternativeName[]) =>
    bases.filter(ofKind).map((base) => isWithin[name.kind](name, base));
  const [allowed, barred] = [answers(permitted), answers(excluded)];
  if ([...allowed, ...barred].includes("never")) return false;
  if (barred.includes(true)) return false;
  if (allowed.includes(true) || allowed.length === 0) return barred.includes(undefined) ? undefined : true;
  return allowed.includes(undefined) ? undefined : false;
}

/** Whether a name is one that a constraint describes; `never`: OpenSSL refuses it beside any constraint of the kind. */
type IsWithin = (name: AlternativeName, base: AlternativeName) => boolean | "never" | undefined;

const isWithin: Readonly<Record<AlternativeName["kind"], IsWithin>> = {
  dns: ({ value }, base) => isBelow(value, base.value),
  directory: ({ directory }, base) =>
    directory !== undefined &&
    base.directory !== undefined &&
    directory.canonical.startsWith(base.directory.canonical),
  email: ({ value }, base) => {
    const at = value.lastIndexOf("@");
    if (at < 0) return "never";
    const host = value.slice(at + 1);
    if (base.value.startsWith(".")) return isBelow(host, base.value);
    const baseAt = base.value.lastIndexOf("@");
    const isSameLocal = baseAt < 1 || base.value.slice(0, baseAt) === value.slice(0, at);
    return isSameLocal && isSame(host, base.value.slice(baseAt + 1));
  },
  uri: ({ value }, base) => {
    const host = /^[^:]*:\/\/([^:/]+)/.exec(value)?.[1];
    if (host === undefined) return "never";
    return base.value.startsWith(".") ? isBelow(host, base.value) : isSame(host, base.value);
  },
  ip: ({ value }, base) => {
    const [network, mask] = base.value.split("/").map((part) => numericAddress(part)?.bytes);
    const bytes = numericAddress(value)?.bytes;
    if (!bytes || !network || !mask || bytes.length !== network.length) return false;
    return String(maskedBytes(bytes, mask)) === String(maskedBytes(network, mask));
  },
  "registered-id": () => "never",
  other: () => undefined,
};

const isSame = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

/** Whether a host is a domain or below it: one with a leading dot does not hold the domain itself, the empty one holds all. */
function isBelow(host: string, domain: string): boolean {
  if (domain === "" || isSame(host, domain)) return true;
  const suffix = domain.startsWith(".") ? domain : `.${domain}`;
  return host.length > suffix.length && isSame(host.slice(-suffix.length), suffix);
}
