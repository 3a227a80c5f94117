import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { SourceDocument } from "../../server/src/core/index.ts";
import { materialBytes } from "../support/fixtures/materials.ts";
import { openFiles } from "../support/openService.ts";
import { debianPgBouncer, type PgBouncerProgram } from "../support/pgbouncer.ts";
import { projectRoot } from "../support/tools.ts";
import { generateHbaLine, generatePgBouncer, hbaIni, hbaNameFiles } from "./generate/pgbouncer.ts";
import { Random } from "./generate/random.ts";
import { type PgBouncerCase, pgbouncerCases } from "./pgbouncerCases.ts";
import {
  type LineResult,
  type PgBouncerResult,
  readByFindings,
  readReally,
  startByFindings,
  startReally,
} from "./pgbouncerOracle.ts";

interface Recorded {
  readonly starts: readonly (readonly [files: PgBouncerCase, result: PgBouncerResult])[];
  readonly records: readonly (readonly [line: string, result: LineResult])[];
}

/** Lines of records that are checked at a time: findings of one file are limited. */
const atOnce = 400;

test("pgssl says what PgBouncer 1.18 did with files and records (recorded)", {}, compareRecorded);

async function compareRecorded(): Promise<void> {
  const file = join(projectRoot, "test/oracle/fixtures/pgbouncer18.json");
  const { starts, records } = JSON.parse(await readFile(file, "utf8")) as Recorded;
  const disagreements: unknown[] = [];
  for (const [files, real] of starts) {
    const found = await startByFindings(files);
    if (JSON.stringify(found) !== JSON.stringify(real)) disagreements.push({ files, real, found });
  }
  for (let from = 0; from < records.length; from += atOnce) {
    const part = records.slice(from, from + atOnce);
    const found = await readByFindings(
      hbaIni,
      part.map(([line]) => line),
      hbaNameFiles,
    );
    for (const [index, [line, real]] of part.entries())
      if (found[index] !== real) disagreements.push({ line, real, found: found[index] });
  }
  expect(disagreements).toEqual([]);
  expect(starts.filter(([, { starts }]) => starts).length).toBeGreaterThan(100);
  expect(records.filter(([, result]) => result === "kept").length).toBeGreaterThan(100);
}

const program = await debianPgBouncer();

/** Debian's package is unpacked where apt has it; elsewhere what it did is compared as it was recorded. */
const running = program ? "running" : "recorded, since apt has none here,";

test(`pgssl says what a ${running} PgBouncer does`, async () => {
  if (!program) return compareRecorded();
  const random = new Random(7);
  const disagreements: unknown[] = [];
  const generated = Array.from({ length: 40 }, () => generatePgBouncer(random));
  const table = pgbouncerCases().filter(() => random.chance(0.3));
  for (const files of [...table, ...generated]) {
    const [real, found] = [await startReally(program, files), await startByFindings(files)];
    if (JSON.stringify(found) !== JSON.stringify(real)) disagreements.push({ files, real, found });
  }
  const lines = Array.from({ length: atOnce }, () => generateHbaLine(random));
  const real = await readReally(program, hbaIni, lines, hbaNameFiles);
  const found = await readByFindings(hbaIni, lines, hbaNameFiles);
  for (const [index, line] of lines.entries())
    if (found[index] !== real[index]) disagreements.push({ line, real: real[index], found: found[index] });
  expect(disagreements).toEqual([]);
});

const port = 7043;
const reloads: readonly (readonly [what: string, text: string, offersTls: boolean])[] = [
  ["a mistake above TLS turns TLS off", "max_client_conn = 5O\n{tls}", false],
  ["a mistake below TLS leaves it on", "{tls}max_client_conn = 5O\n", true],
  ["a further section turns TLS off", "{tls}[databases]\n[pgbouncer]\n", false],
  ["a broken list of protocols keeps it", "{tls}client_tls_protocols = x\n", true],
  ["a sound change keeps it", "{tls}max_client_conn = 50\n", true],
];

test.each(reloads)(`at a reload of a ${running} PgBouncer %s, and pgssl says so`, async (_, text, tls) => {
  if (program) await reloadReally(program, text, tls);
  const { service } = openFiles({});
  const uri = "file:///data/pgbouncer.ini";
  service.open(
    new SourceDocument(uri, "pgbouncer", 1, reloadHead("/data") + text.replace("{tls}", reloadTls("/data"))),
  );
  const found = (await service.diagnose(uri)) ?? [];
  const warnsOfTls = found.some(({ rule, detail = "" }) =>
    rule === "pgbouncer-section-repeated"
      ? /client_tls_sslmode/.test(detail)
      : /client TLS goes off/.test(detail),
  );
  expect(warnsOfTls).toBe(!tls);
});

const reloadHead = (folder: string) =>
  `[pgbouncer]\nunix_socket_dir=${folder}\nlisten_addr=127.0.0.1\nlisten_port=${port}\n`;
const reloadTls = (folder: string) =>
  `client_tls_sslmode = require\nclient_tls_cert_file = ${folder}/leaf.crt\nclient_tls_key_file = ${folder}/leaf.key\n`;

async function reloadReally(program: PgBouncerProgram, text: string, tls: boolean): Promise<void> {
  const folder = await program.folder({
    "leaf.crt": Buffer.concat([materialBytes("leaf"), materialBytes("intermediate")]),
    "leaf.key": materialBytes("leaf-key"),
  });
  const [head, on] = [reloadHead(folder), reloadTls(folder)];
  const ini = join(folder, "pgbouncer.ini");
  await writeFile(ini, head + on);
  const running = await program.start(folder, port);
  try {
    expect(await running.offersTls()).toBe(true);
    await writeFile(ini, head + text.replace("{tls}", on));
    await running.reload();
    expect(await running.offersTls()).toBe(tls);
  } finally {
    await running.stop();
  }
}
