import type { ServerTraits } from "../serverTraits.ts";
import { type DateOrder, isDateTime } from "./dateTime.ts";

/**
 * What is wrong with a value of `recovery_target_time`. At its start the server reads the file before it knows the
 * abbreviations of time zones, so `PST` and even `Z` are refused; and words for the moment of reading are refused, too,
 * if they are alone.
 */
export function checkRecoveryTime(
  text: string,
  { serverVersion, dateStyle = "" }: Pick<ServerTraits, "serverVersion" | "dateStyle">,
): string | undefined {
  if (text === "") return undefined;
  if (/^(?:now|today|tomorrow|yesterday)$/.test(text))
    return "this word means a different time at each reading";
  return ordersOf(dateStyle).some((order) => isDateTime(text, serverVersion, order))
    ? undefined
    : "write a time such as 2026-01-31 12:00:00+00. A zone is an offset or a full name such as Europe/Berlin, not an abbreviation";
}

/** Which of them is in force when the server looks depends on the order of the lines, and on whether it starts. */
function ordersOf(dateStyle: string): readonly DateOrder[] {
  if (/\beuro|dmy/i.test(dateStyle)) return ["mdy", "dmy"];
  return /ymd/i.test(dateStyle) ? ["mdy", "ymd"] : ["mdy"];
}
