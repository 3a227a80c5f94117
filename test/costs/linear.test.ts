import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { loadInstrumented } from "../fuzz/engine/buildInstrumented.ts";
import { Coverage, clearCounters } from "../fuzz/engine/counters.ts";
import type { Files } from "../support/openService.ts";
import type { checkAll } from "./checkAll.ts";
import { repeated, repeatedOften } from "./repeated.ts";

const { module } = await loadInstrumented<{ checkAll: typeof checkAll }>(
  "test/costs/checkAll.ts",
  /\/server\/src\/.*\.ts$/,
);

/** Branches that run: a measure of work that is the same on every machine. */
async function steps(files: Files): Promise<number> {
  await setImmediate(); // Vitest must hear from its worker between two calls, however slow the machine is.
  clearCounters();
  await module.checkAll(files);
  return new Coverage().take().steps;
}

const cases = [
  ...Object.entries(repeated).map(([name, make]) => ({ name, make, count: 150 })),
  ...Object.entries(repeatedOften).map(([name, make]) => ({ name, make, count: 2_100 })),
];

test.each(cases)("twice as many $name are no more than about twice the work", async ({ make, count }) => {
  await steps(make(10)); // what is loaded or made once
  const few = await steps(make(count));
  const many = await steps(make(2 * count));
  expect(many / few).toBeLessThan(2.5);
});
