import { expect, test } from "vitest";
import { Roots } from "../../client/src/common/views/roots.ts";
import type { ClusterNodeAnswer } from "../../server/src/lsp/protocol.ts";

const cluster = (label: string): ClusterNodeAnswer => ({ id: "a", kind: "cluster", label });

/** Roots that are found as `found` says at the time, and how often they were looked for. */
function watched(found: { label: string }) {
  let looks = 0;
  const roots = new Roots(async () => {
    looks++;
    if (found.label === "") throw new Error("the server went away");
    return [cluster(found.label)];
  });
  return { roots, looks: () => looks };
}

test("what was found the same again is no change, and is not looked for once more", async () => {
  const found = { label: "main" };
  const { roots, looks } = watched(found);
  expect(await roots.get()).toEqual([cluster("main")]);
  expect(await roots.haveChanged()).toBe(false);
  found.label = "other";
  expect(await roots.haveChanged()).toBe(true);
  expect(await roots.get()).toEqual([cluster("other")]);
  expect(looks()).toBe(3);
});

test("after a failure, or when they are forgotten, they are looked for anew", async () => {
  const found = { label: "main" };
  const { roots } = watched(found);
  await roots.get();
  found.label = "";
  expect(await roots.haveChanged()).toBe(true);
  await expect(roots.get()).rejects.toThrow("went away");
  found.label = "back";
  expect(await roots.haveChanged()).toBe(true);
  expect(await roots.get()).toEqual([cluster("back")]);
  found.label = "again";
  roots.forget();
  expect(await roots.get()).toEqual([cluster("again")]);
});
