import { describe, expect, it, test } from "vitest";
import type { ServerVersion } from "../../../server/src/core/model/serverVersion.ts";
import { scanAuthLine } from "../../../server/src/core/syntax/authLine.ts";
import { authReferences, besideFile, expandLine } from "../../../server/src/core/syntax/authReference.ts";
import { authContext } from "../../support/authContext.ts";

const chain = Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`n${index}`, `@n${index + 1}\n`]));
const files = {
  names: 'one, two # three\n"a b"\n\n',
  empty: "# nobody\n",
  nested: "@folder/inner\n",
  "folder/inner": "x @leaf\n",
  "folder/leaf": "deep\n",
  self: "x\n@self\n",
  broken: "a\n@nowhere\n",
  including: "a\ninclude names\nb\n",
  optional: "a\ninclude_if_exists nowhere\n",
  quotedReference: '"@names"\n',
  closed: null,
  ...chain,
};

function expand(text: string, version: ServerVersion = 18) {
  const line = scanAuthLine([text], 0, version);
  const { fields, problem, unknownFrom } = expandLine(line, authContext({ version, files }));
  const words = fields.map(({ tokens }) =>
    tokens.map((token) => (token.quoted ? `'${token.text}` : token.text)).join(","),
  );
  return { words: words.join("|"), problem: problem && `${problem.kind} ${problem.path}`, unknownFrom };
}

describe("@file words", () => {
  it.each<[string, ServerVersion, string]>([
    ["a @names b", 18, "a|one,two,'a b|b"],
    ["a x,@names,y b", 18, "a|x,one,two,'a b,y|b"],
    ["a @empty b", 18, "a|b"],
    ["a @empty,x b", 18, "a|x|b"],
    ["@nested", 18, "x,deep"],
    ['a "@names"', 18, "a|'@names"],
    ['a @"names"', 18, "a|one,two,'a b"],
    ["a @ b", 18, "a|@|b"],
    ["a@names", 18, "a@names"],
    ["@quotedReference", 18, "'@names"],
    ["@including", 18, "a,one,two,'a b,b"],
    ["@including", 15, "a,include,names,b"],
    ["@optional", 18, "a"],
  ])("%s on %i", (text, version, words) => {
    expect(expand(text, version)).toEqual({ words, problem: undefined, unknownFrom: undefined });
  });

  it.each<[string, ServerVersion, string]>([
    ["a @nowhere b", 13, "missing nowhere"],
    ["a @broken b", 18, "missing nowhere"],
    ["a @self b", 18, "depth self"],
    ["a @self b", 15, "endless self"],
    ["a @n0 b", 18, "depth n10"],
  ])("%s on %i", (text, version, problem) => {
    expect(expand(text, version).problem).toBe(problem);
  });

  test("older servers nest as deep as you like", () => {
    expect(expand("a @n0 b", 15).problem).toBe("missing n12");
  });

  test("the words of a file bear the span of the word that names it", () => {
    const line = scanAuthLine(["a @names b"], 0, 18);
    const tokens = expandLine(line, authContext({ files })).fields[1]?.tokens ?? [];
    expect(tokens.map(({ span, file }) => [span, file])).toEqual(
      new Array(3).fill([{ start: 2, end: 8 }, "names"]),
    );
  });

  test("an unknown file is a word of its own", () => {
    expect(expand("a @closed b")).toEqual({ words: "a|'@closed|b", problem: undefined, unknownFrom: 1 });
  });
});

describe("the files that a line names", () => {
  it.each<[string, ServerVersion, string]>([
    ["local @a,@b @c peer", 18, "tokens a, tokens b, tokens c"],
    ["include x", 18, "include x"],
    ["include x", 15, ""],
    ['"include_dir" "a b"', 18, "include_dir a b"],
    ["include,junk x,y", 18, "include x"],
    ["include_if_exists x", 18, "include_if_exists x"],
    ["include x y", 18, ""],
    ["INCLUDE x", 18, ""],
    ["include @names", 18, "tokens names, include one"],
    ["include @closed", 18, "tokens closed"],
  ])("%s on %i", (text, version, expected) => {
    const found = authReferences(
      scanAuthLine([text], 0, version),
      version,
      authContext({ version, files }).reference,
    );
    expect(found.map(({ kind, path }) => `${kind} ${path}`).join(", ")).toBe(expected);
  });

  test("paths start at the folder of the file that names them", () => {
    expect(besideFile("leaf", "folder/inner")).toBe("folder/leaf");
    expect(besideFile("/etc/leaf", "folder/inner")).toBe("/etc/leaf");
    expect(besideFile("leaf", "inner")).toBe("leaf");
  });
});
