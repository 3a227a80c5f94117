import type { ServerTraits } from "../serverTraits.ts";
import { type DateOrder, isDateTime } from "./dateTime.ts";

/**
 * What is wrong with a value of `recovery_target_time`. At its start the server reads the file before it knows the
 * abbreviations of time zones, so `PST` and even `Z` are refused; and words for the moment of reading are refused, too,
 * if they stand alone.
 */
export function judgeRecoveryTime(
  text: string,
  { serverVersion, dateStyle = "" }: Pick<ServerTraits, "serverVersion" | "dateStyle">,
): string | undefined {
  if (text === "") return undefined;
  if (/^(?:now|today|tomorrow|yesterday)$/.test(text))
    return "a word that means another time each time it is read";
  return ordersOf(dateStyle).some((order) => isDateTime(text, serverVersion, order))
    ? undefined
    : "a time looks like `2026-01-31 12:00:00+00`; zones are an offset or a full name such as `Europe/Berlin`, no abbreviation";
}

/** Which of them is in force when the server looks depends on the order of the lines, and on whether it starts. */
function ordersOf(dateStyle: string): readonly DateOrder[] {
  if (/\beuro|dmy/i.test(dateStyle)) return ["mdy", "dmy"];
  return /ymd/i.test(dateStyle) ? ["mdy", "ymd"] : ["mdy"];
}
