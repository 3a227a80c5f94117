import { expect, test } from "vitest";
import { applyEdits, placeEdits } from "../../../server/src/core/index.ts";
import { openService } from "../../support/openService.ts";

const aligned = `# TYPE  DATABASE  USER  ADDRESS     METHOD
local   all       all               peer
host    all       all   10.0.0.1    md5   # why
`;

/** The text after an edit of a line that is made to fit. */
function edited(text: string, line: number, start: number, end: number, newText: string): string {
  const { uri, document } = openService(`|${text}`);
  const edit = { place: { uri, line, span: { start, end } }, newText };
  return applyEdits(
    document.lines,
    placeEdits([edit], () => document.current, 18),
  );
}

test("new records have the columns of those around", () => {
  const ragged = "local all all peer\nhost all all all md5\n";
  const line = "hostnossl all all all reject\n";
  expect(edited(aligned, 2, 0, 0, line)).toContain("\nhostnossl all     all   all         reject\n");
  expect(edited(aligned, 3, 0, 0, `# words   stay\n${line}`)).toContain(
    "\n# words   stay\nhostnossl all     all ",
  );
  expect(edited(ragged, 1, 0, 0, line)).toContain(`\n${line}`);
});

test("a word of another length leaves what follows in its column, while there is room", () => {
  expect(edited(aligned, 2, 0, 4, "hostssl")).toContain(
    "\nhostssl all       all   10.0.0.1    md5   # why\n",
  );
  expect(edited(aligned, 2, 32, 32, "/32")).toContain("   10.0.0.1/32 md5   # why\n");
  expect(edited(aligned, 2, 36, 39, "scram-sha-256")).toContain(" scram-sha-256  # why\n");
  expect(edited(aligned, 2, 36, 39, "cert")).toContain("    cert  # why\n");
});
