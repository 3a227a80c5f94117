import { setImmediate } from "node:timers/promises";
import { parseArgs } from "node:util";
import { readCorpus, writeCorpus } from "./engine/corpus.ts";
import { Coverage } from "./engine/counters.ts";
import { fuzz, runOnce, sizeOf, type Target } from "./engine/fuzz.ts";
import type { Input } from "./engine/mutate.ts";
import { startWatchdog } from "./engine/watchdog.ts";
import { loadTargets } from "./loadTargets.ts";
import { seeds } from "./seeds.ts";
import type { TargetName } from "./targets/index.ts";

/** The most characters of inputs that a corpus keeps for the sake of coverage. */
const maxCorpus = 40_000;

/**
 * `npm run fuzz -- TARGET … [--minutes N] [--seed N] [--keep]`: each target for that long, by processor time. Ctrl+C ends the run early,
 * with its figures.
 */
async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      minutes: { type: "string", default: "1" },
      seed: { type: "string", default: String(Date.now() % 1_000_000) },
      keep: { type: "boolean", default: false },
    },
  });
  let isEnded = false;
  process.once("SIGINT", () => (isEnded = true));
  const { targets, words } = await loadTargets();
  const names = positionals.length > 0 ? positionals : Object.keys(targets);
  for (const name of names) {
    if (!(name in targets)) throw new Error(`${name} is none of ${Object.keys(targets).join(", ")}.`);
    if (isEnded) return;
    await fuzzFor(name as TargetName, targets[name as TargetName], words, Number(values.minutes), {
      seed: Number(values.seed),
      keep: values.keep,
      isEnded: () => isEnded,
    });
  }
}

async function fuzzFor(
  name: TargetName,
  target: Target,
  words: readonly string[],
  minutes: number,
  { seed, keep, isEnded }: { readonly seed: number; readonly keep: boolean; isEnded(): boolean },
): Promise<void> {
  const corpus = readCorpus(name);
  const watchdog = startWatchdog();
  const start = process.cpuUsage();
  const seconds = () => {
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1_000_000;
  };
  const result = await fuzz(target, {
    seed,
    seeds: [...seeds[name](), ...corpus.covering],
    words,
    begin: watchdog.begin,
    async goOn(runs) {
      if (runs % 20 === 0) await setImmediate(); // so that the signal is noticed
      return !isEnded() && seconds() < minutes * 60;
    },
  });
  await watchdog.stop();
  const { runs, branches, kept, costliest, fault } = result;
  console.log(
    `${name}: seed ${seed}, ${runs} inputs in ${seconds().toFixed(0)} s, ${branches} branches, ${kept.length} inputs kept, ` +
      `costliest ${(costliest.share * 100).toFixed(0)} % of its budget: ${JSON.stringify(costliest.input).slice(0, 300)}`,
  );
  if (fault) {
    process.exitCode = 1;
    console.log(`${(fault.error as Error).stack?.slice(0, 1500)}\n${JSON.stringify(fault.input)}`);
  } else if (keep) writeCorpus(name, { ...corpus, covering: await cover(name, target, kept) });
}

/** The shortest inputs that take what all take, beyond what the seeds do. */
async function cover(name: TargetName, target: Target, inputs: readonly Input[]): Promise<Input[]> {
  const coverage = new Coverage();
  for (const seed of seeds[name]()) await runOnce(target, seed, coverage);
  const covering: Input[] = [];
  let size = 0;
  for (const input of [...inputs].sort((a, b) => sizeOf(a) - sizeOf(b))) {
    const { isNew } = await runOnce(target, input, coverage);
    if (isNew && size < maxCorpus) {
      covering.push(input);
      size += sizeOf(input);
    }
  }
  return covering;
}

await main();
