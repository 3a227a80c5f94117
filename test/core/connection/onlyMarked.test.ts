import { describe, expect, test } from "vitest";
import { onlyMarked } from "../../../server/src/core/carriers/strings/onlyMarked.ts";
import { openHost } from "../../support/openHost.ts";

describe("top entries of YAML without strings are not parsed", () => {
  test.each([
    ["a: 1\nPGSSLMODE: verfy-full\nb: 2\nPGHOST: db\n", "verfy-full"],
    ["a:\n  - x: |\n      text: 1\n\n    y: 2\nurl: postgres://db/x?sslmode=verfy-full\n", "verfy-full"],
    ["a: 1\n---\na: 2\nenv:\n  PGSSLMODE: verfy-full\n---\na: 3\n", "verfy-full"],
    ["a: &x verfy-full\nb: 1\nenv:\n  PGSSLMODE: verfy-ful\n  other: *x\n", "verfy-ful"],
  ])("%j", async (text, word) => {
    expect(await openHost("values.yaml", text).shown()).toEqual([`${word}: connection-value-invalid`]);
  });

  test("and offsets stay", () => {
    const text = "a: 1\r\n  # é\r\nPGHOST: db\r\nb:\r\n  c: 2\r\n";
    expect(onlyMarked(text)).toBe("    \r\n     \r\nPGHOST: db\r\n  \r\n      \r\n");
  });

  test("nor are maps within others, and comments count for nothing", () => {
    const text = "app:\n  one:\n    a: 1\n    # b=c\n  env:\n    PGHOST: db\n";
    expect(onlyMarked(text)).toBe(`app:\n${"#".repeat(25)}\n  env:\n    PGHOST: db\n`);
  });
});
