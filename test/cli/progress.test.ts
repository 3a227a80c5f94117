import { expect, test } from "vitest";
import { Progress } from "../../server/src/cli/progress.ts";

function watch(isTTY: boolean) {
  let written = "";
  let time = 0;
  const progress = new Progress(
    { isTTY, write: (text: string) => (written += text) },
    (files) => `${files} files checked`,
    () => time,
  );
  return {
    progress,
    wait: (milliseconds: number) => (time += milliseconds),
    take: () => {
      const shown = written;
      written = "";
      return shown;
    },
  };
}

test("a terminal shows it after a second, then now and then, and the line goes away", () => {
  const { progress, wait, take } = watch(true);
  progress.count();
  wait(900);
  progress.count();
  progress.clear();
  expect(take()).toBe("");
  wait(100);
  progress.count();
  expect(take()).toBe("\r\u001b[Kpgssl: 3 files checked");
  wait(100);
  progress.count();
  expect(take()).toBe("");
  wait(100);
  progress.count();
  expect(take()).toBe("\r\u001b[Kpgssl: 5 files checked");
  progress.clear();
  progress.clear();
  expect(take()).toBe("\r\u001b[K");
});

test("what is no terminal gets nothing", () => {
  const { progress, wait, take } = watch(false);
  wait(5000);
  progress.count();
  progress.clear();
  expect(take()).toBe("");
});
