import { readReal } from "../readNumber.ts";

/** What is wrong with a value of `TimeZone`: a zone's name, a POSIX rule, hours, or `interval '…'`. */
export function judgeTimeZone(text: string): string | undefined {
  if (/^interval/i.test(text)) {
    return /^interval[ \t\n\v\f\r]*'[^']+'$/i.test(text)
      ? undefined
      : "the interval stands in quotes behind the word";
  }
  const hours = readReal(text);
  if (/^[-+]?[0-9]+e-[0-9]+$/i.test(text)) return undefined; // C counts a fraction too small for it as nothing
  if (hours && hours.end === text.length) {
    // The server cuts to whole seconds, and its rule language ends at 167 hours, 59 minutes and 59 seconds.
    return Math.abs(Math.trunc(hours.value * 3600)) < 168 * 3600 ? undefined : "it is out of range";
  }
  return judgeTimeZoneName(text);
}

/** What is wrong with a value of `log_timezone`: a zone's name or a POSIX rule. */
export function judgeTimeZoneName(text: string): string | undefined {
  if (isZoneName(text) || isPosixRule(text)) return undefined;
  return "no time zone has this name; names look like `Europe/Berlin` or `UTC`";
}

/** Names that the zone database has beside those that are known to JavaScript. */
const furtherNames = /^(?:posix\/.+|posixrules|factory|localtime|gmt)$/i;

/** Asks the JavaScript engine, which carries the same zone database as the server. */
function isZoneName(name: string): boolean {
  if (furtherNames.test(name)) return true;
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const zone = "(?:<[^>]*>|[^0-9,+-]*)";
const offset = "[-+]?[0-9]+(?::[0-9]+(?::[0-9]+)?)?";
const day = "(?:J[0-9]+|M[0-9]+\\.[0-9]+\\.[0-9]+|[0-9]+)";
const rule = `${day}(?:/${offset})?`;
const posixRule = new RegExp(
  `^(${zone})(${offset})(?:(${zone})(${offset})?(?:[,;](${rule}),(${rule}))?)?$`,
  "i",
);

/** A rule such as `EST5EDT,M3.2.0,M11.1.0` (POSIX 8.3; the server lets the first abbreviation be empty). */
function isPosixRule(text: string): boolean {
  if (text.length > 255) return false;
  const [, , standard = "", daylight, daylightOffset, from, to] = posixRule.exec(text) ?? [];
  if (standard === "") return false;
  const offsets = [standard, ...(daylightOffset === undefined ? [] : [daylightOffset])];
  if (!offsets.every(isOffset)) return false;
  if (daylight === "" || daylight === "<>") return false;
  if (from !== undefined && to !== undefined && !(isRule(from) && isRule(to))) return false;
  // A zone must be whole minutes away from UTC at the start of 2000, as those with leap seconds are not.
  return !offsets.every((text) => /:\d+:0*[1-9]/.test(text) && !/:0*60$/.test(text));
}

function isOffset(text: string): boolean {
  const [hours = 0, minutes = 0, seconds = 0] = text.replace(/^[-+]/, "").split(":").map(Number);
  return hours <= 167 && minutes <= 59 && seconds <= 60;
}

function isRule(text: string): boolean {
  const [day = "", time] = text.split("/");
  if (time !== undefined && !isOffset(time)) return false;
  const [first = 0, week = 1, weekday = 0] = day.replace(/^[JM]/i, "").split(".").map(Number);
  if (/^M/i.test(day)) return first >= 1 && first <= 12 && week >= 1 && week <= 5 && weekday <= 6;
  return first <= 365 && (first >= 1 || !/^J/i.test(day));
}
