import { setImmediate } from "node:timers/promises";

/**
 * Milliseconds that this process computes while something runs: time on the clock says little of a busy machine. Budgets of tests
 * are some ten times what is needed, and a tenth of what the faults took that they guard against.
 */
export async function processorTime(run: () => unknown): Promise<number> {
  await setImmediate(); // Vitest takes a worker that is silent for a minute for lost.
  const before = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}
