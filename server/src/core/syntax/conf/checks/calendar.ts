/** A point in time as far as it can be wrong. */
export interface Calendar {
  year: number;
  month: number;
  day: number;
  hour: number;
  /** The year has one or two digits and lies between 1970 and 2069. */
  hasShortYear?: boolean;
  isBc?: boolean;
  half?: "am" | "pm";
}

/** Whether there is such a point in time, and PostgreSQL can count to it. */
export function isTimestamp(given: Calendar, isDayOfYear: boolean): boolean {
  const { month, day } = given;
  const year = yearOf(given);
  if (year === undefined || (given.half && given.hour > 12)) return false;
  if (year < -4713 || year > 294_276) return false;
  if (isDayOfYear) return true;
  if (year === -4713 && month < 11) return false;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);
}

/** The year, where 0 is the one before the year 1. */
function yearOf({ year, isBc, hasShortYear }: Calendar): number | undefined {
  if (isBc) return year > 0 ? 1 - year : undefined;
  if (hasShortYear) return year < 70 ? year + 2000 : year + 1900;
  return year > 0 ? year : undefined;
}

function daysIn(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}
