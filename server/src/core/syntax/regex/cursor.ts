import type { RegexOptions } from "./regexOptions.ts";

/** A place in a pattern's bytes, and what the lexers of all flavours do there. */
export class Cursor {
  at: number;

  constructor(
    readonly codes: Uint8Array,
    readonly options: RegexOptions,
  ) {
    this.at = options.start;
  }

  get atEnd(): boolean {
    return this.at >= this.codes.length;
  }

  /** Whether the ASCII text is here. */
  sees(text: string): boolean {
    for (let index = 0; index < text.length; index++) {
      if (this.codes[this.at + index] !== text.charCodeAt(index)) return false;
    }
    return true;
  }

  /** Steps over the ASCII text if it is here. */
  eats(text: string): boolean {
    const seen = this.sees(text);
    if (seen) this.at += text.length;
    return seen;
  }

  /** Takes one byte. The caller knows that there is one. */
  take(): number {
    return this.codes[this.at++] ?? 0;
  }

  /** Steps over white space and comments, where the expanded syntax makes nothing of them. */
  skipBlank(): void {
    if (!this.options.expanded) return;
    for (;;) {
      while (!this.atEnd && isSpace(this.codes[this.at])) this.at++;
      if (!this.sees("#")) return;
      while (!this.atEnd && !this.sees("\n")) this.at++;
    }
  }
}

/** Whether a byte is white space in collation C. */
function isSpace(code: number | undefined): boolean {
  return code !== undefined && (code === 0x20 || (code >= 0x09 && code <= 0x0d));
}

/** Whether a byte is an ASCII digit. */
export function isDigit(code: number | undefined): boolean {
  return code !== undefined && code >= 0x30 && code <= 0x39;
}
