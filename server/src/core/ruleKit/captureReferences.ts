/** How other languages write the first part that a pattern captures. */
const firstPart = /\$(?:1(?!\d)|\{1\})|%1(?!\d)|\\g(?:<1>|\{1\})|\\\\1|(?<!\$)\{1\}/;

/** The same of the whole text that a pattern matches. */
const wholeMatch = /\\0|\$0|\$\{0\}|\$&|^&$|(?<!\$)\{0\}/;

/** A part of a role's name that other languages replace. */
export interface ForeignReference {
  readonly written: string;
  readonly kind: "first" | "whole" | "other" | "function" | "again";
}

/** What is not replaced in the database user beside a regular expression: anything but one `\1`. */
export function foreignReference(text: string): ForeignReference | undefined {
  const whole = wholeMatch.exec(text)?.[0];
  if (whole !== undefined) return { written: whole, kind: "whole" };
  const first = firstPart.exec(text)?.[0];
  if (first !== undefined) return { written: first, kind: "first" };
  const call = /^[a-z]+\(.*\\1.*\)$|\\[LUlu](?=.*\\1)/i.exec(text)?.[0];
  if (call !== undefined) return { written: call, kind: "function" };
  const other = /\\[2-9]/.exec(text)?.[0];
  if (other !== undefined) return { written: other, kind: "other" };
  return text.split("\\1").length > 2 ? { written: "\\1", kind: "again" } : undefined;
}

/** Whether a name holds what another language replaces by what a pattern matches. */
export function isForeignReference(text: string): boolean {
  return firstPart.test(text) || wholeMatch.test(text);
}

/** The role with `\1` for the first such part, where that is what was meant. */
export function withOwnReference(text: string): string | undefined {
  const plain = text.replace(/^(?:lower|upper)\((.*)\)$|\\[LUlu](?=.*\\1)/i, "$1").replace(/\\E$/, "");
  const meant = plain.replace(firstPart, "\\1");
  return meant === text ? undefined : meant;
}
