import { Cursor, isDigit } from "./cursor.ts";
import { lexAdvanced } from "./lexAdvanced.ts";
import { lexBasic } from "./lexBasic.ts";
import { lexEscape } from "./lexEscape.ts";
import { RegexFault } from "./regexFault.ts";
import type { RegexOptions } from "./regexOptions.ts";
import type { NamedMark, Token, TokenBody } from "./token.ts";

/**
 * Cuts a pattern into signs. It is one sign ahead of the parser, as the server's is; so of two mistakes the same one is
 * found first.
 */
export class Lexer {
  /** The sign that the parser is to look at. */
  token: Token = { kind: "end", start: 0, end: 0 };
  /** How many capturing groups the parser has opened: the meaning of `\10` depends on it. */
  groups = 0;
  readonly #cursor: Cursor;
  #place: "pattern" | "bound" | "brackets" = "pattern";
  #previous: Token | undefined;

  /** @param before14 whether to follow PostgreSQL 13, which refuses complements such as `\\D` between brackets. */
  constructor(
    codes: Uint8Array,
    options: RegexOptions,
    readonly before14: boolean,
  ) {
    this.#cursor = new Cursor(codes, options);
    this.advance();
  }

  /** Goes on to the next sign. @throws RegexFault for what cannot be one. */
  advance(): void {
    const cursor = this.#cursor;
    let body: TokenBody | undefined;
    let start: number;
    do {
      if (this.#place !== "brackets") cursor.skipBlank();
      start = cursor.at;
      body = cursor.atEnd ? this.#end() : this.#read();
    } while (body === undefined);
    this.token = { ...body, start, end: cursor.at };
    this.#previous = this.token;
  }

  /**
   * Reads the name of a `named` token up to its closing mark, and goes on to the sign after it.
   * @returns the name's bytes as characters U+0000 to U+00FF.
   */
  readName(mark: NamedMark): string {
    const cursor = this.#cursor;
    const start = cursor.at;
    while (!cursor.sees(`${mark}]`)) {
      if (cursor.atEnd) throw unclosedBrackets(this.token.start);
      cursor.at++;
    }
    const name = Array.from(cursor.codes.subarray(start, cursor.at), (code) => String.fromCharCode(code));
    cursor.at += 2;
    this.advance();
    return name.join("");
  }

  #end(): TokenBody {
    if (this.#place === "pattern") return { kind: "end" };
    if (this.#place === "brackets") throw unclosedBrackets(this.#cursor.at);
    throw new RegexFault("brace", this.#cursor.at, "the repetition has no closing brace.");
  }

  #read(): TokenBody | undefined {
    const cursor = this.#cursor;
    if (this.#place === "bound") return this.#readBound();
    if (this.#place === "brackets") return this.#readInBrackets();
    if (cursor.options.flavour === "literal") return { kind: "character", code: cursor.take() };
    const body =
      cursor.options.flavour === "basic"
        ? lexBasic(cursor, this.#previous)
        : lexAdvanced(cursor, this.groups);
    if (body?.kind === "bound") this.#place = "bound";
    if (body?.kind === "bracket") this.#place = "brackets";
    return body;
  }

  #readBound(): TokenBody {
    const cursor = this.#cursor;
    const basic = cursor.options.flavour === "basic";
    const start = cursor.at;
    if (isDigit(cursor.codes[start])) return { kind: "digit", value: cursor.take() - 0x30 };
    if (cursor.eats(",")) return { kind: "comma" };
    if (!cursor.eats(basic ? "\\}" : "}")) {
      const message = `a repetition has only digits and one comma in its braces; to match a brace, write ${basic ? "`{`" : "`\\{`"}.`;
      throw new RegexFault("repetition", start, message);
    }
    this.#place = "pattern";
    if (cursor.options.flavour === "advanced") cursor.eats("?");
    return { kind: "bound-end" };
  }

  #readInBrackets(): TokenBody {
    const cursor = this.#cursor;
    const first = this.#previous?.kind === "bracket";
    const code = cursor.take();
    switch (String.fromCharCode(code)) {
      case "]":
        if (first) return { kind: "character", code };
        this.#place = "pattern";
        return { kind: "bracket-end" };
      case "-":
        return { kind: first || cursor.sees("]") ? "character" : "range", code };
      case "[":
        if (cursor.atEnd) throw unclosedBrackets(cursor.at);
        for (const mark of namedMarks) if (cursor.eats(mark)) return { kind: "named", mark };
        return { kind: "character", code };
      case "\\":
        return cursor.options.flavour === "advanced" ? this.#escapeInBrackets() : { kind: "character", code };
      default:
        return { kind: "character", code };
    }
  }

  #escapeInBrackets(): TokenBody {
    const start = this.#cursor.at - 1;
    const body = lexEscape(this.#cursor, this.groups);
    if (body.kind === "character" || (body.kind === "class" && !(this.before14 && body.negated))) return body;
    const message =
      "the escape is not valid between brackets: only those for characters and their classes are.";
    throw new RegexFault("escape", start, message);
  }
}

const namedMarks: readonly NamedMark[] = [".", "=", ":"];

function unclosedBrackets(at: number): RegexFault {
  const message = "the bracket expression has no closing `]`; to match a bracket, write `\\[`.";
  return new RegexFault("bracket", at, message, "A `]` right after `[` or `[^` is an ordinary member.");
}
