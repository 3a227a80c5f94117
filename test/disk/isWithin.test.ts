import { expect, test } from "vitest";
import { isWithin } from "../../server/src/disk/isWithin.ts";

test.each([
  ["/data", "/data", true],
  ["/data/conf.d/a.conf", "/data", true],
  ["/data/..a/b", "/data", true],
  ["/data/../a", "/data", false],
  ["/database", "/data", false],
  ["/", "/data", false],
  ["/data", "/", true],
])("%s within %s: %s", (path, folder, is) => {
  expect(isWithin(path, folder)).toBe(is);
});
