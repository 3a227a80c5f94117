import { trimEndOf } from "../../model/trimEndOf.ts";
import { maxManifestLength } from "../limits.ts";
import { decodeBase64 } from "./decodeBase64.ts";

/** PEM in a document of YAML: a block as it is written or in double quotes, or the Base64 of some, as a Secret has it under `data`. */
export interface PemText {
  readonly firstLine: number;
  readonly lastLine: number;
  readonly text: string;
}

/** Texts of one document that are found at the most. */
const maxTexts = 100;

/** Lines of one text at the most. */
const maxTextLines = 5_000;

/** The PEM in one document of a stream of YAML, the one around a line; nothing where none is in that line. */
export function pemTexts(lines: readonly string[], line: number): readonly PemText[] {
  if (!/-----|[A-Za-z0-9+/=]{16}/.test((lines[line] ?? "").slice(0, maxManifestLength))) return [];
  const isMark = (text: string) => /^---(?:\s|$)/.test(text);
  let start = line;
  while (start > 0 && !isMark(lines[start] ?? "")) start--;
  const found: PemText[] = [];
  for (let at = start; at < lines.length && found.length < maxTexts; at++) {
    if (at > start && at > line && isMark(lines[at] ?? "")) break;
    const text = blockAt(lines, at) ?? quotedAt(lines, at) ?? encodedAt(lines, at);
    if (!text) continue;
    found.push(text);
    at = text.lastLine;
  }
  return found.some(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine) ? found : [];
}

function blockAt(lines: readonly string[], firstLine: number): PemText | undefined {
  if (!/^[ \t]*-----BEGIN [A-Z0-9 ]{1,40}-----\s*$/.test(lines[firstLine] ?? "")) return undefined;
  const block: string[] = [];
  for (const line of lines.slice(firstLine, firstLine + maxTextLines)) {
    const text = line.trim();
    block.push(text);
    if (text.startsWith("-----END ")) break;
    if (block.length > 1 && !/^[A-Za-z0-9+/=:,. -]*$/.test(text)) return undefined;
  }
  return { firstLine, lastLine: firstLine + block.length - 1, text: `${block.join("\n")}\n` };
}

/** PEM in double quotes with `\\n` for its line breaks, on one line or with `\\` at the ends of several. */
function quotedAt(lines: readonly string[], firstLine: number): PemText | undefined {
  const line = lines[firstLine] ?? "";
  const start = line.length > maxManifestLength ? -1 : line.indexOf('"-----BEGIN ');
  if (start < 0) return undefined;
  const parts: string[] = [];
  for (let at = firstLine; at < lines.length && at < firstLine + maxTextLines; at++) {
    const part = at === firstLine ? line.slice(start + 1) : (lines[at] ?? "").trimStart();
    const end = part.indexOf('"');
    parts.push((end < 0 ? part.trimEnd() : part.slice(0, end)).replace(/\\$/, ""));
    if (end < 0) continue;
    const text = parts
      .join("")
      .replace(/\\r?\\n|\\n/g, "\n")
      .replaceAll("\\/", "/");
    return /^[A-Za-z0-9+/=:,. \n-]*$/.test(text) ? { firstLine, lastLine: at, text } : undefined;
  }
  return undefined;
}

/** "-----BEGIN " in Base64, up to the character that its last bits decide. */
const begin = /(?:^|[ \t"'])(LS0tLS1CRUdJTi[A-Za-z0-9+/=]*)["']?\s*$/;

function encodedAt(lines: readonly string[], firstLine: number): PemText | undefined {
  const [, first] = begin.exec(lines[firstLine] ?? "") ?? [];
  if (first === undefined) return undefined;
  const parts = [first];
  for (const line of lines.slice(firstLine + 1, firstLine + maxTextLines)) {
    const part = trimEndOf(line.trim(), "\"'");
    if (!/^[A-Za-z0-9+/=]+$/.test(part)) break;
    parts.push(part);
  }
  const text = decodeBase64(parts.join(""));
  return text === undefined ? undefined : { firstLine, lastLine: firstLine + parts.length - 1, text };
}
