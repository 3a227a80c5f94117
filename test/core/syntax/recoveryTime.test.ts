import * as fc from "fast-check";
import { expect, it } from "vitest";
import { serverVersions } from "../../../server/src/core/model/serverVersion.ts";
import { judgeRecoveryTime } from "../../../server/src/core/syntax/conf/checks/recoveryTime.ts";
import verdicts from "../fixtures/recoveryTimes.json" with { type: "json" };

const versions = [13, 15, 16, 18, 19] as const;

it.each(verdicts.rows)("recovery_target_time = %j is refused where servers refused it", (text = "", bits) => {
  const ours = versions.map((serverVersion) => (judgeRecoveryTime(text, { serverVersion }) ? "1" : "0"));
  expect(ours.join("")).toBe(bits);
});

it.each([
  ["31/01/2026", undefined, true],
  ["31/01/2026", "ISO, MDY", true],
  ["31/01/2026", "ISO, DMY", false],
  ["26-01-31", "iso, ymd", false],
  ["31/13/2026", "ISO, DMY", true],
])("%s with DateStyle %s", (text, dateStyle, refused) => {
  expect(judgeRecoveryTime(text, { serverVersion: 18, dateStyle }) !== undefined).toBe(refused);
});

it("has an answer for any text", () => {
  const pieces = fc.constantFrom(
    ..."2026 - / . : 01 31 T J t + z UTC jan bc am now today é ' 99999999999 \t y m d s".split(" "),
    " ",
  );
  const text = fc.oneof(
    fc.array(pieces).map((parts) => parts.join("")),
    fc.string({ unit: "binary" }),
  );
  fc.assert(
    fc.property(text, fc.constantFrom(...serverVersions), (value, serverVersion) => {
      expect(typeof (judgeRecoveryTime(value, { serverVersion }) ?? "")).toBe("string");
    }),
  );
});

it("takes no longer than in proportion for long texts", () => {
  const start = process.cpuUsage();
  for (const piece of ["1-", "1", "a", "+", "1:", ".", "a1", " "])
    judgeRecoveryTime(piece.repeat(200_000), { serverVersion: 18 });
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000);
});
