import { expect, test } from "vitest";
import { rules } from "../../../server/src/core/rules/index.generated.ts";

test("rules have names of their own", () => {
  const ids = rules.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  for (const id of ids) expect(id).toMatch(/^[a-z]+[0-9]*(-[a-z0-9]+)+$/);
});
