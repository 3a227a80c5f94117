import * as fc from "fast-check";
import { expect, it } from "vitest";
import { serverVersions } from "../../server/src/core/model/serverVersion.ts";
import { checkRecoveryTime } from "../../server/src/core/syntax/conf/checks/recoveryTime.ts";

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
      expect(typeof (checkRecoveryTime(value, { serverVersion }) ?? "")).toBe("string");
    }),
  );
});

it("takes no longer than in proportion for long texts", () => {
  const start = process.cpuUsage();
  for (const piece of ["1-", "1", "a", "+", "1:", ".", "a1", " "])
    checkRecoveryTime(piece.repeat(200_000), { serverVersion: 18 });
  expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000);
});
