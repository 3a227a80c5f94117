/** A word with what a tokenizer must know of it. */
interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly quoted: boolean;
}

/**
 * The floor for opening a file: one pass over the text that cuts it into lines and those into words, keeping all of them. It knows
 * blanks, one kind of quotation mark and comments, and checks nothing.
 */
export function tokenizeBare(text: string, quote: '"' | "'"): Word[][] {
  const mark = quote.charCodeAt(0);
  const lines: Word[][] = [];
  let words: Word[] = [];
  let offset = 0;
  while (offset < text.length) {
    const code = text.charCodeAt(offset);
    if (code === 0x0a) {
      lines.push(words);
      words = [];
      offset++;
    } else if (code === 0x23) {
      while (offset < text.length && text.charCodeAt(offset) !== 0x0a) offset++;
    } else if (code === 0x20 || code === 0x09 || code === 0x0d || code === 0x2c) {
      offset++;
    } else {
      const start = offset;
      let inQuotes = false;
      for (; offset < text.length; offset++) {
        const inner = text.charCodeAt(offset);
        if (inner === 0x0a) break;
        if (inner === mark) inQuotes = !inQuotes;
        else if (
          !inQuotes &&
          (inner === 0x20 || inner === 0x09 || inner === 0x0d || inner === 0x2c || inner === 0x23)
        )
          break;
      }
      words.push({ text: text.slice(start, offset), start, end: offset, quoted: code === mark });
    }
  }
  lines.push(words);
  return lines;
}
