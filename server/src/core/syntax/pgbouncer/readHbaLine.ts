import { hasBitsBeyond, maskedBytes, maskLength, prefixMask } from "../../model/address.ts";
import type { PgBouncerVersion } from "../../model/pgbouncerVersion.ts";
import type { Span } from "../../model/span.ts";
import { inetAddress } from "./inetAddress.ts";
import {
  type HbaSurroundings,
  Ignored,
  type IgnoredLine,
  type NameColumn,
  type ReadFiles,
  readNames,
} from "./readNames.ts";
import { Tokens } from "./tokens.ts";

/** The methods that a record may have. Source: `parse_line` in `src/hba.c` of the tags. */
export const hbaMethods = [
  "scram-sha-256",
  "md5",
  "cert",
  "peer",
  "password",
  "ldap",
  "trust",
  "reject",
] as const;

export type PgBouncerMethod = (typeof hbaMethods)[number];

/** The types that a record may have. */
export const hbaTypes = ["local", "host", "hostssl", "hostnossl"] as const;

export type PgBouncerType = (typeof hbaTypes)[number];

/** A record as PgBouncer keeps it; spans count from the start of the line. */
export interface PgBouncerRecord {
  readonly kind: "record";
  readonly type: PgBouncerType;
  readonly databases: NameColumn;
  readonly users: NameColumn;
  /** Absent for `local`; `all` for every address. */
  readonly address?:
    | "all"
    | { readonly family: 4 | 6; readonly bytes: readonly number[]; readonly mask: readonly number[] };
  readonly addressSpan?: Span;
  /** The address has bits that its mask takes away, so that no client ever matches. */
  readonly neverMatches: boolean;
  readonly method: PgBouncerMethod;
  readonly methodSpan: Span;
  readonly map?: string;
}

/** Reads one line of `auth_hba_file` as PgBouncer does (`parse_line` in `src/hba.c`); `undefined` for one without a record. */
export function readHbaLine(
  text: string,
  around: HbaSurroundings,
): PgBouncerRecord | IgnoredLine | undefined {
  const tokens = new Tokens(text);
  if (tokens.current.kind === "end") return undefined;
  const read = readRecord(tokens, around);
  return read instanceof Ignored ? read.line : read;
}

function readRecord(tokens: Tokens, around: HbaSurroundings): PgBouncerRecord | Ignored {
  const first = tokens.current;
  const type = first.kind === "word" && hbaTypes.find((one) => one === first.text);
  if (!type) return new Ignored(first.kind === "fail" ? "quote-open" : "type-unknown", first);
  tokens.next();
  const files: ReadFiles = new Map();
  const databases = readNames(tokens, around, files);
  if (databases instanceof Ignored) return databases;
  const users = readNames(tokens, around, files);
  if (users instanceof Ignored) return users;
  const address = type === "local" ? undefined : readAddress(tokens, around.version);
  if (address instanceof Ignored) return address;
  const method = readMethod(tokens, around.version);
  if (method instanceof Ignored) return method;
  const map = method.name === "ldap" ? undefined : readMap(tokens, around);
  if (map instanceof Ignored) return map;
  if (tokens.current.kind !== "end") return new Ignored("option", tokens.current);
  return {
    kind: "record",
    type,
    databases,
    users,
    neverMatches: false,
    ...address,
    method: method.name,
    methodSpan: method.span,
    ...(map !== undefined && { map }),
  };
}

function readAddress(
  tokens: Tokens,
  version: PgBouncerVersion,
): Pick<PgBouncerRecord, "address" | "addressSpan" | "neverMatches"> | Ignored {
  const token = tokens.current;
  if (token.kind === "word" && token.text === "all") {
    if (version < 23) return new Ignored("address-all", token);
    tokens.next();
    return { address: "all", addressSpan: token.span, neverMatches: false };
  }
  if (token.kind !== "word")
    return new Ignored(
      token.kind === "string" ? "address-quoted" : token.kind === "fail" ? "quote-open" : "column-missing",
      token,
    );
  const slash = token.text.indexOf("/");
  const address = inetAddress(slash < 0 ? token.text : token.text.slice(0, slash));
  if (!address) return new Ignored("address-name", token);
  tokens.next();
  let { end } = token.span;
  let mask: readonly number[] | undefined;
  if (slash >= 0) mask = maskOfBits(token.text.slice(slash + 1), address.family);
  else {
    const second = tokens.current;
    if (second.kind !== "word") return new Ignored("mask-missing", token);
    const written = inetAddress(second.text);
    mask = written?.family === address.family ? written.bytes : undefined;
    if (!mask) return new Ignored(written ? "mask-invalid" : "mask-missing", written ? second : token);
    ({ end } = second.span);
    tokens.next();
  }
  if (!mask) return new Ignored("mask-invalid", token);
  const masked = maskedBytes(address.bytes, mask);
  return {
    address: { ...address, mask },
    addressSpan: { start: token.span.start, end },
    neverMatches: masked.some((byte, index) => byte !== address.bytes[index]),
  };
}

/** The mask behind a slash, where `strtoul` reads the number: nothing is 0. */
function maskOfBits(text: string, family: 4 | 6): readonly number[] | undefined {
  if (!/^\+?\d*$/.test(text) || text === "+") return undefined;
  const bits = Number(text);
  return bits <= (family === 4 ? 32 : 128) ? prefixMask(bits, family) : undefined;
}

function readMethod(
  tokens: Tokens,
  version: PgBouncerVersion,
): { readonly name: PgBouncerMethod; readonly span: Span } | Ignored {
  const token = tokens.current;
  const name = token.kind === "word" ? hbaMethods.find((one) => one === token.text) : undefined;
  if (!name || (name === "ldap" && version < 25))
    return new Ignored(
      token.kind === "end" ? "column-missing" : token.kind === "fail" ? "quote-open" : "method",
      token,
    );
  if (name === "ldap") tokens.eatRest();
  else tokens.next();
  return { name, span: token.span };
}

function readMap(tokens: Tokens, { version, maps }: HbaSurroundings): string | Ignored | undefined {
  const token = tokens.current;
  if (version < 23 || token.kind !== "word") return undefined;
  if (!token.text.startsWith("map=")) return new Ignored("map-malformed", token);
  const map = token.text.slice(4);
  if (maps && !maps.has(map)) return new Ignored("map-unknown", token);
  tokens.next();
  return map;
}

/** The address of a record in the form that matches, where it has bits behind its mask. */
export function networkOf({ address }: PgBouncerRecord): readonly number[] | undefined {
  if (!address || address === "all" || maskLength(address.mask) === undefined) return undefined;
  const bits = maskLength(address.mask) ?? 0;
  return hasBitsBeyond(address.bytes, bits) ? maskedBytes(address.bytes, address.mask) : undefined;
}
