import type { ServerVersion } from "../../../model/serverVersion.ts";
import { type Calendar, isTimestamp } from "./calendar.ts";
import { type DateTimeField, splitDateTime } from "./dateTimeFields.ts";
import { type DateUnit, dateWords } from "./dateWords.ts";
import { checkTimeZoneName } from "./timeZone.ts";

/** The order of day, month and year that a setting of `DateStyle` selects. */
export type DateOrder = "mdy" | "dmy" | "ymd";

/**
 * Whether a server reads a text as a point in time, before it knows the abbreviations of time zones. Follows the manual's
 * appendix "Date/Time Support", and real servers where that is silent.
 */
export function isDateTime(text: string, version: ServerVersion, order: DateOrder): boolean {
  const fields = splitDateTime(text);
  return fields !== undefined && new Reader(fields, version, order).read();
}

/** What a date and time consists of; each part may be given once. */
type Part = "year" | "month" | "day" | "yearday" | "hour" | "minute" | "second" | OtherPart;
type OtherPart = "zone" | "summer-time" | "half" | "era" | "weekday";

const dateParts = ["year", "month", "day"] as const;
const beforeDates: ReadonlySet<Part> = new Set<Part>([...dateParts, "yearday", "zone"]);
const timeParts = ["hour", "minute", "second"] as const;

class Reader {
  readonly #known = new Set<Part>();
  readonly #calendar: Calendar = { year: 0, month: 0, day: 0, hour: 0 };
  /** The kind of the number that must come next. */
  #label: DateUnit | "time" | undefined;
  #hasMonthName = false;
  #hasNamedZone = false;

  constructor(
    readonly fields: readonly DateTimeField[],
    readonly version: ServerVersion,
    readonly order: DateOrder,
  ) {}

  read(): boolean {
    for (const [place, field] of this.fields.entries()) {
      const parts = this.#read(field);
      const next = this.fields[place + 1]?.kind ?? "nothing";
      if (this.#label === "time" && !/^(?:number|time|date)$/.test(next)) return false;
      if (!parts || !this.#learn(parts)) return false;
    }
    if (this.#label !== undefined && this.version >= 16) return false;
    if (!this.#has(dateParts)) return false;
    const hasZone = this.#known.has("zone");
    if (this.#known.has("summer-time") && (!hasZone || this.#hasNamedZone)) return false;
    return isTimestamp(this.#calendar, this.#known.has("yearday"));
  }

  #learn(parts: readonly Part[]): boolean {
    if (parts.some((part) => this.#known.has(part))) return false;
    for (const part of parts) this.#known.add(part);
    return true;
  }

  #has(parts: readonly Part[]): boolean {
    return parts.every((part) => this.#known.has(part));
  }

  /** The parts that a field gives, or `undefined` where it makes no sense here. */
  #read(field: DateTimeField): readonly Part[] | undefined {
    switch (field.kind) {
      case "date":
        return this.#readDateField(field.text);
      case "time":
        if (this.#label !== undefined && this.#label !== "time") return undefined;
        this.#label = undefined;
        return this.#readTime(field.text);
      case "offset":
        return isOffset(field.text) ? ["zone"] : undefined;
      case "number":
        return this.#label === undefined ? this.#readNumberField(field.text) : this.#readLabelled(field.text);
      default:
        return this.#readWord(field.text);
    }
  }

  #readDateField(text: string): readonly Part[] | undefined {
    if (this.#label === "julian") {
      const [, days = "", rest = ""] = /^([0-9]+)(.*)$/.exec(text) ?? [];
      this.#label = undefined;
      if (days === "" || !isOffset(rest) || !this.#setJulian(days)) return undefined;
      return [...dateParts, ...timeParts, "zone"];
    }
    if (this.#label === undefined && !this.#has(["month", "day"])) return this.#readDate(text);
    if (this.#label === undefined && !/^[0-9]/.test(text)) {
      this.#hasNamedZone = true;
      return checkTimeZoneName(text) === undefined ? ["zone"] : undefined;
    }
    if (this.#label !== undefined && this.#label !== "time") return undefined;
    this.#label = undefined;
    const dash = text.indexOf("-");
    if (dash < 0 || this.#has(timeParts) || !isOffset(text.slice(dash))) return undefined;
    const parts = this.#readRun(text.slice(0, dash));
    return parts && [...parts, "zone"];
  }

  #readDate(text: string): readonly Part[] | undefined {
    const pieces: string[] = [];
    for (let rest = text; rest !== ""; ) {
      const piece = /^[^0-9a-z]*([0-9]+|[a-z]+)/.exec(rest);
      if (!piece?.[1]) return undefined;
      pieces.push(piece[1]);
      rest = rest.slice(piece[0].length + 1); // whatever follows a piece is dropped
    }
    const before = new Set(this.#known);
    for (const piece of pieces) {
      if (/^[0-9]/.test(piece)) continue;
      const word = dateWords.get(piece);
      if (word?.kind !== "month" || !this.#learn(["month"])) return undefined;
      this.#calendar.month = word.month;
      this.#hasMonthInDate = true;
    }
    for (const piece of pieces) {
      if (!/^[0-9]/.test(piece)) continue;
      const parts = this.#readNumber(piece, this.#hasMonthInDate);
      if (!parts || !this.#learn(parts)) return undefined;
    }
    this.#hasMonthInDate = false;
    // Only a zone can precede a date of several numbers.
    const others = [...this.#known].filter((part) => !beforeDates.has(part));
    const isComplete = this.#has(dateParts) && others.length === 0;
    const found = [...this.#known].filter((part) => !before.has(part));
    for (const part of found) this.#known.delete(part);
    return isComplete ? found : undefined;
  }

  #hasMonthInDate = false;

  #readTime(text: string): readonly Part[] | undefined {
    const match = /^([0-9]+):([0-9]*)(?:(\.[0-9]*)|:([0-9]*)(\.[0-9]*)?)?$/.exec(text);
    if (!match) return undefined;
    const [, first = "", second = "", fraction, third = "", lastFraction = ""] = match;
    const numbers = fraction === undefined ? [first, second, third] : ["0", first, second];
    const [hour = 0, minute = 0, seconds = 0] = numbers.map(Number);
    const part = Number(`0${fraction ?? lastFraction}`.replace(/\.$/, ""));
    if (this.version < 15 && text.endsWith(".")) return undefined;
    if (minute > 59 || seconds > 60) return undefined;
    if ((hour * 60 + minute) * 60 + seconds + part > 86_400) return undefined;
    this.#calendar.hour = hour;
    return timeParts;
  }

  /** A number after a word that says what it is. */
  #readLabelled(text: string): readonly Part[] | undefined {
    const label = this.#label;
    this.#label = undefined;
    const [, integer = "", fraction = ""] = /^([0-9]*)(\.[0-9]*)?$/.exec(text) ?? [];
    if (Number(integer) > maxInteger) return undefined;
    if (label === "time") {
      const parts = this.#readRun(text, true);
      return parts === timeParts ? parts : undefined;
    }
    if (label === "julian") {
      if (!this.#setJulian(integer)) return undefined;
      return fraction === "" ? dateParts : [...dateParts, ...timeParts];
    }
    if (
      this.version >= 16 ||
      label === undefined ||
      label === "useless" ||
      (fraction !== "" && label !== "second")
    )
      return undefined;
    if (label === "month" && this.#has(["month", "hour"])) return ["minute"];
    if (label === "year" || label === "month" || label === "day" || label === "hour")
      this.#calendar[label] = Number(integer);
    return [label];
  }

  #readNumberField(text: string): readonly Part[] | undefined {
    const point = text.indexOf(".");
    const isFirst = !dateParts.some((part) => this.#known.has(part));
    return point >= 0 && isFirst ? this.#readDate(text) : this.#readDateOrRun(text, point);
  }

  #readDateOrRun(text: string, point: number): readonly Part[] | undefined {
    if (point > 2) return this.#readRun(text);
    const isOpen = !this.#has(dateParts) || !this.#has(timeParts);
    if (text.length >= 6 && isOpen) return this.#readRun(text);
    return this.#readNumber(text, this.#hasMonthName);
  }

  /** A number whose meaning follows from what is known already. */
  #readNumber(text: string, hasMonthName: boolean): readonly Part[] | undefined {
    const point = text.indexOf(".");
    if (point === 0 || Number.parseInt(text, 10) > maxInteger) return undefined;
    if (point > 2) return this.#readRun(text, true);
    const value = Number.parseInt(text, 10);
    const calendar = this.#calendar;
    const given = dateParts.filter((part) => this.#known.has(part)).join();
    const isLong = text.length >= 3;
    if (text.length === 3 && given === "year" && value >= 1 && value <= 366) {
      calendar.month = 1;
      calendar.day = value;
      return ["yearday", "month", "day"];
    }
    let part: "year" | "month" | "day";
    if (given === "") part = isLong || this.order === "ymd" ? "year" : this.order === "dmy" ? "day" : "month";
    else if (given === "year" || given === "day") part = "month";
    else if (given === "month") part = hasMonthName && (isLong || this.order === "ymd") ? "year" : "day";
    else if (given === "year,month") {
      part = "day";
      if (hasMonthName && isLong && calendar.hasShortYear) {
        calendar.day = calendar.year; // the first number was the day
        calendar.year = value;
        calendar.hasShortYear = false;
        return ["day"];
      }
    } else if (given === "month,day") part = "year";
    else if (given === "year,month,day") return this.#readRun(text);
    else return undefined;
    calendar[part] = value;
    if (part === "year") calendar.hasShortYear = text.length <= 2;
    return [part];
  }

  /** A date or a time as one number. */
  #readRun(text: string, hasDate = this.#has(dateParts)): readonly Part[] | undefined {
    const [digits = "", fraction] = text.split(".");
    const calendar = this.#calendar;
    if (fraction === undefined && !hasDate && digits.length >= 6) {
      calendar.day = Number(digits.slice(-2));
      calendar.month = Number(digits.slice(-4, -2));
      calendar.year = Number(digits.slice(0, -4));
      if (digits.length === 6) calendar.hasShortYear = true;
      return dateParts;
    }
    if (this.#has(timeParts) || (digits.length !== 6 && digits.length !== 4)) return undefined;
    calendar.hour = Number(digits.slice(0, 2));
    return timeParts;
  }

  #readWord(text: string): readonly Part[] | undefined {
    const word = dateWords.get(text);
    if (!word) {
      this.#hasNamedZone = true;
      return /^[a-z]/.test(text) && checkTimeZoneName(text) === undefined ? ["zone"] : undefined;
    }
    switch (word.kind) {
      case "ignored":
        return [];
      case "month":
        return this.#readMonth(word.month);
      case "weekday":
        return ["weekday"];
      case "summer-time":
        return ["summer-time"];
      case "era":
        this.#calendar.isBc = word.isBc;
        return ["era"];
      case "half":
        this.#calendar.half = word.half;
        return ["half"];
      case "unit":
        if (this.#label !== undefined && this.version >= 16) return undefined;
        this.#label = word.unit;
        return [];
      case "time-follows":
        if (!this.#has(dateParts) || (this.#label !== undefined && this.version >= 16)) return undefined;
        this.#label = "time";
        return [];
      case "moment":
        return this.#readMoment(word.moment);
    }
  }

  #readMonth(month: number): readonly Part[] | undefined {
    const calendar = this.#calendar;
    const wasDay = this.#known.has("month") && !this.#hasMonthName && !this.#known.has("day");
    this.#hasMonthName = true;
    if (!wasDay || calendar.month < 1 || calendar.month > 31) {
      calendar.month = month;
      return ["month"];
    }
    calendar.day = calendar.month;
    calendar.month = month;
    return ["day"];
  }

  #readMoment(moment: "day" | "midnight" | "now" | "special"): readonly Part[] | undefined {
    if (moment === "special") return undefined;
    if (moment !== "midnight")
      Object.assign(this.#calendar, { year: 2000, month: 1, day: 1, hasShortYear: false });
    if (moment !== "day") this.#calendar.hour = 0;
    if (moment === "day") return dateParts;
    return moment === "now" ? [...dateParts, ...timeParts, "zone"] : [...timeParts, "zone"];
  }

  /** Days since 24 November of the year -4713. */
  #setJulian(days: string): boolean {
    Object.assign(this.#calendar, { year: 2000, month: 1, day: 1, hasShortYear: false, isBc: false });
    return Number(days) < daysTo294277;
  }
}

const daysTo294277 = 109_203_528;
const maxInteger = 2 ** 31 - 1;

/** `+02`, `-0330`, `+05:45:00` */
function isOffset(text: string): boolean {
  const match = /^[-+]([0-9]*)(?::([0-9]*)(?::([0-9]*))?)?$/.exec(text);
  if (!match) return false;
  let [hours, minutes, seconds] = match.slice(1).map((part) => Number(part || "0"));
  if (match[2] === undefined && text.length > 3) {
    minutes = (hours ?? 0) % 100;
    hours = Math.floor((hours ?? 0) / 100);
  }
  return (hours ?? 0) <= 15 && (minutes ?? 0) < 60 && (seconds ?? 0) < 60;
}
