import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { nodeHost } from "../../server/src/disk/nodeHost.ts";
import { lookInterval } from "../../server/src/lsp/handlers/diagnostics.ts";
import { confText } from "../bench/clusters.ts";
import { hbaText } from "../bench/hbaText.ts";
import { createService, openCluster, toUri } from "../support/openService.ts";
import { processorTime } from "../support/processorTime.ts";

/** Memory may grow by a fifth from the first tenth of a run to its end. */
const maxGrowth = 1.2;

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** `npm run endurance -- [edits] [documents] [idle]`: long runs, with their memory or processor time; all without arguments. */
async function main(): Promise<void> {
  const runs = { edits: () => edits(100_000), documents: () => documents(10_000), idle };
  const chosen = process.argv.slice(2);
  for (const [name, run] of Object.entries(runs))
    if (chosen.length === 0 || chosen.includes(name)) await run();
}

async function edits(count: number): Promise<void> {
  const { edit, findings } = openCluster();
  const files = (["pg_hba.conf", "postgresql.conf"] as const).map((name) => ({
    name,
    document: edit(name, name === "pg_hba.conf" ? hbaText(100) : confText(100)),
  }));
  let seed = 1;
  const random = (below: number) => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  await watchMemory("edits", count, async (at) => {
    const { name, document } = files[at % files.length] as (typeof files)[number];
    const line = random(document.lines.length);
    const length = document.lines[line]?.length ?? 0;
    const from = random(length + 1);
    const to = Math.min(length, from + random(3));
    const text =
      document.lines.length > 200 ? "" : (["a", " ", "'", "#", "\n", "=", ","][random(7)] as string);
    const end =
      document.lines.length > 200 && line + 1 < document.lines.length
        ? { line: line + 1, character: 0 }
        : { line, character: to };
    document.update([{ range: { start: { line, character: from }, end }, text }], at + 2);
    await findings(name);
  });
}

async function documents(count: number): Promise<void> {
  const { service, edit, findings } = openCluster();
  await watchMemory("documents opened and closed", count, async (at) => {
    const name = `/folder${at}/pg_hba.conf`;
    edit(name, hbaText(20));
    await findings(name);
    service.close(toUri(name));
  });
}

async function watchMemory(what: string, count: number, step: (at: number) => Promise<void>): Promise<void> {
  let early = 0;
  const seconds = await processorTime(async () => {
    for (let at = 0; at < count; at++) {
      await step(at);
      if (at + 1 === count / 10) early = memory();
    }
  });
  const late = memory();
  console.log(
    `${count} ${what}: ${early.toFixed(1)} MB after a tenth, ${late.toFixed(1)} MB at the end, ${(seconds / 1000).toFixed(0)} s of a processor`,
  );
  if (late > early * maxGrowth) process.exitCode = 1;
}

/** Megabytes of the heap that are in use. */
function memory(): number {
  collect();
  return process.memoryUsage().heapUsed / 1_000_000;
}

/** The share of a processor that a server with nothing to do needs to notice changes. */
async function idle(): Promise<void> {
  const turns = 30;
  for (const [count, most] of [
    [1_000, 1],
    [10_000, 3],
  ] as const) {
    const folder = mkdtempSync(join(tmpdir(), "pgssl-endurance-"));
    try {
      mkdirSync(join(folder, "d"));
      writeFileSync(join(folder, "PG_VERSION"), "18\n");
      writeFileSync(join(folder, "postgresql.conf"), "include_dir 'd'\n");
      for (let at = 0; at < count; at++) writeFileSync(join(folder, "d", `${at}.conf`), "work_mem = 64\n");
      const service = createService(nodeHost);
      await service.diagnose(pathToFileURL(join(folder, "postgresql.conf")).toString());
      for (let turn = 0; turn < turns; turn++) await service.refresh("next"); // until the code is compiled
      const cost = await processorTime(async () => {
        for (let turn = 0; turn < turns; turn++) await service.refresh("next");
      });
      const share = (cost / (turns * lookInterval)) * 100;
      console.log(`${count} known paths, idle: ${share.toFixed(1)} % of a processor`);
      if (share > most) process.exitCode = 1;
    } finally {
      rmSync(folder, { recursive: true });
    }
  }
}

await main();
