import type { Language } from "../model/language.ts";
import { quoteConf } from "../syntax/quote.ts";
import type { EmbeddedEntry, EmbeddedFile } from "./carrier.ts";
import type { ScalarPart } from "./containers/serverArguments.ts";
import type { HostSpan } from "./hostSpan.ts";
import { mapScalar, type Piece, type ScalarText } from "./yaml/scalarMap.ts";

/** Writes a file as a carrier will, line by line, and remembers where each character comes from. */
export class FileWriter {
  readonly #language: Language;
  readonly #source: string;
  readonly #pieces: Piece[] = [];
  readonly #added = new Set<number>();
  readonly #elsewhere = new Set<number>();
  readonly #entries: EmbeddedEntry[] = [];
  /** In parts, since a look at the end of a text that grows copies all of it. */
  readonly #parts: string[] = [];
  #mapped: { readonly scalar: ScalarText; readonly map: readonly Piece[] } | undefined;
  #length = 0;
  #line = 0;

  /** `source` is the text of the host document. */
  constructor(language: Language, source: string) {
    this.#language = language;
    this.#source = source;
  }

  /** Lines that the carrier adds. */
  add(...lines: readonly string[]): this {
    for (const line of lines) {
      this.#added.add(this.#line);
      this.#write(`${line}\n`);
    }
    return this;
  }

  /** The lines of a scalar; `span` is its list item or what else goes with it. */
  lines(scalar: ScalarText, span: HostSpan = scalar): this {
    if (scalar.isElsewhere) return this.#other(scalar.value);
    const line = this.#line;
    this.#scalar(scalar, (value) => value);
    if (!this.#parts.at(-1)?.endsWith("\n")) this.#write("\n");
    this.#entries.push({ line, count: this.#line - line, scalar, span });
    return this;
  }

  /** The lines of a part of a scalar. */
  text(part: ScalarPart): this {
    if (part.scalar.isElsewhere) return this.#other(part.text);
    const line = this.#line;
    this.#part(part);
    if (!part.text.endsWith("\n")) this.#write("\n");
    this.#entries.push({ line, count: this.#line - line, scalar: part.scalar, span: part.scalar });
    return this;
  }

  /** The text that a scalar encodes: all of it is written there as a whole, and no edit reaches it. */
  decoded(scalar: ScalarText, text: string): this {
    if (scalar.isElsewhere) return this.#other(text);
    const line = this.#line;
    const { from, to } = scalar;
    this.#pieces.push({ at: this.#length, length: text.length, from, to, exact: false });
    this.#write(text.endsWith("\n") ? text : `${text}\n`);
    this.#entries.push({ line, count: this.#line - line, scalar, span: scalar });
    return this;
  }

  /** A line of a scalar that cannot be checked, since the carrier makes others of it: as a comment. */
  unknown(scalar: ScalarText): this {
    if (scalar.isElsewhere) return this.#other(`# ${scalar.value.replaceAll("\n", " ")}`);
    this.#write("# ");
    this.#scalar(scalar, (value) => value.replaceAll("\n", " "));
    this.#write("\n");
    return this;
  }

  /** Lines of a template, which make lines of the file that are not known, or decide about those between them. */
  template(lines: readonly ScalarText[]): this {
    for (const line of lines) {
      this.#scalar(line, (value) => value);
      this.#write("\n");
    }
    return this;
  }

  /** A line of several scalars and the signs between them; which of them an edit is about is unknown, so that it has no entry. `doubled` are signs that are written twice. */
  record(parts: readonly (string | ScalarText)[], doubled = '"'): this {
    if (parts.some((part) => typeof part !== "string" && part.isElsewhere))
      return this.#other(
        parts
          .map((part) => (typeof part === "string" ? part : withTwice(inOneLine(part.value), doubled)))
          .join(""),
      );
    for (const part of parts) {
      if (typeof part === "string") this.#write(part);
      else this.#scalar(part, inOneLine, doubled);
    }
    this.#write("\n");
    return this;
  }

  /** An assignment `name = 'value'`. */
  setting(name: ScalarText, value: ScalarText, span: HostSpan): this {
    if (value.isElsewhere)
      return this.#other(`${inOneLine(name.value)} = ${quoteConf(inOneLine(value.value))}`);
    const line = this.#line;
    this.#scalar(name, inOneLine);
    this.#write(" = '");
    this.#scalar(value, inOneLine, "'\\");
    this.#write("'\n");
    this.#entries.push({ line, count: 1, scalar: value, span });
    return this;
  }

  /** An assignment from an argument of the server, whose name may have dashes. */
  argument(name: ScalarPart, value: ScalarPart): this {
    if (value.scalar.isElsewhere)
      return this.#other(`${name.text.replaceAll("-", "_")} = ${quoteConf(inOneLine(value.text))}`);
    const line = this.#line;
    this.#part({ ...name, text: name.text.replaceAll("-", "_") });
    this.#write(" = '");
    this.#part({ ...value, text: inOneLine(value.text) }, "'\\");
    this.#write("'\n");
    const { scalar, reading } = value;
    this.#entries.push({ line, count: 1, scalar, span: scalar, ...(reading && { reading }) });
    return this;
  }

  /** A line of the carrier's words around a part of a scalar. */
  words(before: string, part: ScalarPart, after = ""): this {
    const text = after === "'" ? inOneLine(part.text) : part.text;
    if (part.scalar.isElsewhere) return this.#other(`${before}${text}${after}`);
    const line = this.#line;
    this.#write(before);
    this.#part({ ...part, text }, after === "'" ? "'\\" : "");
    this.#write(`${after}\n`);
    this.#entries.push({ line, count: this.#line - line, scalar: part.scalar, span: part.scalar });
    return this;
  }

  /** The file; `place` is where findings about added lines are shown, `isPartial` says that the carrier has others beside these lines. */
  finish(place: HostSpan, shape: EmbeddedFile["shape"], isPartial = false): EmbeddedFile {
    return {
      language: this.#language,
      text: this.#parts.join(""),
      pieces: this.#pieces,
      added: this.#added,
      elsewhere: this.#elsewhere,
      place,
      entries: this.#entries,
      shape,
      isPartial,
    };
  }

  /** Lines that are written in another file, where what is wrong with them is shown. */
  #other(text: string): this {
    for (const line of text.trimEnd().split("\n")) {
      this.#elsewhere.add(this.#line);
      this.#write(`${line}\n`);
    }
    return this;
  }

  /** Writes a value; `doubled` are signs that are written twice. */
  #scalar(scalar: ScalarText, change: (value: string) => string, doubled?: string): void {
    const value = change(scalar.value);
    for (const { at, length, from, to, exact } of mapScalar(this.#source, scalar)) {
      const part = value.slice(at, at + length);
      let offset = from;
      for (const run of doubled ? part.split(/(?<=['"\\])|(?=['"\\])/) : [part]) {
        const start = offset;
        if (exact) offset += run.length;
        const isDoubled = doubled?.includes(run) === true && run !== "";
        const text = isDoubled ? run + run : run;
        this.#pieces.push({
          at: this.#length,
          length: text.length,
          from: start,
          to: exact ? start + run.length : to,
          exact: exact && !isDoubled,
        });
        this.#write(text);
      }
    }
  }

  /** Writes a part of a scalar, each character where it is written. */
  #part({ scalar, text, offsets }: ScalarPart, doubled = ""): void {
    const map = this.#mapOf(scalar);
    let next = indexAt(map, offsets[0] ?? 0);
    for (let index = 0; index < text.length; index++) {
      const character = text[index] ?? "";
      const offset = offsets[index] ?? 0;
      while (endOf(map[next]) <= offset) next++;
      const piece = map[next];
      const written = doubled.includes(character) ? character + character : character;
      if (piece) {
        const from = piece.exact ? piece.from + offset - piece.at : piece.from;
        const to = piece.exact ? from + 1 : piece.to;
        const exact = piece.exact && written === character && this.#source.slice(from, to) === character;
        this.#pieces.push({ at: this.#length, length: written.length, from, to, exact });
      }
      this.#write(written);
    }
  }

  /** A scalar is often written in many parts, one after the other. */
  #mapOf(scalar: ScalarText): readonly Piece[] {
    if (this.#mapped?.scalar !== scalar) this.#mapped = { scalar, map: mapScalar(this.#source, scalar) };
    return this.#mapped.map;
  }

  #write(text: string): void {
    if (text === "") return;
    this.#parts.push(text);
    this.#length += text.length;
    for (let feed = text.indexOf("\n"); feed >= 0; feed = text.indexOf("\n", feed + 1)) this.#line++;
  }
}

function inOneLine(text: string): string {
  return text.replaceAll("\n", " ");
}

function withTwice(text: string, signs: string): string {
  return [...text].map((sign) => (signs.includes(sign) ? sign + sign : sign)).join("");
}

/** The index of the first piece that ends behind an offset of the value. */
function indexAt(map: readonly Piece[], offset: number): number {
  let [low, high] = [0, map.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (endOf(map[middle]) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function endOf(piece: Piece | undefined): number {
  return piece ? piece.at + piece.length : Number.POSITIVE_INFINITY;
}
