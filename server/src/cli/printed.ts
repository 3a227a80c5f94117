import { withoutControls } from "../core/model/withoutControls.ts";

/**
 * A line of output as a terminal or the log of a pipeline may show it, whatever names and words are in it: no control characters,
 * and nothing that the runner of a pipeline takes for a command (`::error::` at the start of a line; `##[error]`, `##vso[task.…]` of Azure
 * Pipelines and `##teamcity[…]` anywhere).
 */
export function printed(line: string): string {
  return printedWithin(line).replace(/^(\s*:):/, "$1 :");
}

/** The same for a part of a line that other words of ours precede: an address such as `::1` stays as it is there. */
export function printedWithin(part: string): string {
  return withoutControls(part).replace(bracketCommand, "## ");
}

/** The beginning of a command that a runner looks for anywhere in a line. */
const bracketCommand = /##(?=[A-Za-z]{0,20}\[)/g;

/** The same for a difference of two texts, in which tabs and line ends stay. */
export function printedDiff(text: string): string {
  return text.replace(/[^\t\n\r]+|\r(?!\n)/g, (part) => withoutControls(part).replace(bracketCommand, "## "));
}

/** A value as JSON in which the same characters are escaped. */
export function toJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent)
    .replace(/[\p{Cf}\p{Zl}\p{Zp}\x7f-\x9f]/gu, (character) =>
      character.replace(/./gs, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`),
    )
    .replace(bracketCommand, "#\\u0023");
}
