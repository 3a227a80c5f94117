import { expect, test } from "vitest";
import { withDetails } from "../../../server/src/core/features/hover/withDetails.ts";
import type { Diagnostic } from "../../../server/src/core/model/diagnostic.ts";
import { checkHover, checkNoHover } from "./checkHover.ts";

const finding: Diagnostic = {
  uri: "file:///data/pg_hba.conf",
  line: 3,
  rule: "hba-type-unknown",
  severity: "error",
  serverEffect: "line-error",
  span: { start: 4, end: 8 },
  message: "The message.",
  detail: "The *first* paragraph.\nchmod 600 server.key",
};
const details = "`hba-type-unknown`: The \\*first\\* paragraph.\n\nchmod 600 server.key";
const hover = { line: 3, span: { start: 4, end: 9 }, markdown: "A word." };

test("details come before all but the first paragraph of a hover", () => {
  const long = { ...hover, markdown: "A word.\n\nIts chain.\n\nIts path." };
  expect(withDetails(long, { line: 3, offset: 4 }, [finding])?.markdown).toBe(
    `A word.\n\n${details}\n\n---\n\nIts chain.\n\nIts path.`,
  );
});

test("details are below what the hover says, without the messages, which editors show themselves", () => {
  expect(withDetails(hover, { line: 3, offset: 4 }, [finding])).toEqual({
    ...hover,
    markdown: `A word.\n\n${details}`,
  });
});

test("details of several findings are paragraphs", () => {
  const other = { ...finding, rule: "hba-other", detail: "More." };
  expect(withDetails(hover, { line: 3, offset: 8 }, [finding, other])?.markdown).toBe(
    `A word.\n\n${details}\n\n\`hba-other\`: More.`,
  );
});

test("what several findings of a rule have in common is shown once", () => {
  const other = { ...finding, message: "The other message." };
  expect(withDetails(hover, { line: 3, offset: 8 }, [finding, other])?.markdown).toBe(
    `A word.\n\n${details}`,
  );
});

test("details are a hover where the word has none", () => {
  expect(withDetails(undefined, { line: 3, offset: 5 }, [finding])).toEqual({
    line: 3,
    span: finding.span,
    markdown: details,
  });
});

test.each([
  [2, 5],
  [3, 3],
  [3, 9],
])("a finding does not count in line %i at %i", (line, offset) => {
  expect(withDetails(hover, { line, offset }, [finding])).toBe(hover);
});

test("a finding without a detail adds nothing", () => {
  const { detail: _, ...plain } = finding;
  expect(withDetails(hover, { line: 3, offset: 5 }, [plain])).toBe(hover);
});

test("the service adds the details of what the check finds", async () => {
  await checkHover("# pgssl: version=1|2\nlocal all all peer\n", {}, "12", [
    "directive-unknown: version: The server's major version. Values: 13, 14",
  ]);
  await checkNoHover("# pgssl: version=1|3\nlocal all all peer\n");
});
