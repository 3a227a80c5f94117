import { wrapAnsi } from "fast-wrap-ansi";

/** Columns of running text at the most: longer lines are hard to read. */
const maxMeasure = 110;

/** A text wrapped at words, with `indent` before its first line and `hanging` before the others. */
export function wrapped(text: string, width: number, indent: string, hanging = indent): string {
  const columns = Math.min(width, maxMeasure) - Math.max(indent.length, hanging.length);
  const [first = "", ...rest] = wrapAnsi(text, columns, { hard: false, trim: true }).split("\n");
  // A line that begins anew must not begin as a command for the runner of a pipeline.
  return [indent + first, ...rest.map((line) => hanging + line.replace(/^(\s*:):/, "$1 :"))].join("\n");
}
