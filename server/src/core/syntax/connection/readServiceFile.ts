import { connectionKeyword } from "../../data/connectionKeywords.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Span } from "../../model/span.ts";
import { trimEndOf } from "../../model/trimEndOf.ts";
import type { ConnectionParameter } from "./connectionString.ts";

/** What keeps libpq from using a service, or a part of it. Spans count from the start of the file. */
export interface ServiceFault {
  /**
   * `too-long`: a line of 1,023 bytes or more (255 in 13) ends the reading of the file. `section-open`: a head without `]`. `outside`: a line above the
   * first section. `equals-missing`, `nested`: the service cannot be used. `shadowed`: a section of the same name is above.
   * `repeated`: of two lines with one keyword the first counts. `blank`: a blank beside the equals sign is part of the word.
   * `quoted`, `comment`: quotes around a text, or a `#` behind a blank, are part of it.
   */
  readonly kind:
    | "too-long"
    | "section-open"
    | "outside"
    | "equals-missing"
    | "nested"
    | "shadowed"
    | "repeated"
    | "blank"
    | "quoted"
    | "comment";
  readonly span: Span;
}

/** A section of a service file. */
export interface ServiceSection {
  readonly name: string;
  readonly nameSpan: Span;
  /** The lines of the section, from 0: the first and the last one. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** What libpq stores: of two lines with one keyword the first. */
  readonly parameters: readonly ConnectionParameter[];
  /** A section of the same name is above, or the head is not closed, so that libpq never gets here. */
  readonly isUnreachable: boolean;
}

export interface ServiceFile {
  readonly sections: readonly ServiceSection[];
  readonly faults: readonly ServiceFault[];
}

/**
 * Reads a connection service file as libpq does (manual, "The Connection Service File"): blanks around a line do not count, `#` starts
 * a comment only at the beginning of a line, nothing is quoted, blanks around the equals sign are part of the words.
 */
export function readServiceFile(lines: readonly string[], version: ServerVersion): ServiceFile {
  const maxBytes = version >= 14 ? 1023 : 255; // libpq reads lines into a buffer
  const sections: (ServiceSection & { lastLine: number; parameters: ConnectionParameter[] })[] = [];
  const faults: ServiceFault[] = [];
  const names = new Set<string>();
  let keywords = new Set<string>();
  let offset = 0;
  for (const [line, raw] of lines.entries()) {
    const content = trimEndOf(raw, " \t\n\v\f\r").replace(/^[ \t\n\v\f\r]+/, "");
    const start = offset + raw.indexOf(content);
    const span = { start, end: start + content.length };
    offset += raw.length;
    // The longest line is much shorter in characters than in bytes; only then are these counted.
    if (raw.length > maxBytes / 4 && bytesOf(raw) >= maxBytes) faults.push({ kind: "too-long", span });
    if (content === "" || content.startsWith("#")) continue;
    const current = sections.at(-1);
    if (content.startsWith("[")) {
      const close = content.indexOf("]");
      if (close < 0) faults.push({ kind: "section-open", span });
      const end = close < 0 ? content.length : close;
      const name = content.slice(1, end);
      const nameSpan = { start: start + 1, end: start + end };
      const isShadowed = names.has(name);
      if (isShadowed) faults.push({ kind: "shadowed", span: nameSpan });
      const isUnreachable = isShadowed || close < 0;
      sections.push({ name, nameSpan, firstLine: line, lastLine: line, parameters: [], isUnreachable });
      if (close >= 0) names.add(name);
      keywords = new Set();
      continue;
    }
    if (!current) {
      faults.push({ kind: "outside", span });
      continue;
    }
    current.lastLine = line;
    // A build with LDAP looks such a line up there; what it finds is not known.
    if (content.startsWith("ldap")) continue;
    const equals = content.indexOf("=");
    if (equals < 0) {
      faults.push({ kind: "equals-missing", span });
      continue;
    }
    const name = content.slice(0, equals);
    const value = content.slice(equals + 1);
    const nameSpan = { start, end: start + equals };
    const before = nameSpan.start + trimEndOf(name, " \t").length;
    const [after = ""] = /^[ \t]+/.exec(value) ?? [];
    if (before < nameSpan.end) faults.push({ kind: "blank", span: { start: before, end: nameSpan.end } });
    else if (after !== "") {
      const from = nameSpan.end + 1;
      faults.push({ kind: "blank", span: { start: from, end: from + after.length } });
    }
    const kind = misreadText(name, value, version);
    if (kind) faults.push({ kind, span: { start: nameSpan.end + 1, end: span.end } });
    if (name === "service" || name === "servicefile") faults.push({ kind: "nested", span: nameSpan });
    else if (keywords.has(name)) faults.push({ kind: "repeated", span });
    else {
      keywords.add(name);
      current.parameters.push({
        name,
        value,
        nameSpan,
        valueSpan: { start: nameSpan.end + 1, end: span.end },
      });
    }
  }
  return { sections, faults };
}

/** What a text has that libpq does not take off it. */
function misreadText(name: string, value: string, version: ServerVersion): "quoted" | "comment" | undefined {
  const keyword = connectionKeyword(name, version);
  if (keyword?.kind !== "text") return undefined;
  if (/^(?:'[^']+'|"[^"]+")$/.test(value)) return "quoted";
  return !keyword.isSecret && /[ \t]#/.test(value) ? "comment" : undefined;
}

function bytesOf(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
