import { latin1 } from "./bytes.ts";
import { content, type DerValue, Malformed, Tag } from "./der.ts";

/**
 * A UTCTime or GeneralizedTime (RFC 5280, 4.1.2.5) in milliseconds since 1970. Offsets and fractions are understood. Not a
 * number for what is no date: OpenSSL does not look at it before it verifies.
 */
export function readTime(value: DerValue | undefined): number {
  const pattern =
    value?.tag === Tag.utcTime ? UTC : value?.tag === Tag.generalizedTime ? GENERALIZED : undefined;
  if (!value || !pattern) throw new Malformed("a date is missing");
  const fields = pattern.exec(timeText(value))?.groups;
  if (!fields) return Number.NaN;
  const number = (name: string): number => Number(fields[name] ?? 0);
  const short = number("year");
  const year = value.tag === Tag.generalizedTime ? short : short + (short < 50 ? 2000 : 1900);
  const date = new Date(0);
  date.setUTCFullYear(year, number("month") - 1, number("day"));
  const real = date.getUTCMonth() === number("month") - 1 && date.getUTCDate() === number("day");
  if (!real || number("hour") > 23 || number("minute") > 59 || number("second") > 59) return Number.NaN;
  date.setUTCHours(number("hour"), number("minute"), number("second"));
  const offset = (number("offsetHours") * 60 + number("offsetMinutes")) * 60_000;
  return (
    date.getTime() +
    Math.trunc(Number(`0.${fields.fraction ?? 0}`) * 1000) -
    (fields.sign === "-" ? -offset : offset)
  );
}

/** Whether a date is in the one form that OpenSSL takes when it verifies: in UTC, to the second. */
export const isStrictTime = (value: DerValue): boolean => /^(?:\d\d)?\d{12}Z$/.test(timeText(value));

/** Whether a date has fewer characters than one in UTC, to the second (seen with OpenSSL 3.5.8: it does not load such). */
export const isShortTime = (value: DerValue): boolean =>
  content(value).length < (value.tag === Tag.utcTime ? "YYMMDDHHMMSSZ" : "YYYYMMDDHHMMSSZ").length;

const timeText = (value: DerValue): string => latin1(content(value).subarray(0, 40));

const REST = String.raw`(?<month>\d\d)(?<day>\d\d)(?<hour>\d\d)(?<minute>\d\d)`;
const ZONE = String.raw`(?:Z|(?<sign>[+-])(?<offsetHours>\d\d)(?<offsetMinutes>\d\d))$`;
const UTC = new RegExp(String.raw`^(?<year>\d\d)${REST}(?<second>\d\d)?${ZONE}`);
const GENERALIZED = new RegExp(
  String.raw`^(?<year>\d{4})${REST}(?:(?<second>\d\d)(?:\.(?<fraction>\d+))?)?${ZONE}`,
);
