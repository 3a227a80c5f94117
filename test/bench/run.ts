import { statSync } from "node:fs";
import { cpus } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { projectRoot } from "../support/tools.ts";
import { timeInProcess } from "./inProcess.ts";
import { type EditTimes, timeEdits, timeStart } from "./sessions.ts";
import { figures, median, quantile, spread } from "./statistics.ts";

/** Prints what pgssl costs beside a do-nothing server on the same library, measured in the same run. */
const rounds = Number(process.argv[2] ?? 7);
const floorPath = join(projectRoot, ".out/bench/doNothingServer.cjs");
await build({
  entryPoints: [join(projectRoot, "test/bench/doNothingServer.ts")],
  outfile: floorPath,
  bundle: true,
  minify: true,
  platform: "node",
  format: "cjs",
  logLevel: "warning",
});
const servers = {
  floor: [floorPath, "--stdio"],
  pgssl: [join(projectRoot, "dist/server.cjs"), "--stdio"],
};

print(
  `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? "unknown"}; medians (smallest–largest) of ${rounds} runs`,
);
print("");
print("| start, 100 lines | do-nothing server | pgssl | ratio |");
print("| --- | --- | --- | --- |");
const starts = {
  floor: [] as Awaited<ReturnType<typeof timeStart>>[],
  pgssl: [] as Awaited<ReturnType<typeof timeStart>>[],
};
for (let round = 0; round < rounds; round++) {
  starts.floor.push(await timeStart(servers.floor));
  starts.pgssl.push(await timeStart(servers.pgssl));
}
for (const [name, key, unit] of [
  ["spawn → initialized", "initialize", "ms"],
  ["spawn → first diagnostics", "firstDiagnostics", "ms"],
  ["resident", "resident", "MiB"],
] as const) {
  const floor = starts.floor.map((start) => start[key]);
  const pgssl = starts.pgssl.map((start) => start[key]);
  print(
    `| ${name}, ${unit} | ${spread(floor)} | ${spread(pgssl)} | ${figures(median(pgssl) / median(floor))} |`,
  );
}

print("");
print(
  "| one typed character → diagnostics, ms p50 / p95 | do-nothing server | pgssl | ratio p50 | resident, MiB: floor / pgssl |",
);
print("| --- | --- | --- | --- | --- |");
const bySize = new Map<number, EditTimes>();
for (const lineCount of [100, 1_000, 10_000, 100_000]) {
  const floor = await timeEdits(servers.floor, lineCount, 60);
  const pgssl = await timeEdits(servers.pgssl, lineCount, 60);
  bySize.set(lineCount, pgssl);
  const ratio = figures(median(pgssl.edits) / median(floor.edits));
  const told = (times: EditTimes) =>
    `${figures(median(times.edits))} / ${figures(quantile(times.edits, 0.95))}`;
  const memory = `${figures(floor.resident)} / ${figures(pgssl.resident)}`;
  print(`| ${lineCount} lines | ${told(floor)} | ${told(pgssl)} | ${ratio} | ${memory} |`);
}
const growth = median(bySize.get(100_000)?.edits ?? []) / median(bySize.get(1_000)?.edits ?? []);
print("");
print(`An edit at 100,000 lines costs ${figures(growth)} × one at 1,000 lines.`);
print("");
for (const line of await timeInProcess()) print(line);
print("");
for (const name of ["client.cjs", "server.cjs", "cli.cjs"]) {
  print(`dist/${name}: ${Math.round(statSync(join(projectRoot, "dist", name)).size / 1024)} kB`);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}
