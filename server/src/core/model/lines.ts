/** Splits a document into lines as editors count them (LSP 3.17, "Text Documents"); each keeps its line break. */
export function splitLines(text: string): string[] {
  const lines: string[] = [];
  let start = 0;
  if (!text.includes("\r")) {
    for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", start)) {
      lines.push(text.slice(start, end + 1));
      start = end + 1;
    }
    lines.push(text.slice(start));
    return lines;
  }
  for (let offset = 0; offset < text.length; offset++) {
    const code = text.charCodeAt(offset);
    if (code !== 0x0a && code !== 0x0d) continue;
    if (code === 0x0d && text.charCodeAt(offset + 1) === 0x0a) offset++;
    lines.push(text.slice(start, offset + 1));
    start = offset + 1;
  }
  lines.push(text.slice(start));
  return lines;
}

/** The offsets at which the lines of a text start. */
export function lineStartsOf(lines: readonly string[]): readonly number[] {
  const starts: number[] = [];
  let length = 0;
  for (const line of lines) {
    starts.push(length);
    length += line.length;
  }
  return starts;
}

/** The offset at which the line of an offset starts. */
export function lineStart(text: string, offset: number): number {
  return offset === 0 ? 0 : text.lastIndexOf("\n", offset - 1) + 1;
}

/** The offset at which the line of an offset ends, before its line feed. */
export function lineEnd(text: string, offset: number): number {
  const feed = text.indexOf("\n", offset);
  return feed < 0 ? text.length : feed;
}

/** The offset behind the line of an offset, with its line feed. */
export function nextLine(text: string, offset: number): number {
  return Math.min(lineEnd(text, offset) + 1, text.length);
}

/** The line of an offset, from 0. */
export function lineAt(text: string, offset: number): number {
  let line = 0;
  for (let feed = text.indexOf("\n"); feed >= 0 && feed < offset; feed = text.indexOf("\n", feed + 1)) line++;
  return line;
}

/** Text for a document, which may end its lines in a line feed whatever the document does, with that document's line ends. */
export function withLineEndsOf(lines: readonly string[], text: string): string {
  return text.includes("\n") ? text.replace(/\r?\n/g, lines[0]?.endsWith("\r\n") ? "\r\n" : "\n") : text;
}

/**
 * What is missing behind the text of an authentication file or of a record before a line of its own can follow: a line end,
 * and an empty line where a backslash would join the next one.
 */
export function missingLineEnd(text: string): string {
  return (text === "" || text.endsWith("\n") ? "" : "\n") + (/\\\r*\n?$/.test(text) ? "\n" : "");
}
