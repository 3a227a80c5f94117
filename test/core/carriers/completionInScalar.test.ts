import { expect, test } from "vitest";
import { openManifest, positionIn } from "../../support/embedded.ts";

const head = "scope: x\npostgresql:\n  parameters:";

/** What is proposed for a setting whose value begins at `HERE`. */
async function proposed(lines: string, language: "yaml" | "json" = "yaml") {
  const open = openManifest(lines, {}, language);
  const position = positionIn(open.document, open.text.indexOf("HERE"));
  const { items = [] } = (await open.service.complete(open.uri, position)) ?? {};
  return items.map(({ newText, label }) => newText ?? label);
}

test.each([
  ["double quotes", `${head}\n    search_path: "HERE"`, '\\"$user\\", public'],
  ["single quotes", `${head}\n    search_path: 'HERE'`, '"$user", public'],
  ["a block", `${head}\n    search_path: |-\n      HERE`, '"$user", public'],
])("what is proposed in %s has the escapes of that style", async (_, lines, text) => {
  expect(await proposed(lines)).toContain(text);
});

test("JSON stays JSON", async () => {
  const text = '{"scope": "x", "postgresql": {"parameters": {"search_path": "HERE"}}}';
  expect(await proposed(text, "json")).toContain('\\"$user\\", public');
});

test("what a plain text cannot hold is not proposed there", async () => {
  expect(await proposed(`${head}\n    log_line_prefix: HERE`)).toEqual([]);
  expect(await proposed(`${head}\n    log_line_prefix: 'HERE'`)).toContain("%m [%p] ");
});
