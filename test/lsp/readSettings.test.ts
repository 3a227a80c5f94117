import { expect, test } from "vitest";
import { joinSettings } from "../../server/src/core/cluster/projectSettings.ts";
import { readSettings } from "../../server/src/lsp/readSettings.ts";

test.each([
  [{ serverPlatform: "auto" }, "windows", "windows"],
  [{ serverPlatform: "posix" }, "windows", "posix"],
  [{ serverPlatform: "windows" }, "posix", "windows"],
  [{ serverPlatform: "beos" }, "posix", "posix"],
  [{}, "windows", "windows"],
] as const)("the platform of %o on a machine with %s is %s", (given, machine, platform) => {
  expect(joinSettings(readSettings(given, true, machine)).serverPlatform).toBe(platform);
});

test.each([
  [{ minimumColumnWidth: 0 }, 0],
  [{ minimumColumnWidth: -1 }, 8],
  [{ minimumColumnWidth: "12" }, 8],
  [undefined, 8],
])("the least width of columns of %o is %i", (format, width) => {
  expect(joinSettings(readSettings({ format }, true)).minimumColumnWidth).toBe(width);
});
