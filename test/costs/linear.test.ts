import { expect, test } from "vitest";
import { loadInstrumented } from "../fuzz/engine/buildInstrumented.ts";
import { Coverage, clearCounters } from "../fuzz/engine/counters.ts";
import type { checkAll } from "./checkAll.ts";
import { repeated } from "./repeated.ts";

const { module } = await loadInstrumented<{ checkAll: typeof checkAll }>(
  "test/costs/checkAll.ts",
  /\/server\/src\/.*\.ts$/,
);

/** Branches that run: a measure of work that is the same on every machine. */
async function steps(name: string, count: number): Promise<number> {
  clearCounters();
  await module.checkAll(repeated[name]?.(count) ?? {});
  return new Coverage().take().steps;
}

test.each(Object.keys(repeated))("twice as many %s are no more than about twice the work", async (name) => {
  await steps(name, 10); // what is loaded or made once
  const few = await steps(name, 150);
  const many = await steps(name, 300);
  expect(many / few).toBeLessThan(2.5);
});
