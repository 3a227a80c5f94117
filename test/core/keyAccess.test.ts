import { expect, test } from "vitest";
import { keyProblem } from "../../server/src/core/cluster/keyAccess.ts";

const serverUser = 999;
const problem = (owner: number, mode: number) =>
  keyProblem({ kind: "file", size: 1, modified: 0, owner, mode }, serverUser);
const bits = [0o400, 0o200, 0o100, 0o040, 0o020, 0o010, 0o004, 0o002, 0o001];
const refusedBits = (owner: number) =>
  bits.filter((bit) => problem(owner, 0o600 | bit) === "mode").map((bit) => bit.toString(8));

test("the server's own key must be closed to group and others", () => {
  expect(refusedBits(serverUser)).toEqual(["40", "20", "10", "4", "2", "1"]);
});

test("the group of root's key may read it, and nothing else", () => {
  expect(refusedBits(0)).toEqual(["20", "10", "4", "2", "1"]);
});

test("another owner is refused whatever the mode", () => {
  expect(problem(1000, 0o600)).toBe("owner");
});
