/** What the server keeps of the lines of a record. Only its end is looked at: a record may have very many lines. */
export class KeptText {
  length = 0;
  readonly #parts: string[] = [];
  #lastBackslash = 0;

  add(part: string): void {
    this.#parts.push(part);
    this.length += part.length;
  }

  stripLineBreaks(): void {
    for (let last = this.#parts.pop(); last !== undefined; last = this.#parts.pop()) {
      this.length -= last.length;
      let end = last.length;
      while (end > 0 && isLineBreak(last.charCodeAt(end - 1))) end--;
      if (end > 0) {
        this.add(last.slice(0, end));
        return;
      }
    }
  }

  /** Removes the backslash by which a line goes on; one that an earlier line left at the end does not count. */
  takeBackslash(): boolean {
    const last = this.#parts.at(-1);
    if (this.length <= this.#lastBackslash || !last?.endsWith("\\")) return false;
    this.#parts[this.#parts.length - 1] = last.slice(0, -1);
    this.#lastBackslash = --this.length;
    return true;
  }

  join(): string {
    return this.#parts.join("");
  }
}

/** Whether a character code is that of a line feed or carriage return. */
export function isLineBreak(code: number): boolean {
  return code === LINE_FEED || code === CARRIAGE_RETURN;
}

const LINE_FEED = 0x0a;
const CARRIAGE_RETURN = 0x0d;
