import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Span } from "../../model/span.ts";
import { trimEndOf } from "../../model/trimEndOf.ts";
import {
  type ConnectionFault,
  type ConnectionFaultKind,
  type ConnectionParameter,
  type ConnectionString,
  toParameter,
} from "./connectionString.ts";

/**
 * Reads `postgresql://user:password@host:port,host:port/database?name=value&…` as libpq of a version does. The first `@` before a
 * slash ends the user, so that one in a password must be written `%40`.
 */
export function readConnectionUri(text: string, version: ServerVersion): ConnectionString {
  const parameters: ConnectionParameter[] = [];
  try {
    for (const parameter of read(text, version)) parameters.push(parameter);
  } catch (error) {
    if (!(error instanceof Stop)) throw error;
    return { form: "uri", parameters, fault: error.fault };
  }
  return { form: "uri", parameters };
}

/** Ends the reading. */
class Stop {
  readonly fault: ConnectionFault;

  constructor(kind: ConnectionFaultKind, start: number, end: number) {
    this.fault = { kind, span: { start, end } };
  }
}

function* read(text: string, version: ServerVersion): Generator<ConnectionParameter> {
  const indexFrom = (signs: RegExp, from: number) => {
    signs.lastIndex = from;
    return signs.exec(text)?.index ?? text.length;
  };
  const parameter = (name: string, span: Span) => toParameter(name, decode(text, span, version), span);
  let offset = text.indexOf("//") + 2;
  const at = indexFrom(/[@/]/g, offset);
  if (text[at] === "@") {
    const colon = indexFrom(/[:@]/g, offset);
    if (colon > offset) yield parameter("user", { start: offset, end: colon });
    if (colon + 1 < at) yield parameter("password", { start: colon + 1, end: at });
    offset = at + 1;
  }

  const hosts = new List();
  const ports = new List();
  for (;;) {
    let end: number;
    if (text[offset] === "[") {
      const close = indexFrom(/\]/g, offset);
      if (close === text.length) throw new Stop("bracket-unclosed", offset, text.length);
      if (close === offset + 1) throw new Stop("bracket-empty", offset, close + 1);
      end = close + 1;
      if (end < text.length && !":/?,".includes(text[end] ?? ""))
        throw new Stop("bracket-text", end, indexFrom(/[:/?,]/g, end));
      hosts.add(text, { start: offset + 1, end: close });
    } else {
      end = indexFrom(/[:/?,]/g, offset);
      hosts.add(text, { start: offset, end });
    }
    if (text[end] === ":") {
      const start = end + 1;
      end = indexFrom(/[/?,]/g, start);
      ports.add(text, { start, end });
    } else ports.add(text, { start: end, end });
    offset = end;
    if (text[offset] !== ",") break;
    offset++;
  }
  for (const [name, list] of [
    ["host", hosts],
    ["port", ports],
  ] as const) {
    if (list.text === "") continue;
    const value = decode(list.text, { start: 0, end: list.text.length }, version, list.span.start);
    yield toParameter(name, value, list.span);
  }
  if (text[offset] === "/") {
    const start = offset + 1;
    offset = indexFrom(/\?/g, start);
    if (offset > start) yield parameter("dbname", { start, end: offset });
  }
  if (text[offset] === "?") yield* readQuery(text, offset + 1, version);
}

function* readQuery(text: string, from: number, version: ServerVersion): Generator<ConnectionParameter> {
  let start = from;
  while (start < text.length) {
    const next = text.indexOf("&", start);
    const end = next < 0 ? text.length : next;
    const equals = text.indexOf("=", start);
    if (equals < 0 || equals >= end) throw new Stop("pair-incomplete", start, end);
    const second = text.indexOf("=", equals + 1);
    if (second >= 0 && second < end) throw new Stop("equals-extra", second, second + 1);
    const nameSpan = { start, end: equals };
    const valueSpan = { start: equals + 1, end };
    const name = decode(text, nameSpan, version);
    const value = decode(text, valueSpan, version);
    yield name === "ssl" && value === "true"
      ? { name: "sslmode", value: "require", nameSpan, valueSpan }
      : toParameter(name, value, valueSpan, nameSpan);
    start = end + 1;
  }
}

/** Hosts or ports, of which libpq makes one value with commas. */
class List {
  text = "";
  span: Span = { start: 0, end: 0 };
  #count = 0;

  add(text: string, { start, end }: Span): void {
    this.text += `${this.#count > 0 ? "," : ""}${text.slice(start, end)}`;
    if (this.#count++ === 0 || this.span.end === this.span.start) this.span = { start, end };
    else if (end > start) this.span = { start: this.span.start, end };
  }
}

/** Undoes percent-encoding; since 18 blanks around a word do not count. `shift` moves the places of faults. */
function decode(text: string, { start, end }: Span, version: ServerVersion, shift = 0): string {
  let word = text.slice(start, end);
  let from = start + shift;
  if (version >= 18) {
    const bare = word.replace(/^[ \t\n\v\f\r]+/, "");
    from += word.length - bare.length;
    word = trimEndOf(bare, " \t\n\v\f\r");
  }
  for (const { 0: sign, index } of word.matchAll(version >= 18 ? faultOrBlank : faulty)) {
    const kind = sign === "%00" ? "percent-zero" : sign.startsWith("%") ? "percent-invalid" : "blank-inside";
    throw new Stop(kind, from + index, from + index + sign.length);
  }
  return word.replace(utf8, (encoded) => {
    try {
      return decodeURIComponent(encoded);
    } catch {
      return "\ufffd";
    }
  });
}

const faulty = /%(?![0-9A-Fa-f]{2}).{0,2}|%00/gs;
const faultOrBlank = new RegExp(`${faulty.source}|[ \\t\\n\\v\\f\\r]+`, "gs");

/** One character in UTF-8, or a byte that is none. */
const utf8 = /%[c-d].%[89ab].|%e.(?:%[89ab].){2}|%f.(?:%[89ab].){3}|%../gi;
