import { loadBundled } from "../bundle.ts";
import { largeFiles, type OpenTimes } from "../opening.ts";
import type { Bench } from "../report.ts";
import { ratio, spread } from "../statistics.ts";

/** Opening files of 100,000 lines, beside a tokenizer that does nothing else. */
export async function measureLargeFiles({ isQuick, report }: Bench): Promise<void> {
  const { timeOpening } = await loadBundled<typeof import("../opening.ts")>("opening");
  const rows: string[][] = [];
  for (const name of Object.keys(largeFiles)) {
    const large: OpenTimes[] = [];
    const small: OpenTimes[] = [];
    for (let round = 0; round < (isQuick ? 3 : 11); round++) {
      small.push(await timeOpening(name, 25_000));
      large.push(await timeOpening(name, 100_000));
    }
    const opened = large.map((time) => time.opened);
    const tokenized = large.map((time) => time.tokenized);
    rows.push([
      name,
      spread(opened),
      spread(tokenized),
      ratio(opened, tokenized),
      ratio(
        opened,
        small.map((time) => time.opened),
      ),
    ]);
  }
  report.table(
    [
      "opening 100,000 lines",
      "read and checked, ms of the processor",
      "bare tokenizer, ms",
      "ratio",
      "× 25,000 lines (linear: 4)",
    ],
    rows,
  );
}
