import { describe, expect, it } from "vitest";
import { createLanguageService, SourceDocument } from "../../server/src/core/index.ts";
import { serverVersions } from "../../server/src/core/model/serverVersion.ts";
import { scanConfLine } from "../../server/src/core/syntax/conf/scanConfLine.ts";
import { MemoryHost } from "../support/memoryHost.ts";
import verdicts from "./fixtures/confVerdicts.json" with { type: "json" };

describe("the grammar of postgresql.conf refuses what real servers refuse", () => {
  it.each(verdicts.grammar)("%j", (text, bits) => {
    const refused = scanConfLine([text as string], 0).syntaxError !== undefined;
    expect(refused ? "1111111" : "0000000").toBe(bits);
  });
});

describe("a start with this postgresql.conf ends as with real servers", () => {
  it.each(verdicts.start)("%j", async (text, bits) => {
    const ours = [];
    for (const version of serverVersions) ours.push((await isRefused(text as string, version)) ? "1" : "0");
    expect(ours.join("")).toBe(bits);
  });
});

/** The files that `ssl = on` names were there, so only what is wrong with postgresql.conf itself counts. */
async function isRefused(text: string, version: number): Promise<boolean> {
  const host = new MemoryHost({ "/data/PG_VERSION": `${version}\n`, "/data/base/1/112": "" });
  const service = createLanguageService(host, () => Promise.reject(new Error("nothing to decode here")));
  const uri = "file:///data/postgresql.conf";
  service.open(new SourceDocument(uri, "postgresql-conf", 1, `${text}\n`));
  const found = (await service.diagnose(uri)) ?? [];
  return found.some(({ rule, serverEffect }) => rule.startsWith("conf-") && serverEffect !== null);
}
