import type { LineContext } from "../cluster/context.ts";
import type { VersionRange } from "../model/serverVersion.ts";
import { withoutControls } from "../model/withoutControls.ts";

/** A word of the file as messages show it: in quotation marks, control characters visible, not too long. */
export function shown(text: string): string {
  const visible = withoutControls(text);
  return `"${visible.length > 60 ? `${visible.slice(0, 57)}...` : visible}"`;
}

/** Joins words as a sentence does: `a, b or c`. */
export function listed(words: readonly string[], conjunction: "and" | "or"): string {
  if (words.length < 2) return words.join("");
  return `${words.slice(0, -1).join(", ")} ${conjunction} ${words.at(-1)}`;
}

/** The server within a message: `PostgreSQL 15`, or `PostgreSQL` alone where what is found must hold for all versions. */
export function serverInWords({
  serverVersion,
  isVersionUnknown,
}: Pick<LineContext, "serverVersion" | "isVersionUnknown">): string {
  return isVersionUnknown ? "PostgreSQL" : `PostgreSQL ${serverVersion}`;
}

/** In which versions something exists, behind its name: ` (it exists since PostgreSQL 14)`; nothing where it does in none. */
export function existenceInWords(range: VersionRange | undefined): string {
  if (!range) return "";
  const words: string[] = [];
  if (range.since !== undefined) words.push(`since PostgreSQL ${range.since}`);
  if (range.until !== undefined) words.push(`up to PostgreSQL ${range.until}`);
  return ` (it exists ${words.join(" and ")})`;
}
