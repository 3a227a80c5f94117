import { clientCertificateOf } from "../../cluster/access/usableMethod.ts";
import type { ChangeEffect, ConnectionKind } from "../../model/connectionChange.ts";
import type { Place } from "../../model/span.ts";
import type { HbaRecord } from "../../syntax/hba/hbaRecord.ts";
import type { ConnectionFacts } from "../connect/connection.ts";
import { type NameMap, nameMapOf, namesOnlyIn, ownName } from "./nameMap.ts";

/** What becomes of a connection by a record, or without one. */
export interface Fate {
  /** Equal for two that admit the same clients. */
  readonly key: string;
  readonly isRefused: boolean;
  /** The record or the setting that decides. */
  readonly place?: Place;
  /** `trust` where nothing else is required. */
  readonly method: string;
  /** The options of the method, which are compared and never shown. */
  readonly options: string;
  /** Where the client's name must lead to the role. */
  readonly names?: NameMap;
  /** Whether it is admitted is not known here: why. */
  readonly unknown?: string;
}

/** The client certificate of a connection: none, one that the server verifies, or one of which that is not known. */
export type CertificateState = "none" | "given" | "unknown";

/** A connection that is refused, and what is the cause. */
export function refusal(place?: Place): Fate {
  return { key: "refused", isRefused: true, method: "", options: "", ...(place && { place }) };
}

/** What a record does with the connections that it matches. */
export function fateOf(
  record: HbaRecord,
  place: Place,
  facts: ConnectionFacts,
  state: CertificateState,
  unknownCertificate?: string,
): Fate {
  const method = record.method?.tokens[0]?.text ?? "";
  const demand = clientCertificateOf(record, facts.serverVersion);
  if (method === "reject" || (demand && state === "none")) return refusal(place);
  const names = demand === "verify-full" || mappedMethods.has(method) ? nameMapOf(record, facts) : undefined;
  const unknown = state === "unknown" ? unknownCertificate : undefined;
  const required = method === "cert" ? "trust" : method;
  const options = optionsOf(record);
  return {
    key: [required, options, names?.key ?? "", unknown ?? ""].join("\0"),
    isRefused: false,
    place,
    method: required,
    options,
    ...(names && { names }),
    ...(unknown !== undefined && { unknown }),
  };
}

/** Methods that find a name out, which must lead to the role. */
const mappedMethods = new Set(["peer", "ident", "gss", "sspi", "oauth"]);

/** Options about the certificate and its name are compared by what they do. */
const comparedElsewhere = new Set(["clientcert", "clientname", "map"]);

function optionsOf({ options }: HbaRecord): string {
  const effective = new Map(options.map(({ name, value = "" }) => [name, value]));
  return [...effective]
    .filter(([name]) => !comparedElsewhere.has(name))
    .map(([name, value]) => `${name}=${value}`)
    .sort()
    .join("\n");
}

/** How connections fare after a change. */
export interface FateChange {
  readonly effect: ChangeEffect;
  readonly reason?: string;
  readonly closedBy?: "before" | "after";
  /** The client's name that this is about. */
  readonly name?: string;
  /** One such name for a role, where one was found. */
  readonly nameFor?: (role: string) => string | undefined;
  /** What decides, where that is another line than the record. */
  readonly before?: Place | undefined;
  readonly after?: Place | undefined;
}

/**
 * Compares two fates that are not the same. `role`: the role's name, `undefined` for one that no file names. `hasOtherWay`: the
 * same client is admitted with TLS and without a certificate afterwards.
 */
export function compareFates(
  before: Fate,
  after: Fate,
  role: string | undefined,
  kind: ConnectionKind,
  hasOtherWay: () => boolean,
): readonly FateChange[] {
  const unknown = before.unknown ?? after.unknown;
  if (unknown !== undefined) return [{ effect: "undecidable", reason: unknown }];
  if (after.isRefused) {
    if (kind === "cleartext" && hasOtherWay()) return [{ effect: "cleartext-closed" }];
    return kind === "gss" && hasOtherWay()
      ? [{ effect: "stricter", reason: "GSSAPI encryption is not a way in any more; TLS is." }]
      : [{ effect: "lost" }];
  }
  if (before.isRefused) return [{ effect: kind === "cleartext" ? "cleartext-opened" : "gained" }];
  const access = compareAccess(before, after);
  const names = compareNames(before.names, after.names, role);
  if (access?.effect === "undecidable") return [access];
  if (access && names.every(({ effect }) => effect === access.effect)) return [access];
  if (!access) return names;
  const [change, ...more] = names;
  const reason =
    change?.name === undefined && more.length === 0
      ? `${access.reason} ${change?.reason}`
      : "The method is another one, and other names lead to the role.";
  return [{ effect: "undecidable", reason }];
}

/** Methods in the order in which they prove more; those of no row cannot be compared. */
const strengths: readonly (readonly string[])[] = [["trust"], ["password"], ["md5"], ["scram-sha-256"]];

function compareAccess(before: Fate, after: Fate): FateChange | undefined {
  if (before.method === after.method) {
    if (before.options === after.options) return undefined;
    const reason = `The options of ${after.method} are others; what they admit is not in these files.`;
    return { effect: "undecidable", reason };
  }
  const reason = `${upperFirst(named(after))} instead of ${named(before)}.`;
  const strengthOf = (method: string) => strengths.findIndex((row) => row.includes(method));
  const [was, is] = [strengthOf(before.method), strengthOf(after.method)];
  if (was === 0 || (is > was && was > 0)) return { effect: "stricter", reason };
  if (is === 0 || (was > is && is > 0)) return { effect: "weaker", reason };
  return { effect: "undecidable", reason: `${reason} Whether clients can do it is not in these files.` };
}

const named = ({ method, names }: Fate): string =>
  method === "trust" && names ? "the certificate alone" : method;

/** Methods have their spelling. */
const upperFirst = (words: string) => words.replace(/^the /, "The ");

function compareNames(
  before: NameMap | undefined,
  after: NameMap | undefined,
  role: string | undefined,
): readonly FateChange[] {
  if (before?.key === after?.key) return [];
  if (!before) return [{ effect: "stricter", reason: "The certificate's name must lead to the role." }];
  if (!after) return [{ effect: "weaker", reason: "The certificate's name does not count any more." }];
  const unknown = before.unknown ?? after.unknown;
  if (unknown !== undefined) return [{ effect: "undecidable", reason: unknown }];
  if (before.key.startsWith("DN ") !== after.key.startsWith("DN "))
    return [{ effect: "undecidable", reason: "Another name of the certificate counts (clientname)." }];
  const gone = namesOnlyIn(before, after, role);
  const come = namesOnlyIn(after, before, role);
  const isOpen = gone.length > 0 && come.length > 0 && [...gone, ...come].some(({ isPattern }) => isPattern);
  const of = (effect: ChangeEffect, names: typeof gone) =>
    names.map(({ name, nameFor, place, ...rest }) => ({
      effect: isOpen || rest.isOpen ? ("undecidable" as const) : effect,
      name,
      nameFor,
      reason: `By its map, ${name === ownName ? "the role's own name" : `the name ${name}`} ${effect === "lost" ? "no longer leads" : "leads"} to the role.`,
      ...(effect === "lost"
        ? { ...(place && { before: place }), after: undefined }
        : { before: undefined, ...(place && { after: place }) }),
    }));
  return [...of("lost", gone), ...of("gained", come)];
}
