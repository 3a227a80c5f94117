import { expect, test } from "vitest";
import { SourceDocument } from "../../server/src/core/index.ts";
import { openFiles } from "../support/openService.ts";
import { processorTime } from "../support/processorTime.ts";

/** Milliseconds of a processor for one of these manifests, on a slow machine. */
const budget = 10_000;

const cluster = (image: string, list: string) =>
  `apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  ${image}\n  postgresql:\n    pg_hba:${list}`;
const known = "imageName: postgresql:18";
const record = "\n      - host all all 10.0.0.0/8 scram-sha-256";
const aliases = Array.from({ length: 60 }, (_, at) => `x${at}: &a${at} [*a${at - 1}, *a${at - 1}]\n`).join(
  "",
);

/** Manifests made to keep a reader busy, and the rule of their last finding. */
const hostile: Readonly<Record<string, readonly [() => string, string | undefined]>> = {
  "20,000 records": [() => cluster(known, record.repeat(20_000)), "hba-rule-unreachable"],
  "a block of 20,000 records": [
    () => cluster(known, `\n      - |${`\n        host all all 10.0.0.0/8 md5`.repeat(20_000)}`),
    "hba-method-deprecated",
  ],
  "2,000 clusters": [() => `${cluster(known, record)}\n---\n`.repeat(2_000), "check-incomplete"],
  "2,000 clusters of no version": [
    () => `${cluster("x: 1", `${record}\n      - hosst`)}\n---\n`.repeat(2_000),
    "check-incomplete",
  ],
  "aliases of aliases": [() => `${aliases}${cluster(known, " *a59")}`, undefined],
  "100,000 lists in each other": [() => cluster(known, ` ${"[".repeat(100_000)}`), "embedded-entry-type"],
  "100,000 lists in each other, as lines": [
    () => cluster(known, `\n      ${"- ".repeat(100_000)}x`),
    "embedded-entry-type",
  ],
  "more than is parsed": [() => cluster(known, `${record} #${"#".repeat(2_000_000)}`), "check-incomplete"],
};

test.each(Object.entries(hostile))("%s", async (_, [make, last]) => {
  const document = new SourceDocument("file:///repo/cluster.yaml", "yaml", 1, make());
  const { service } = openFiles({});
  service.open(document);
  let rule: string | undefined;
  const time = await processorTime(async () => {
    rule = (await service.diagnose(document.uri))?.at(-1)?.rule;
  });
  expect(time).toBeLessThan(budget);
  expect(rule).toBe(last);
});
