import { expect, it } from "vitest";
import { checkRecoveryTime } from "../../../server/src/core/syntax/conf/checks/recoveryTime.ts";
import results from "../fixtures/recoveryTimes.json" with { type: "json" };

const versions = [13, 15, 16, 18, 19] as const;

it.each(results.rows)("recovery_target_time = %j is refused where servers refused it", (text = "", bits) => {
  const ours = versions.map((serverVersion) => (checkRecoveryTime(text, { serverVersion }) ? "1" : "0"));
  expect(ours.join("")).toBe(bits);
});

it.each([
  ["31/01/2026", undefined, true],
  ["31/01/2026", "ISO, MDY", true],
  ["31/01/2026", "ISO, DMY", false],
  ["26-01-31", "iso, ymd", false],
  ["31/13/2026", "ISO, DMY", true],
])("%s with DateStyle %s", (text, dateStyle, refused) => {
  expect(checkRecoveryTime(text, { serverVersion: 18, dateStyle }) !== undefined).toBe(refused);
});
