/** Lines of files, and characters of lines, beyond which nobody else has the same. */
const maxFileLines = 2000;
const maxLength = 500;

/** Whether a line is of the kind that clusters have in common. */
export function isShared(lines: readonly string[], text: string): boolean {
  return lines.length <= maxFileLines && text.length <= maxLength;
}

/** Lines that are remembered for one purpose; some hundred are what the clusters of a fleet have in common. */
const maxLines = 4096;

/**
 * What was found out about lines by their text, for a limited number of them. Clusters share most of their lines with each
 * other, and a file has many that are alike.
 */
export class LineMemory<Value> {
  readonly #known = new Map<string, Value>();

  get(text: string): Value | undefined {
    return this.#known.get(text);
  }

  /** Takes what `find` makes of a text. It is given a copy, since a piece of a file's text would keep all of that in memory. */
  add(text: string, find: (copy: string) => Value): Value {
    if (this.#known.size >= maxLines) this.#known.clear();
    const copy = text.split("").join("");
    const value = find(copy);
    this.#known.set(copy, value);
    return value;
  }
}
