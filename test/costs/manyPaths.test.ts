import { expect, test } from "vitest";
import { openCluster, toUri } from "../support/openService.ts";

const conf = (at: number): [string, string] => [`d/${at}.conf`, `work_mem = ${at + 64}\n`];
const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => conf(at)));

test("6,000 known paths stay known, and each is looked at in its turn", async () => {
  const { host, service, findings } = openCluster({ "postgresql.conf": "include_dir 'd'\n", ...many(6_000) });
  await findings("postgresql.conf");
  const calls = host.calls;
  expect(await service.refresh("next")).toBe(false);
  expect(host.calls - calls).toBeLessThanOrEqual(500);
  host.write("/data/d/999.conf", "work_mem = bogus\n");
  let turns = 1;
  while (!(await service.refresh("next"))) turns++;
  expect(turns).toBeLessThanOrEqual(30);
  expect((await findings("d/999.conf")).map(({ rule }) => rule)).toContain("conf-number-invalid");
});

test("documents that were opened and closed leave nothing behind", async () => {
  const { host, service, edit, findings } = openCluster({ "pg_hba.conf": "local all all peer\n" });
  edit("pg_hba.conf", "local all all peer\n");
  await findings("pg_hba.conf");
  const openAndClose = async (from: number, to: number) => {
    for (let at = from; at < to; at++) {
      const name = `/of/${at}/pg_hba.conf`;
      edit(name, "local all all trust\n");
      await findings(name);
      service.close(toUri(name));
    }
  };
  await openAndClose(0, 300);
  const known = async () => {
    const calls = host.calls;
    await service.refresh("all");
    return host.calls - calls;
  };
  const before = await known();
  await openAndClose(300, 1_000);
  expect(await known()).toBeLessThan(before * 1.5 + 1_100);
  expect(await findings("pg_hba.conf")).toEqual([]);
});

test("a cluster of many files is compared with its documents only where they changed", async () => {
  const { service, edit, findings } = openCluster({ "postgresql.conf": "include_dir 'd'\n", ...many(2_000) });
  const document = edit("postgresql.conf", "include_dir 'd'\n");
  await findings("postgresql.conf");
  const first = await service.snapshot(toUri("d/5.conf"));
  const second = await service.snapshot(toUri("d/6.conf"));
  expect(second?.members).toBe(first?.members);
  document.update([{ text: "include_dir 'd'\nport = 1\n" }], 2);
  const third = await service.snapshot(toUri("postgresql.conf"));
  expect(third?.records.document.lines).toHaveLength(3);
});
