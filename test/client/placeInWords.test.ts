import { expect, test } from "vitest";
import { placeInWords } from "../../client/src/common/placeInWords.ts";

test.each([
  ["file", undefined, "posix", "Files are read on this machine", "that the server meets there"],
  ["file", "ssh-remote", "posix", "Files are read on the SSH host", "that the server meets there"],
  ["file", "dev-container", "posix", "Files are read in the container", "that the server meets there"],
  ["file", "tunnel", "posix", "Files are read on the remote machine", "that the server meets there"],
  [
    "file",
    undefined,
    "windows",
    "Files are read on this machine",
    "Windows, where file modes and owners mean nothing",
  ],
  ["vscode-vfs", "github", undefined, "Text only", "cannot be read"],
] as const)("%s, %s, %s: %s", (scheme, remote, platform, text, detail) => {
  const place = placeInWords(scheme, remote, platform);
  expect(place.text).toBe(text);
  expect(place.detail).toContain(detail);
});
