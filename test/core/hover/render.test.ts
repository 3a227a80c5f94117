import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  bullets,
  code,
  facts,
  md,
  paragraphs,
  trusted,
} from "../../../server/src/core/features/hover/render.ts";

describe("text of any origin in Markdown", () => {
  test.each<[text: string, shown: string]>([
    ["plain words, 10.0.0.0/8 (all)", "plain words, 10.0.0.0/8 (all)"],
    ["[a](command:b)", "\\[a\\](command:b)"],
    ["<img src=x>", "\\<img src=x\\>"],
    ["https://evil.example www.evil.example a@b.c", "https\\://evil.example www\\.evil.example a\\@b.c"],
    ["*a* _b_ ~c~ `d` #e", "\\*a\\* \\_b\\_ \\~c\\~ \\`d\\` \\#e"],
    ["- a", "\\- a"],
    ["1. a", "1\\. a"],
    ["a\nb\u202ec", "a\\\\nb\\\\u\\{202e\\}c"],
    ["&lt;", "\\&lt;"],
  ])("%s is shown as it is", (text, shown) => {
    expect(md`${text}`.text).toBe(shown);
  });

  test.each<[text: string, shown: string]>([
    ["a b", "`a b`"],
    ["a`b``c", "``` a`b``c ```"],
    ["", "*(empty)*"],
    ["  ", "*(blank)*"],
    ["a\nb", "`a\\nb`"],
    ["x".repeat(500), `\`${"x".repeat(400)}…\``],
  ])("%s in a typewriter face", (text, shown) => {
    expect(code(text).text).toBe(shown);
  });

  test("nothing ends a run of code before its end, or starts a new line", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("`", "a", " ", "\n", "\\", "]", "\r", "\u2028") }),
        (text) => {
          const shown = code(text).text;
          expect(shown).not.toMatch(/[\r\n\u2028]/);
          const fence = /^`+/.exec(shown)?.[0] ?? "";
          const inner = shown.slice(fence.length, shown.length - fence.length);
          const runs = inner.match(/`+/g) ?? [];
          expect(fence === "" || runs.every((run) => run.length !== fence.length)).toBe(true);
        },
      ),
    );
  });
});

test("facts and paragraphs leave out what is absent", () => {
  const list = facts([
    ["A", "x*"],
    ["B", undefined],
    ["C", code("y")],
  ]);
  expect(list.text).toBe("- A: x\\*\n- C: `y`");
  expect(paragraphs(undefined, "a", md``, bullets(["b"])).text).toBe("a\n\n- b");
});

test("the same words without any marks, those of our own and none of others", () => {
  const shown = paragraphs(
    md`**expired** at ${code("a*`b`")}, see \`ssl_ca_file\``,
    facts([["Name", "x*\u202e"]]),
    trusted("One of [these](https://example.com), `a` or *b*"),
  );
  expect(shown.plain).toBe("expired at a*`b`, see ssl_ca_file\n\nName: x*\\u{202e}\n\nOne of these, a or b");
  expect(code("").plain).toBe("(empty)");
});
