import { lineAt } from "./lines.ts";

/** What keeps the server from reading a file as an editor shows it: its encoding, by the bytes on disk. */
export interface EncodingFault {
  /**
   * A UTF-8 byte-order mark at the start, UTF-16 from the start, or from a line on (as PowerShell appends it), or lines that end in a
   * carriage return alone, which is a blank to the server.
   */
  readonly kind: "byte-order-mark" | "utf-16" | "utf-16-part" | "carriage-return";
  /** The line of the file, from 0, at which it starts. */
  readonly line: number;
}

/** The fault of a file's text: UTF-8 with its byte-order mark, or one character a byte where it is not UTF-8. */
export function encodingFault(text: string): EncodingFault | undefined {
  if (/^(\xff\xfe|\xfe\xff)/.test(text) || /^(.\0.\0|\0.\0.)/.test(text)) return { kind: "utf-16", line: 0 };
  const part = /(?:[^\0]\0){3}|(?:\0[^\0]){3}/.exec(text);
  if (part) return { kind: "utf-16-part", line: lineAt(text, part.index) };
  if (isOneLine(text)) return { kind: "carriage-return", line: 0 };
  return text.startsWith("\ufeff") ? { kind: "byte-order-mark", line: 0 } : undefined;
}

/** Whether several settings or records are in one line for the server, or all of them in a comment. */
function isOneLine(text: string): boolean {
  if (text.includes("\n") || !text.includes("\r")) return false;
  const lines = text.split("\r").filter((line) => /\S/.test(line));
  const isRecord = (line: string) => /^\s*\w+\s*=/.test(line) || line.trim().split(/\s+/).length >= 4;
  return lines.filter(isRecord).length > (lines[0]?.trimStart().startsWith("#") ? 0 : 1);
}
