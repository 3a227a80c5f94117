import { writeFileSync } from "node:fs";
import { debianPgBouncer } from "../support/pgbouncer.ts";
import { generateHbaLine, generatePgBouncer, hbaIni, hbaNameFiles } from "./generate/pgbouncer.ts";
import { Random } from "./generate/random.ts";
import { pgbouncerCases } from "./pgbouncerCases.ts";
import { readReally, startReally } from "./pgbouncerOracle.ts";

/** Records what Debian's PgBouncer does with the table, and with generated files and lines: `tsx recordPgBouncer.ts SEED COUNT FILE`. */
async function main([
  seed = "1",
  count = "150",
  file = "pgbouncer18.json",
]: readonly string[]): Promise<void> {
  const program = await debianPgBouncer();
  if (!program) throw new Error("apt has no PgBouncer here");
  const random = new Random(Number(seed));
  const generated = Array.from({ length: Number(count) }, () => generatePgBouncer(random));
  const starts: string[] = [];
  for (const files of [...pgbouncerCases(), ...generated])
    starts.push(JSON.stringify([files, await startReally(program, files)]));
  const lines = [...new Set(Array.from({ length: 800 }, () => generateHbaLine(random)))];
  const results = await readReally(program, hbaIni, lines, hbaNameFiles);
  const records = lines.map((line, index) => JSON.stringify([line, results[index]]));
  writeFileSync(
    file,
    `{ "program": "PgBouncer 1.18.0-1+deb12u1",\n"starts": [\n${starts.join(",\n")}\n],\n"records": [\n${records.join(",\n")}\n] }\n`,
  );
}

await main(process.argv.slice(2));
