import { expect, it } from "vitest";
import { openCluster } from "../support/openService.ts";
import results from "./fixtures/hostsRefusals.json" with { type: "json" };

it.each(results.rows)("pg_hosts.conf is refused where 19rc1 refused it: %j", async (text, refused) => {
  expect(await isRefused(text as string)).toBe(refused === 1);
});

/** The files that the lines name were there, so only what is wrong with pg_hosts.conf and what it includes counts. */
async function isRefused(text: string): Promise<boolean> {
  const conf = { "postgresql.conf": "ssl = on\nssl_sni = on\n", "pg_hosts.conf": text };
  const { findings } = openCluster({ ...conf, ...results.files }, { version: 19 });
  const files = ["pg_hosts.conf", ...(/^include (more|bad)/.test(text) ? ["more.conf", "bad.conf"] : [])];
  for (const name of files) {
    const errors = (await findings(name)).filter(({ serverEffect }) => serverEffect !== null);
    if (
      errors.some(({ rule }) => /^(hosts|at|auth|line)-/.test(rule)) &&
      (name === "pg_hosts.conf" || text.includes(name))
    )
      return true;
  }
  return false;
}
