import { judgeTimeZoneName } from "./timeZone.ts";

/**
 * What is wrong with a value of `recovery_target_time`. At its start the server reads the file before it knows the
 * abbreviations of time zones, so `PST` and even `Z` are refused. Forms of dates other than year-month-day are many and
 * depend on `DateStyle`; only what is no date in any of them is told.
 */
export function judgeRecoveryTime(text: string): string | undefined {
  if (text === "") return undefined;
  const iso = isoTime.exec(text);
  if (iso) return judgeIso(iso);
  const mayBeDate =
    /\d+[-./]\w+[-./]\d+|[a-z]{3,}\D+\d{1,2}\D+\d|\d\D+[a-z]{3,}\D+\d|^\s*\d{8}\b|^\s*\d{8}T|j\d|\d{4}[.-]\d{3}\b/i;
  return mayBeDate.test(text) ? undefined : "a time looks like `2026-01-31 12:00:00+00`";
}

const isoTime =
  /^\s*(\d{1,6})-(\d{1,2})-(\d{1,2})(?:(?:\s+|T)(\d{1,2}):(\d{1,2})(?::(\d{1,2})(\.\d*)?)?\s*(am|pm)?)?\s*([-+]\d{1,2}(?::?\d{2}){0,2}|[a-z][\w/+-]*)?\s*$/i;

function judgeIso(match: RegExpExecArray): string | undefined {
  const [, yearText = "", ...rest] = match;
  const [month = 0, day = 0, hour = 0, minute = 0, second = 0] = rest
    .slice(0, 5)
    .map((part) => Number(part ?? 0));
  const [fraction, half, zone] = rest.slice(5);
  const year = Number(yearText);
  if (yearText.length < 3) return "years have four digits";
  if (year < 1 || year > 294_276 || month < 1 || month > 12 || day < 1 || day > daysIn(year, month)) {
    return "the calendar has no such day";
  }
  const isEnd = hour === 24 && minute === 0 && second === 0 && !/[1-9]/.test(fraction ?? "");
  const isTime =
    hour < (half ? 13 : 24) &&
    minute < 60 &&
    (second < 60 || (second === 60 && !/[1-9]/.test(fraction ?? "")));
  if (!isTime && !isEnd) return "the clock has no such time";
  return zone === undefined ? undefined : judgeZone(zone);
}

function judgeZone(zone: string): string | undefined {
  const [, hours, minutes] = /^[-+](\d{1,2}):?(\d{2})?/.exec(zone) ?? [];
  if (hours !== undefined) {
    return Number(hours) <= 15 && Number(minutes ?? 0) < 60 ? undefined : "no time zone is that far from UTC";
  }
  if (/^(?:bc|ad|allballs)$/i.test(zone) || judgeTimeZoneName(zone) === undefined) return undefined;
  return "the zone must be an offset such as `+00` or a full name such as `Europe/Berlin`, no abbreviation";
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
