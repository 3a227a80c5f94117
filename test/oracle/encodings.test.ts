import { describe, expect, test } from "vitest";
import { server } from "../support/postgres.ts";
import type { EmbeddedVersion } from "../support/servers.ts";
import { ClusterOracle } from "./clusterOracle.ts";

const versions: readonly EmbeddedVersion[] = [13, 15, 18];

/** What the files contain, of `fixtures/materials.ts`, and whether a server starts with them. */
const records = [
  ["utf-16-records", false],
  ["utf-16-big-endian-records", false],
  ["utf-16-records-behind", false],
  ["bom-records", false],
  ["nul-records", true],
  ["nul-record", false],
] as const;
const settings = [
  ["utf-16-settings", false],
  ["utf-16-settings-behind", false],
  ["bom-settings", false],
  ["nul-settings", false],
] as const;

describe.each(versions)("PostgreSQL %i", (version) => {
  test.each(records)("pg_hba.conf: %s", async (material, starts) => {
    await agrees(version, `-- postgresql.conf --\n# pg_hba\n-- pg_hba.conf: ${material} --`, starts);
  });

  test.each(settings)("an included file: %s", async (material, starts) => {
    const text = `-- postgresql.conf --\n# pg_hba\ninclude 'more/postgresql.conf'\n-- more/postgresql.conf: ${material} --`;
    await agrees(version, text, starts);
  });
});

/** The server starts or not, and the engine expects that. */
async function agrees(version: EmbeddedVersion, text: string, starts: boolean): Promise<void> {
  const oracle = await ClusterOracle.open(await server(version), "1.1.1");
  const results = await oracle.ask({ name: text, text });
  expect(results?.started, results?.log).toBe(starts);
  expect(results?.outcome.start).toBe(starts ? "starts" : "refuses");
}
