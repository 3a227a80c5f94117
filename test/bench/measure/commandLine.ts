import { join } from "node:path";
import { makeClusters } from "../clusters.ts";
import { type CheckRun, timeBareCheck, timeCheck } from "../commandLine.ts";
import type { Bench } from "../report.ts";
import { figures, median, spread } from "../statistics.ts";

/** `pgssl check` on many clusters of ordinary size. */
export async function measureCommandLine({ scratch, cache, isQuick, report }: Bench): Promise<void> {
  const count = isQuick ? 200 : 1_000;
  const folder = join(scratch, "clusters");
  const one = join(scratch, "one");
  const tenth = join(scratch, "tenth");
  await makeClusters(one, 1);
  await makeClusters(tenth, count / 10);
  await makeClusters(folder, count);
  const [start, few, all, bareStart, bareAll]: CheckRun[][] = [[], [], [], [], []];
  await timeCheck(one, scratch, cache); // which keeps what it compiled
  for (let round = 0; round < 5; round++) {
    start?.push(await timeCheck(one, scratch, cache));
    few?.push(await timeCheck(tenth, scratch, cache));
    all?.push(await timeCheck(folder, scratch, cache));
    bareStart?.push(await timeBareCheck(one, scratch, cache));
    bareAll?.push(await timeBareCheck(folder, scratch, cache));
  }
  const runs = all ?? [];
  /** Clusters a second and core, without the start. */
  const rates = (runs: readonly CheckRun[] = [], starts: readonly CheckRun[] = []) => {
    const begin = median(starts.map(({ processor }) => processor));
    return runs.map(({ processor }) => (count - 1) / Math.max(processor - begin, 0.001));
  };
  report.table(
    ["`pgssl check`", "value"],
    [
      [
        `${count.toLocaleString("en")} clusters of 100 + 800 lines and three certificates, seconds`,
        spread(runs.map(({ elapsed }) => elapsed)),
      ],
      ["clusters per second and core, after the start", spread(rates(all, start))],
      [
        "the same for a program that only reads the files and verifies the certificates",
        spread(rates(bareAll, bareStart)),
      ],
      ["one cluster with the start, seconds", spread((start ?? []).map(({ elapsed }) => elapsed))],
      ["first output after, seconds", spread(runs.map(({ firstOutput }) => firstOutput))],
      [
        `most memory, MiB (with a tenth of the clusters: ${figures(median((few ?? []).map(({ resident }) => resident)))})`,
        spread(runs.map(({ resident }) => resident)),
      ],
    ],
  );
}
