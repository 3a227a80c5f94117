import { setImmediate } from "node:timers/promises";
import { afterAll, describe, expect, test } from "vitest";
import { readCorpus } from "./engine/corpus.ts";
import { fuzz, runOnce } from "./engine/fuzz.ts";
import { startWatchdog } from "./engine/watchdog.ts";
import { loadTargets } from "./loadTargets.ts";
import { seeds } from "./seeds.ts";
import type { TargetName } from "./targets/index.ts";

/** Inputs that each target gets beside its seeds and its corpus: about a minute together. `npm run fuzz` has no such end. */
const runs: Readonly<Record<TargetName, number>> = {
  conf: 2000,
  hba: 2000,
  ident: 2000,
  hosts: 2000,
  "service-file": 2000,
  regex: 2000,
  ciphers: 2000,
  directive: 2000,
  manifests: 1000,
  documents: 200,
  pem: 2000,
  service: 300,
};

const { targets, words } = await loadTargets();
const watchdog = startWatchdog();
afterAll(() => watchdog.stop());

describe.each(Object.keys(targets) as TargetName[])("%s", (name) => {
  const target = targets[name];
  const { faults, covering } = readCorpus(name);

  test.each(faults)("found once: $why", async ({ input }) => {
    await runOnce(target, input);
  });

  test("keeps its promises on any input", async () => {
    const { fault } = await fuzz(target, {
      seed: Number(process.env.PGSSL_SEED ?? 1),
      seeds: [...seeds[name](), ...covering],
      words,
      begin: watchdog.begin,
      async goOn(done) {
        if (done % 5 === 0) await setImmediate(); // Vitest takes a worker that is silent for a minute for lost
        return done < seeds[name]().length + covering.length + runs[name];
      },
    });
    if (fault) {
      (fault.error as Error).message +=
        `\nThe input, for test/fuzz/corpus/${name}.json: ${JSON.stringify(fault.input)}`;
      throw fault.error;
    }
    expect(fault).toBeUndefined();
  });
});
