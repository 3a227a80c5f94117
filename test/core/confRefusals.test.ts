import { describe, expect, it } from "vitest";
import { serverVersions } from "../../server/src/core/model/serverVersion.ts";
import { scanConfLine } from "../../server/src/core/syntax/conf/scanConfLine.ts";
import { openCluster } from "../support/openService.ts";
import results from "./fixtures/confRefusals.json" with { type: "json" };

describe("the grammar of postgresql.conf refuses what real servers refuse", () => {
  it.each(results.grammar)("%j", (text, bits) => {
    const refused = scanConfLine([text as string], 0).syntaxError !== undefined;
    expect(refused ? "1111111" : "0000000").toBe(bits);
  });
});

describe("a start with this postgresql.conf ends as with real servers", () => {
  it.each(results.start)("%j", async (text, bits) => {
    const ours = [];
    for (const version of serverVersions) ours.push((await isRefused(text as string, version)) ? "1" : "0");
    expect(ours.join("")).toBe(bits);
  });
});

/** The files that `ssl = on` names were there, so only what is wrong with postgresql.conf itself counts. */
async function isRefused(text: string, version: number): Promise<boolean> {
  const files = { "postgresql.conf": `${text}\n`, "base/1/112": "" };
  const found = await openCluster(files, { version }).findings("postgresql.conf");
  return found.some(({ rule, serverEffect }) => rule.startsWith("conf-") && serverEffect !== null);
}
