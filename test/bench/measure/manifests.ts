import { createRequire } from "node:module";
import { bundle } from "../bundle.ts";
import type { ManifestTimes } from "../manifests.ts";
import type { Bench } from "../report.ts";
import { quantile, ratio, spread } from "../statistics.ts";

/** Documents of YAML: those that hold nothing of ours, and edits in a large one that does. */
export async function measureManifests({ isQuick, report }: Bench): Promise<void> {
  // Built as pgssl is, like the opening of large files.
  const { timeForeignManifest, timeManifestEdits } = createRequire(import.meta.url)(
    await bundle("manifests"),
  ) as typeof import("../manifests.ts");
  const rounds = isQuick ? 3 : 5;
  const row = async (name: string, time: () => Promise<ManifestTimes>): Promise<string[]> => {
    const times: ManifestTimes[] = [];
    for (let round = 0; round < rounds; round++) times.push(await time());
    const medians = times.map(({ own }) => quantile(own, 0.5));
    const floors = times.map(({ floor }) => quantile(floor, 0.5));
    const slow = times.map(({ own }) => quantile(own, 0.95));
    return [name, spread(medians), spread(slow), spread(floors), ratio(medians, floors)];
  };
  const count = isQuick ? 100 : 200;
  report.table(
    ["YAML of 2,000 lines, ms of the processor", "p50", "p95", "floor", "ratio"],
    [
      await row("opening a file that holds nothing of ours", () => timeForeignManifest(count)),
      await row("an edit in a record among the values of a chart", () => timeManifestEdits(count, true)),
      await row("the same where nothing says which version runs", () => timeManifestEdits(count, false)),
    ],
  );
}
