import { mkdtemp, rm } from "node:fs/promises";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { bundleSizes } from "./bundleSizes.ts";
import { measureActivation } from "./measure/activation.ts";
import { measureCommandLine } from "./measure/commandLine.ts";
import { measureEdits } from "./measure/edits.ts";
import { measureLargeFiles } from "./measure/largeFiles.ts";
import { measureManifests } from "./measure/manifests.ts";
import { measureQuestions } from "./measure/questions.ts";
import { measureStart } from "./measure/start.ts";
import { type Bench, Report } from "./report.ts";
import { ownSubjects, peerSubjects } from "./subjects.ts";

/**
 * `npm run bench` measures start, edits, questions, large files, the command line and activation, beside servers that do less or other things in the same run, and writes the
 * tables into server/docs/performance.md. `-- --quick` measures less and prints only.
 */
const isQuick = process.argv.includes("--quick");
const scratch = await mkdtemp(join(tmpdir(), "pgssl-bench-"));
try {
  const cache = join(scratch, "cache");
  const own = await ownSubjects(cache);
  const peers = isQuick ? [] : await peerSubjects((message) => process.stderr.write(`${message}\n`));
  const bench: Bench = { ...own, peers, scratch, cache, isQuick, report: new Report() };
  bench.report.text(
    `Node ${process.version} on ${process.platform}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, ` +
      `${new Date().toISOString().slice(0, 10)}: \`npm run bench\`. Medians, in brackets the smallest and the largest of at least ` +
      "five; what is compared is measured alternately.",
  );
  for (const measure of [
    measureStart,
    measureEdits,
    measureQuestions,
    measureLargeFiles,
    measureManifests,
    measureCommandLine,
    measureActivation,
  ])
    await measure(bench);
  bench.report.text(await bundleSizes());
  if (!isQuick) await bench.report.writeInto("server/docs/performance.md");
} finally {
  await rm(scratch, { recursive: true, force: true });
}
