import { ecCurves } from "../data/ecCurves.ts";
import type { PgBouncerSetting } from "../data/pgbouncer/pgbouncerSetting.ts";
import { valuesOf } from "../data/pgbouncer/pgbouncerSettings.ts";
import type { PgBouncerVersion } from "../model/pgbouncerVersion.ts";
import type { Span } from "../model/span.ts";
import { readCipherList } from "../syntax/cipherList.ts";

/** What PgBouncer does not take in a value: a part of it, and what is wanted there, as the end of a sentence. */
export interface PgBouncerValueFault {
  readonly span: Span;
  /** “write …” */
  readonly wanted: string;
  /** The words of which one is wanted there, in the order of the manual. */
  readonly words: readonly string[];
  /** A word that is certainly meant. */
  readonly meant?: string;
}

/**
 * What PgBouncer of a release refuses in a value; `undefined` where it takes it, or where that depends on the build. The kinds of TLS are
 * read only while TLS is on. Source: `usual/cfparser.c` and `usual/tls/tls_config.c` of libusual, compared with 1.18.
 */
export function faultOfValue(
  setting: PgBouncerSetting,
  value: string,
  version: PgBouncerVersion,
): PgBouncerValueFault | undefined {
  const words = valuesOf(setting, version).map(({ text }) => text);
  const whole = { start: 0, end: value.length };
  const isWord = words.includes(value.toLowerCase());
  const oneOf = `write ${words.slice(0, 3).join(", ")}${words.length > 3 ? " or another of its words" : ""}`;
  switch (setting.kind) {
    case "integer":
    case "unsigned":
      return isInteger(value)
        ? undefined
        : { span: whole, wanted: "write a whole number", words: [], ...meantNumber(value) };
    case "seconds":
      return isSeconds(value)
        ? undefined
        : {
            span: whole,
            wanted: "write a number of seconds without a unit",
            words: [],
            ...meantNumber(value),
          };
    case "choice":
      return isWord ? undefined : { span: whole, wanted: oneOf, words };
    case "dhe":
      return value === "" || isWord ? undefined : { span: whole, wanted: oneOf, words };
    case "protocols":
      return value === "" ? undefined : faultOfProtocols(value, words);
    case "curve":
      if (/^(?:|auto|none)$/i.test(value) || ecCurves.has(value) || /^[\d.]+$/.test(value)) return undefined;
      return {
        span: whole,
        wanted: "write auto, or one curve by OpenSSL's short name",
        words: [...words, ...ecCurves],
        ...(otherNames[value.toLowerCase()] && { meant: otherNames[value.toLowerCase()] ?? "" }),
      };
    case "ciphers":
      if (value === "" || isWord || /^all$|PROFILE=|MEDIUM/i.test(value)) return undefined;
      return isUsableList(value)
        ? undefined
        : { span: whole, wanted: "write default, or a list with suites of TLS 1.2", words };
    default:
      return undefined;
  }
}

function isUsableList(value: string): boolean {
  // What a later release reads is not reported: which one PgBouncer has is not known.
  const { errorAt, suites } = readCipherList(value, "3.5");
  return errorAt === undefined && suites.size > 0;
}

/** Other names of curves that OpenSSL has for itself only. */
const otherNames: Readonly<Record<string, string>> = {
  "p-256": "prime256v1",
  secp256r1: "prime256v1",
  "p-384": "secp384r1",
  "p-521": "secp521r1",
};

/** What `strtol` reads to the end: decimal, octal behind a 0, hexadecimal behind 0x. */
function isInteger(value: string): boolean {
  return /^[ \t\v\f\r]*[+-]?(?:0x[\da-f]+|0[0-7]*|[1-9]\d*)$/i.test(value);
}

/** What `strtod` reads to the end and finds neither negative nor too large. */
function isSeconds(value: string): boolean {
  const match =
    /^[ \t\v\f\r]*([+-]?)(?:(\d+(?:\.\d*)?(?:e[+-]?\d+)?|\.\d+(?:e[+-]?\d+)?)|(inf(?:inity)?)|(nan(?:\(\w*\))?)|0x(?:[\da-f]+(?:\.[\da-f]*)?|\.[\da-f]+)(?:p[+-]?\d+)?)$/i.exec(
      value,
    );
  if (!match) return false;
  const [, sign, decimal, infinite, nan] = match;
  if (decimal !== undefined && !Number.isFinite(Number(decimal))) return false;
  if (sign !== "-" || nan !== undefined) return true;
  return infinite === undefined && decimal !== undefined && Number(decimal) === 0;
}

/** Words of on and off are numbers here. */
function meantNumber(value: string): { readonly meant?: string } {
  if (/^(?:on|yes|true)$/i.test(value)) return { meant: "1" };
  if (/^(?:off|no|false)$/i.test(value)) return { meant: "0" };
  const [, number] = /^(\d+)(?:\s*s(?:ec(?:onds?)?)?|\s+[;#].*)$/i.exec(value) ?? [];
  return number === undefined ? {} : { meant: number };
}

/** Names separated by commas or colons; blanks may be before a name, not behind one. */
function faultOfProtocols(value: string, words: readonly string[]): PgBouncerValueFault | undefined {
  for (const { 0: part, index } of value.matchAll(/[^,:]+|(?<=[,:]|^)(?=[,:]|$)/g)) {
    const blanks = /^[ \t]*!?/.exec(part)?.[0].length ?? 0;
    const name = part.slice(blanks);
    if (words.includes(name.toLowerCase())) continue;
    const start = index + blanks;
    const span = { start: Math.min(start, value.length), end: index + part.length };
    const isBlank = words.includes(name.trim().toLowerCase());
    const wanted = isBlank
      ? "write no blank behind a name"
      : /\s/.test(name.trim())
        ? "separate names with commas"
        : name === ""
          ? "write a name between two commas"
          : "write names as tlsv1.2 and tlsv1.3, separated by commas";
    return { span, wanted, words, ...(isBlank && { meant: name.trim() }) };
  }
  return undefined;
}

/** Whether a list of protocols leaves none, so that every handshake fails. */
export function leavesNoProtocol(value: string): boolean {
  const all = ["tlsv1.0", "tlsv1.1", "tlsv1.2", "tlsv1.3"];
  const left = new Set<string>();
  for (const part of value.toLowerCase().split(/[,:]/)) {
    const [, negated, name = ""] = /^[ \t]*(!?)(.*)$/.exec(part) ?? [];
    const meant = /^(?:all|legacy|tlsv1)$/.test(name)
      ? all
      : /^(?:secure|default)$/.test(name)
        ? all.slice(2)
        : [name];
    if (negated && left.size === 0) for (const one of all) left.add(one);
    for (const one of meant) negated ? left.delete(one) : left.add(one);
  }
  return value !== "" && left.size === 0;
}
