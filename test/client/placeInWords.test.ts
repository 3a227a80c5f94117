import { expect, test } from "vitest";
import { placeInWords } from "../../client/src/common/placeInWords.ts";

test.each([
  ["file", undefined, "posix", "Files are read on this machine", "the same file modes and owners"],
  ["file", "ssh-remote", "posix", "Files are read on the SSH host", "the same file modes and owners"],
  ["file", "dev-container", "posix", "Files are read in the container", "the same file modes and owners"],
  ["file", "tunnel", "posix", "Files are read on the remote machine", "the same file modes and owners"],
  [
    "file",
    undefined,
    "windows",
    "Files are read on this machine",
    "Windows and ignores file modes and owners",
  ],
  ["vscode-vfs", "github", undefined, "Text only", "cannot be read"],
  ["vscode-vfs", undefined, "browser", "Files are read through the browser", "modes and owners are unknown"],
] as const)("%s, %s, %s: %s", (scheme, remote, platform, text, detail) => {
  const answer =
    platform === "browser" ? { isInBrowser: true as const } : platform && { serverPlatform: platform };
  const place = placeInWords(scheme, remote, answer);
  expect(place.text).toBe(text);
  expect(place.detail).toContain(detail);
});
