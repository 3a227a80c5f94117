import { X509Certificate } from "node:crypto";
import { createSecureContext } from "node:tls";
import { describe, expect, test } from "vitest";
import { pki } from "../../server/src/pki/index.ts";
import { buildCertificate, pem } from "./buildCertificate.ts";

const good = pem("CERTIFICATE", buildCertificate());
const lines = good.trimEnd().split("\n");
const body = lines.slice(1, -1);
const [begin = "", end = ""] = [lines[0], lines.at(-1)];
const from = (...parts: readonly string[]): string => `${parts.join("\n")}\n`;

interface Framing {
  readonly text: string | Uint8Array;
  /** Undefined where the certificate decodes. */
  readonly problem?: string;
  readonly lines?: readonly [first: number, last: number];
}

const framings: Readonly<Record<string, Framing>> = {
  plain: { text: good, lines: [0, lines.length - 1] },
  "text around it": { text: `subject=x\n\n${good}-----\nmore`, lines: [2, lines.length + 1] },
  "CR LF": { text: good.replaceAll("\n", "\r\n") },
  "no line end at the end": { text: good.trimEnd() },
  "blanks at line ends": { text: good.replaceAll("\n", " \t\n") },
  "byte-order mark": { text: `\ufeff${good}` },
  "one long line": { text: from(begin, body.join(""), end) },
  "lines of 76": { text: from(begin, ...(body.join("").match(/.{1,76}/g) ?? []), end) },
  "blanks in lines": { text: from(begin, ...body.map((line) => `  ${line.replace(/^.{9}/, "$& ")}`), end) },
  "blank line after BEGIN": { text: from(begin, "", ...body, end) },
  "old label": { text: good.replaceAll("CERTIFICATE", "X509 CERTIFICATE") },
  "blank line in the body": {
    text: from(begin, ...body.slice(0, 2), "", ...body.slice(2), end),
    problem: "a blank line or unknown header lines are in its body",
  },
  "two blank lines after BEGIN": {
    text: from(begin, "", "", ...body, end),
    problem: "it has a blank line in its body",
  },
  "uneven lines after a blank one": {
    text: from(begin, "", ...(body.join("").match(/.{1,60}/g) ?? []), end),
    problem: "its lines are not 64 characters wide, which they must be after a blank line",
  },
  "missing END": { text: from(begin, ...body), problem: "its END mark is missing" },
  "another label at END": {
    text: good.replace("END CERTIFICATE", "END PRIVATE KEY"),
    problem: "its END mark has another label",
  },
  "END with four dashes": {
    text: good.trimEnd().slice(0, -1),
    problem: "its END mark does not end in five dashes",
  },
  "blanks before END": { text: good.replace(end, ` ${end}`), problem: "its END mark has blanks before it" },
  "blanks before BEGIN": { text: ` ${good}`, problem: "its BEGIN mark has blanks before it" },
  "BEGIN with four dashes": {
    text: good.replace(begin, begin.slice(0, -1)),
    problem: "its BEGIN mark does not end in five dashes",
  },
  "all on one line": {
    text: lines.join(" "),
    problem: "its BEGIN mark is not on a line of its own",
    lines: [0, 0],
  },
  "CR alone": {
    text: good.replaceAll("\n", "\r"),
    problem: "its BEGIN mark is not on a line of its own",
  },
  "a foreign character": {
    text: good.replace(body[1] ?? "", `${body[1]}*`),
    problem: "it is not valid Base64",
  },
  "padding in the middle": { text: from(begin, "AAA=", ...body, end), problem: "it is not valid Base64" },
  "a character missing": {
    text: good.replace(body[0] ?? "", body[0]?.slice(1) ?? ""),
    problem: "it is not valid Base64",
  },
  "a form feed in a line": {
    text: good.replace(body[1] ?? "", `\f${body[1]}`),
    problem: "it is not valid Base64",
  },
  "hyphens behind the padding": { text: good.replace(end, `----\n${end}`) },
  "END with a hyphen too many, and again": { text: good.replace(end, `-${end}\n${end}`) },
  encrypted: {
    text: from(
      begin,
      "Proc-Type: 4,ENCRYPTED",
      "DEK-Info: AES-256-CBC,00112233445566778899AABBCCDDEEFF",
      "",
      ...body,
      end,
    ),
    problem: "it is encrypted",
  },
  "nothing in it": { text: from(begin, end), problem: "it is empty" },
  "cut short inside": { text: from(begin, ...body.slice(0, 2), end), problem: "the data ends too early" },
  "a line missing": { text: from(begin, ...body.slice(1), end), problem: "its structure is invalid" },
};

describe("PEM framing as OpenSSL reads it", () => {
  test.each(Object.entries(framings))("%s", (_, { text, problem, lines: span }) => {
    const file = pki.decode(Buffer.from(text));
    expect(file).toMatchObject({ form: "pem", blocks: [{}] });
    const [block] = file.blocks;
    expect(block?.problem).toBe(problem);
    expect(block?.certificate !== undefined).toBe(problem === undefined);
    if (span) expect([block?.firstLine, block?.lastLine]).toEqual(span);
    // Node reads PEM with the function of OpenSSL that the server uses.
    const openssl = () => new X509Certificate(Buffer.from(text));
    if (problem === undefined) expect(openssl).not.toThrow();
    else expect(openssl).toThrow();
  });

  const loads = (text: string): boolean => {
    try {
      createSecureContext({ cert: text });
      return true;
    } catch {
      return false;
    }
  };

  test.each([
    ["no END", from(begin, ...body), "", true],
    ["blanks before END", from(begin, ...body, ` ${end}`), "", true],
    ["END in small letters, and words", from(begin, ...body, end.toLowerCase()), "words\n", true],
    ["no END, and words", from(begin, ...body), "words\n", false],
    ["no END, and a blank line", from(begin, ...body), "\n", false],
    ["blanks before END, and a blank line", from(begin, ...body, ` ${end}`), "\n", false],
    ["END of another label", from(begin, ...body, "-----END PRIVATE KEY-----"), "", false],
  ])("%s: the block is whole where it goes on to the END mark of the next", (_, first, between, isWhole) => {
    for (const more of [good, good + good]) {
      const text = first + between + more;
      const [whole, next, ...others] = pki.decode(Buffer.from(text)).blocks;
      expect(loads(text)).toBe(isWhole);
      expect(whole?.problem === undefined).toBe(isWhole);
      expect(whole?.certificate !== undefined).toBe(isWhole);
      expect(next?.damaged).toBe(isWhole ? "overlooked" : undefined);
      expect(others.every(({ damaged }) => damaged === undefined)).toBe(true);
    }
  });

  test("header lines count in a wanted block only", () => {
    const key = from("-----BEGIN PRIVATE KEY-----", "A: b", "", "AAAA", "-----END PRIVATE KEY-----");
    expect(loads(key + good)).toBe(true);
    expect(pki.decode(Buffer.from(key)).blocks[0]).toMatchObject({ problem: expect.any(String) });
    expect(pki.decode(Buffer.from(key)).blocks[0]?.damaged).toBeUndefined();
  });

  test("a block that lost its end does not swallow the next one", () => {
    const { blocks } = pki.decode(Buffer.from(from(begin, ...body.slice(0, 2)) + good));
    expect(blocks.map(({ firstLine, lastLine, problem }) => [firstLine, lastLine, problem])).toEqual([
      [0, 2, "its END mark is missing"],
      [3, 2 + lines.length, undefined],
    ]);
  });

  test("blocks of other kinds keep their frame", () => {
    const { blocks } = pki.decode(Buffer.from(`${pem("EC PARAMETERS", Buffer.of(6, 1, 42))}${good}`));
    expect(blocks[0]).toEqual({ label: "EC PARAMETERS", firstLine: 0, lastLine: 2 });
    expect(blocks[1]?.certificate).toBeDefined();
  });
});
