import { expect, test } from "vitest";
import { readSettings } from "../../server/src/lsp/readSettings.ts";

test.each([
  [{ serverPlatform: "auto" }, "windows", "windows"],
  [{ serverPlatform: "posix" }, "windows", "posix"],
  [{ serverPlatform: "windows" }, "posix", "windows"],
  [{ serverPlatform: "beos" }, "posix", "posix"],
  [{}, "windows", "windows"],
] as const)("the platform of %o on a machine with %s is %s", (given, machine, platform) => {
  expect(readSettings(given, true, machine).serverPlatform).toBe(platform);
});
