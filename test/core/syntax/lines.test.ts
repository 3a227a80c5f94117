import { expect, test } from "vitest";
import { lineAt, lineEnd, lineStart, nextLine } from "../../../server/src/core/model/lines.ts";

test.each([
  // text, offset, line, its start, its end, the next line
  ["", 0, 0, 0, 0, 0],
  ["\n", 0, 0, 0, 0, 1],
  ["\na", 0, 0, 0, 0, 1],
  ["\na", 1, 1, 1, 2, 2],
  ["ab\ncd\n", 1, 0, 0, 2, 3],
  ["ab\ncd\n", 2, 0, 0, 2, 3],
  ["ab\ncd\n", 3, 1, 3, 5, 6],
  ["ab\ncd\n", 6, 2, 6, 6, 6],
])("the line of an offset: %j at %i", (text, offset, line, start, end, next) => {
  expect(lineAt(text, offset)).toBe(line);
  expect(lineStart(text, offset)).toBe(start);
  expect(lineEnd(text, offset)).toBe(end);
  expect(nextLine(text, offset)).toBe(next);
});
