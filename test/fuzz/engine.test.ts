import { expect, test } from "vitest";
import { loadInstrumented } from "./engine/buildInstrumented.ts";
import { fuzz, OverBudget, runOnce, type Target } from "./engine/fuzz.ts";
import { instrument } from "./engine/instrument.ts";
import type * as Toy from "./engine/toy.ts";

const { module: toy, words } = await loadInstrumented<typeof Toy>("test/fuzz/engine/toy.ts", /\/toy\.ts$/);

const target: Target = {
  maxSize: 12,
  budget: () => 1_000_000,
  run: ([text = ""]) => toy.readToy(text),
};

const options = { seeds: [["a"]], words: ["b"], goOn: (runs: number) => runs < 40_000 };

test("coverage leads to a fault that chance alone does not find, and it is made as short as can be", async () => {
  const guided = await fuzz(target, { ...options, seed: 1 });
  expect(guided.fault?.input).toEqual(["9#|="]);
  const blind = await fuzz(target, { ...options, seed: 1, guided: false });
  expect([blind.fault, blind.runs]).toEqual([undefined, 40_000]);
});

test("the same seed gives the same inputs", async () => {
  const once = await fuzz(target, { ...options, seed: 2 });
  expect(await fuzz(target, { ...options, seed: 2 })).toEqual(once);
  expect((await fuzz(target, { ...options, seed: 3 })).kept).not.toEqual(once.kept);
});

test("a loop without end is ended, and what costs too much is a fault", async () => {
  const endless: Target = { ...target, run: ([text = ""]) => toy.turn(text) };
  await expect(runOnce(endless, ["again"])).rejects.toThrow("A loop has turned more than 3000000 times.");
  await expect(runOnce({ ...target, budget: () => 5 }, ["a long text"])).rejects.toThrow(OverBudget);
});

test("the words of a source are those that it may compare with", () => {
  expect(words).toEqual(["9#|=", "again", "found"]);
});

test("counters change nothing of what a source does", () => {
  const source = `
    const each = [1, 2, 3].map((one) => ({ one }));
    let out = "";
    if (each.length > 9) out += "a"; else if (each.length > 2) out += "b"
    else out += "c";
    for (const { one } of each) out += one > 1 ? (one > 2 ? "x" : "y") : "z" || "never";
    do out += out.length; while (out.length < 8);
    switch (out.length) { case 0: case 9: out += "d"; break; default: out += "e"; }
    try { null.x } catch { out += "f" }
    if (out) if (!each) out += "g"; else out += "h";
    return out + (each.at(9) ?? (() => each[0]?.one && "i")());
  `;
  const { code, next } = instrument(`globalThis.made = function () {${source}}`, 0);
  expect(next).toBeGreaterThan(20);
  Object.assign(globalThis, { pgsslCounters: new Uint32Array(next) });
  new Function(code)();
  const { made } = globalThis as unknown as { made: () => string };
  expect(made()).toBe(new Function(source)());
});
