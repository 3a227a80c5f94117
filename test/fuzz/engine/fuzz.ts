import { Coverage, clearCounters } from "./counters.ts";
import { type Input, type Material, mutate } from "./mutate.ts";
import { Random } from "./random.ts";

/** What is fuzzed. */
export interface Target {
  /** Uses an input in every way there is. @throws whatever breaks a promise */
  run(input: Input): void | Promise<void>;
  /** The steps that an input of so many characters may take. */
  budget(size: number): number;
  readonly maxSize: number;
  readonly isBinary?: boolean;
}

/** How long and from where. */
export interface FuzzOptions {
  readonly seed: number;
  /** Inputs to start with. */
  readonly seeds: readonly Input[];
  readonly words: readonly string[];
  /** Whether to go on after so many inputs. */
  goOn(runs: number): boolean | Promise<boolean>;
  /** Called before each input. */
  begin?(input: Input): void;
  /** Without it, coverage is measured and has no say: for comparison. */
  readonly guided?: boolean;
}

/** What came out. */
export interface FuzzResult {
  readonly runs: number;
  /** Branches of the code that ran. */
  readonly branches: number;
  /** The inputs that took new ones, the seeds among them. */
  readonly kept: readonly Input[];
  /** The most steps for each character of budget, from 0 to 1. */
  readonly costliest: { readonly share: number; readonly input: Input };
  readonly fault?: Fault;
}

/** An input that breaks a promise, as short as it could be made. */
export interface Fault {
  readonly input: Input;
  readonly error: unknown;
}

/** Input that costs more than the target's budget. */
export class OverBudget extends Error {}

/** Runs one input. @throws what the target throws, or OverBudget */
export async function runOnce(target: Target, input: Input, coverage = new Coverage()) {
  clearCounters();
  const running = target.run(input);
  if (running) await running;
  const trace = coverage.take();
  const budget = target.budget(sizeOf(input));
  if (trace.steps > budget)
    throw new OverBudget(`${trace.steps} steps for ${sizeOf(input)} characters, ${budget} at most`);
  return { ...trace, share: trace.steps / budget };
}

/**
 * Looks for a fault: changes inputs that took new branches of the code, and keeps those that take new ones again. Stops at the
 * first fault. The same options give the same inputs.
 */
export async function fuzz(target: Target, options: FuzzOptions): Promise<FuzzResult> {
  const { seeds, words, guided = true, begin } = options;
  const random = new Random(options.seed);
  const coverage = new Coverage();
  const kept: Input[] = [];
  const material: Material = {
    words,
    others: kept,
    maxSize: target.maxSize,
    isBinary: target.isBinary ?? false,
  };
  let costliest: FuzzResult["costliest"] = { share: 0, input: [] };
  let runs = 0;
  const result = (fault?: Fault): FuzzResult => ({
    runs,
    branches: coverage.branches,
    kept,
    costliest,
    ...(fault && { fault }),
  });
  for (; runs < seeds.length || (await options.goOn(runs)); runs++) {
    const input = seeds[runs] ?? mutate(choose(kept, random), random, material);
    begin?.(input);
    try {
      const { isNew, share } = await runOnce(target, input, coverage);
      const isCostlier = share > costliest.share * 1.05;
      if (share > costliest.share) costliest = { share, input };
      if (runs < seeds.length || (guided && (isNew || isCostlier))) kept.push(input);
    } catch (error) {
      return result({ input: await shorten(target, input, error), error });
    }
  }
  return result();
}

/** What was found last leads furthest. */
function choose(kept: readonly Input[], random: Random): Input {
  const isRecent = random.below(2) === 0;
  const index = isRecent
    ? Math.max(kept.length - 1 - random.below(Math.min(kept.length, 20)), 0)
    : random.below(kept.length);
  return kept[index] ?? [""];
}

/** Takes away what is not needed for a fault of the same kind. */
async function shorten(target: Target, input: Input, error: unknown): Promise<Input> {
  const isSame = async (attempt: Input) => {
    try {
      await runOnce(target, attempt);
      return false;
    } catch (other) {
      return kindOf(other) === kindOf(error);
    }
  };
  let best = input;
  for (let index = 0; index < best.length; index++) {
    for (
      let size = Math.ceil((best[index] ?? "").length / 2);
      size > 0;
      size = size === 1 ? 0 : Math.ceil(size / 2)
    ) {
      for (let at = 0; at < (best[index] ?? "").length; ) {
        const text = best[index] ?? "";
        const attempt = best.with(index, text.slice(0, at) + text.slice(at + size));
        if (await isSame(attempt)) best = attempt;
        else at += size;
      }
    }
  }
  while (best.length > 1 && (await isSame(best.slice(0, -1)))) best = best.slice(0, -1);
  return best;
}

/** The class of an error, its words without numbers and quotations, and where it was thrown. */
function kindOf(error: unknown): string {
  const { name, message, stack } = error as Error;
  const place = stack?.split("\n").find((line) => /^\s+at /.test(line)) ?? "";
  return `${name}: ${message?.slice(0, 60).replace(/\d+|“.*|".*/g, "")} ${place}`;
}

export const sizeOf = (input: Input): number => input.reduce((size, text) => size + text.length, 0);
