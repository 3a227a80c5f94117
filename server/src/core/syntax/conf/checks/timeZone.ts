import { readReal } from "../readNumber.ts";

/** What is wrong with a value of `TimeZone`: a zone's name, a POSIX rule, hours, or `interval '…'`. */
export function checkTimeZone(text: string): string | undefined {
  if (/^interval/i.test(text)) return checkInterval(text);
  if (/^[-+]?[0-9]+e-[0-9]+$/i.test(text)) return undefined; // C counts a fraction too small for it as nothing
  const hours = readReal(text);
  if (hours && hours.end === text.length) {
    // The server cuts to whole seconds, and its rule language ends at 167 hours, 59 minutes and 59 seconds.
    return Math.abs(Math.trunc(hours.value * 3600)) < 168 * 3600 ? undefined : "it is out of range";
  }
  return checkTimeZoneName(text);
}

/** What is wrong with a value of `log_timezone`: a zone's name or a POSIX rule. */
export function checkTimeZoneName(text: string): string | undefined {
  if (isZoneName(text.replace(/^:/, "")) || isPosixRule(text)) return undefined;
  return "write the name of a time zone, such as Europe/Berlin or UTC";
}

function checkInterval(text: string): string | undefined {
  const inner = /^interval[ \t\n\v\f\r]*'([^']*)'$/i.exec(text)?.[1];
  if (inner === undefined) return "put the interval in quotes after the word";
  if (!/[0-9]/.test(inner)) return "the interval has no number";
  if (/[0-9] *(?:y|mon|w|d|c|mil)/i.test(inner)) return "the interval must not have days, months or years";
  const hours = /^[-+]?([0-9]+)(?: *h|:|$)/i.exec(inner)?.[1];
  return Number(hours ?? 0) < 168 ? undefined : "it is out of range";
}

/** Names that many zone databases have beside those that are known to JavaScript. */
const furtherNames = /^(?:posix\/.+|posixrules|factory|localtime|gmt)$/i;

/** Of three letters, JavaScript also knows abbreviations that are no zones to the server. */
const shortNames = /^(?:cet|eet|est|gmt|hst|met|mst|prc|roc|rok|uct|utc|wet)$/i;

/** Looks in the JavaScript engine, which has the same zone database as the server. */
function isZoneName(name: string): boolean {
  if (furtherNames.test(name)) return true;
  if (!/^[A-Za-z]/.test(name) || (name.length === 3 && !shortNames.test(name))) return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: name });
    return !/^us\/pacific-new$/i.test(name);
  } catch {
    return false;
  }
}

const zone = "(?:<[^>]*>|[^0-9,+-]*)";
const offset = "[-+]?[0-9]+(?::[0-9]+(?::[0-9]+)?)?";
const day = "(?:J[0-9]+|M[0-9]+\\.[0-9]+\\.[0-9]+|[0-9]+)";
const rule = `${day}(?:/${offset})?`;
const posixRule = new RegExp(
  `^(${zone})(${offset})(?:(${zone})(${offset})?(?:,(${rule}),(${rule}))?)?$`,
  "i",
);

/** A rule such as `EST5EDT,M3.2.0,M11.1.0` (POSIX 8.3; the server lets the first abbreviation be empty). */
function isPosixRule(text: string): boolean {
  if (text.length > 255) return false;
  const [, , standard = "", daylight, summer, from, to] = posixRule.exec(text) ?? [];
  if (standard === "" || daylight === "" || daylight === "<>") return false;
  if (!isOffset(standard) || (summer !== undefined && !isOffset(summer))) return false;
  if (from !== undefined && to !== undefined && !(isRule(from) && isRule(to))) return false;
  // The zone must be whole minutes away from UTC at the start of 2000, as those with leap seconds are not.
  const isSouthern = from !== undefined && to !== undefined && dayOfYear(from) > dayOfYear(to);
  const inJanuary = isSouthern ? (summer ?? standard) : standard;
  return (parts(inJanuary)[2] ?? 0) % 60 === 0;
}

function parts(text: string): number[] {
  return text.replace(/^[-+]/, "").split(":").map(Number);
}

function isOffset(text: string): boolean {
  const [hours = 0, minutes = 0, seconds = 0] = parts(text);
  return hours <= 167 && minutes <= 59 && seconds <= 60;
}

function isRule(text: string): boolean {
  const [day = "", time] = text.split("/");
  if (time !== undefined && !isOffset(time)) return false;
  const [first = 0, week = 1, weekday = 0] = day.replace(/^[JM]/i, "").split(".").map(Number);
  if (/^M/i.test(day)) return first >= 1 && first <= 12 && week >= 1 && week <= 5 && weekday <= 6;
  return first <= 365 && (first >= 1 || !/^J/i.test(day));
}

/** About when in the year a rule's day is: enough to know which of two comes first. */
function dayOfYear(text: string): number {
  const [first = 0, week = 0] = text.replace(/^[JM]/i, "").split(/[./]/).map(Number);
  return /^M/i.test(text) ? (first - 1) * 31 + week * 7 : first;
}
