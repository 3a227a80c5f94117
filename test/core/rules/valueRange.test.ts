import { expect, test } from "vitest";
import { confValueRange } from "../../../server/src/core/rules/confValueRange.ts";
import { fixExample } from "../../support/fixExample.ts";
import { runExample } from "../../support/runExample.ts";

test.each([
  ["authentication_timeout = 0", "from 1 to 600 s", "authentication_timeout = 1s"],
  ["authentication_timeout = 1", undefined, undefined],
  ["authentication_timeout = 600", undefined, undefined],
  ["authentication_timeout = 601", "from 1 to 600 s", "authentication_timeout = 600s"],
  ["log_min_duration_statement = -2", "from -1 to 2147483647 ms", "log_min_duration_statement = -1"],
])("%s", async (line, range, fixed) => {
  const example = `-- postgresql.conf --\n${line}`;
  const { findings } = await runExample(confValueRange, example);
  expect(findings.map(({ diagnostic }) => diagnostic.message)).toEqual(
    range === undefined ? [] : [expect.stringContaining(range)],
  );
  const expected = fixed === undefined ? undefined : `-- postgresql.conf --\n${fixed}`;
  expect((await fixExample(confValueRange, example))?.text).toBe(expected);
});
