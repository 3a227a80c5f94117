import { mkdirSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { expect, test } from "vitest";
import { toCheckedFile } from "../../server/src/cli/checkedFile.ts";
import { formats } from "../../server/src/cli/formats/index.ts";
import { outputTo } from "../../server/src/cli/output.ts";
import { SourceDocument } from "../../server/src/core/index.ts";
import { nodeHost } from "../../server/src/disk/nodeHost.ts";
import { promptHost } from "../../server/src/disk/promptHost.ts";
import { createService } from "../support/openService.ts";
import { processorTime } from "../support/processorTime.ts";
import { folderPerTest } from "../support/scratchFolder.ts";

/** Milliseconds of a processor, some three to seven times what is needed. The faults took 41 seconds, or filled the stack. */
const budget = 10_000;

const at = folderPerTest();
const uri = (name: string) => pathToFileURL(at(name)).toString();

test.each([
  ["waiting", nodeHost],
  ["prompt", promptHost],
])("an include_dir of 8,000 files on disk, with the %s host", async (_name, host) => {
  mkdirSync(at("d"));
  writeFileSync(at("PG_VERSION"), "18\n");
  writeFileSync(at("postgresql.conf"), "include_dir 'd'\n");
  for (let file = 0; file < 8_000; file++) writeFileSync(at(`d/${file}.conf`), "work_mem = 64\n");
  writeFileSync(at("d/999.conf"), "work_mem = bogus\n");
  const service = createService(host);
  const cost = await processorTime(() => service.diagnose(uri("postgresql.conf")));
  const found = await service.diagnose(uri("d/999.conf"));
  expect(found?.map(({ rule }) => rule)).toContain("conf-number-invalid");
  expect(cost).toBeLessThan(budget);
});

test("SARIF of 100,000 findings", async () => {
  const count = 100_000;
  const document = new SourceDocument("file:///data/pg_hba.conf", "pg-hba", 1, "hosst\n".repeat(count));
  const findings = Array.from({ length: count }, (_, line) => ({
    uri: document.uri,
    line,
    rule: "hba-type-unknown",
    severity: "error" as const,
    serverEffect: "line-error" as const,
    span: { start: 0, end: 5 },
    message: "The fact; the way out.",
  }));
  let printed = "";
  const cost = await processorTime(() => {
    const format = formats.sarif(
      outputTo({}, "never"),
      () => true,
      () => "",
    );
    printed = format.start + format.file(toCheckedFile("pg_hba.conf", document, 18, findings)) + format.end();
  });
  // GitHub takes no more of one run, which names the number left out.
  expect(JSON.parse(printed).runs[0].results).toHaveLength(25_000);
  expect(printed).toContain("75000");
  expect(cost).toBeLessThan(budget);
});

test("the fixes of 10,000 findings", async () => {
  writeFileSync(at("pg_hba.conf"), "hosst all all all peer\n".repeat(10_000));
  const service = createService(nodeHost);
  let count = 0;
  const cost = await processorTime(async () => {
    count = (await service.fixes(uri("pg_hba.conf"), 0, 10_000)).length;
  });
  expect(count).toBeGreaterThanOrEqual(10_000);
  expect(cost).toBeLessThan(budget);
});
