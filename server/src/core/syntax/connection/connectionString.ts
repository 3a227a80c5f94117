import type { Span } from "../../model/span.ts";

/** A keyword with its value, as libpq stores it. */
export interface ConnectionParameter {
  /** What libpq makes of it: `requiressl=1` and `ssl=true` in a URI are `sslmode=require`. */
  readonly name: string;
  readonly value: string;
  /** Absent in the head of a URI, where the place says which keyword it is. */
  readonly nameSpan?: Span;
  /** With its quotes. */
  readonly valueSpan: Span;
}

/** Why libpq cannot read a string any further. */
export type ConnectionFaultKind =
  /** Words without `=`. */
  | "equals-missing"
  | "quote-unclosed"
  /** In a URI: an IPv6 address without `]`, with nothing in it, or with something behind it. */
  | "bracket-unclosed"
  | "bracket-empty"
  | "bracket-text"
  /** In the query of a URI: a second `=`, or none. */
  | "equals-extra"
  | "pair-incomplete"
  /** `%` without two hexadecimal digits; `%00`; blanks inside a word, refused since 18. */
  | "percent-invalid"
  | "percent-zero"
  | "blank-inside";

export interface ConnectionFault {
  readonly kind: ConnectionFaultKind;
  readonly span: Span;
}

/** A connection string as libpq reads it. */
export interface ConnectionString {
  readonly form: "pairs" | "uri";
  /** In the order in which libpq stores them; of several with one name the last counts. */
  readonly parameters: readonly ConnectionParameter[];
  /** With a fault libpq uses none of it; `parameters` has what comes before. */
  readonly fault?: ConnectionFault;
}

/** Whether libpq reads a text as a URI. */
export function isConnectionUri(text: string): boolean {
  return /^postgres(?:ql)?:\/\//.test(text);
}

/** The blanks of libpq (`isspace` in the C locale). */
export const blanks = " \t\n\v\f\r";

/** A parameter with the words that libpq translates. */
export function toParameter(
  name: string,
  value: string,
  valueSpan: Span,
  nameSpan?: Span,
): ConnectionParameter {
  const spans = { valueSpan, ...(nameSpan && { nameSpan }) };
  if (name === "requiressl")
    return { name: "sslmode", value: value.startsWith("1") ? "require" : "prefer", ...spans };
  return { name, value, ...spans };
}

/** What libpq connects with: the last value of each name. */
export function lastOfEach(
  parameters: readonly ConnectionParameter[],
): ReadonlyMap<string, ConnectionParameter> {
  return new Map(parameters.map((parameter) => [parameter.name, parameter]));
}
