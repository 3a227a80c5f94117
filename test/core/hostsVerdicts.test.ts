import { expect, it } from "vitest";
import { createLanguageService } from "../../server/src/core/index.ts";
import { MemoryHost } from "../support/memoryHost.ts";
import verdicts from "./fixtures/hostsVerdicts.json" with { type: "json" };

it.each(verdicts.rows)("pg_hosts.conf is refused where 19rc1 refused it: %j", async (text, refused) => {
  expect(await isRefused(text as string)).toBe(refused === 1);
});

/** The files that the lines name were there, so only what is wrong with pg_hosts.conf and what it includes counts. */
async function isRefused(text: string): Promise<boolean> {
  const host = new MemoryHost({
    "/data/PG_VERSION": "19\n",
    "/data/postgresql.conf": "ssl = on\nssl_sni = on\n",
    "/data/pg_hosts.conf": text,
  });
  for (const [name, content] of Object.entries(verdicts.files)) host.write(`/data/${name}`, content);
  const service = createLanguageService(host, () => Promise.reject(new Error("nothing to decode here")));
  const files = ["pg_hosts.conf", ...(/^include (more|bad)/.test(text) ? ["more.conf", "bad.conf"] : [])];
  for (const name of files) {
    const found = (await service.diagnose(`file:///data/${name}`)) ?? [];
    const errors = found.filter(({ serverEffect }) => serverEffect !== null);
    if (
      errors.some(({ rule }) => /^(hosts|at|auth|line)-/.test(rule)) &&
      (name === "pg_hosts.conf" || text.includes(name))
    )
      return true;
  }
  return false;
}
