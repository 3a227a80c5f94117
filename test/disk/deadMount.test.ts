import { statSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createHost } from "../../server/src/disk/nodeHost.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const never = () => new Promise<never>(() => {});
const own = pathToFileURL(import.meta.filename).toString();

test.each(["open", "fstat", "read"] as const)(
  "a %s that never returns ends in a time-out",
  async (call) => {
    const stats = statSync(import.meta.filename);
    const host = createHost({
      open: () => 1,
      fstat: () => stats,
      read: () => ({ bytesRead: 0 }),
      close: () => {},
      stat: () => stats,
      lstat: () => stats,
      realpath: (path) => path,
      readdir: () => [],
      [call]: never,
    });
    const answer = host.readFile(own, 1_000_000);
    await vi.advanceTimersByTimeAsync(20_000);
    expect(await answer).toBe("time-out");
  },
  10_000,
);
