import { expect, test } from "vitest";
import { compareConnections } from "../../server/src/core/features/difference/compareConnections.ts";
import { newEffort } from "../../server/src/core/features/difference/effort.ts";
import { openCluster, toUri } from "../support/openService.ts";

const lines = (count: number, line: (index: number) => string) =>
  `${Array.from({ length: count }, (_, index) => line(index)).join("\n")}\n`;
const network = (index: number, first: number) => `${first}.${index >> 8}.${index & 255}.0/24`;

async function compare(before: string, after: string) {
  const [was, is] = await Promise.all(
    [before, after].map((hba) =>
      openCluster({ "postgresql.conf": "ssl = on\n", "pg_hba.conf": hba }).service.connectionState(
        toUri("pg_hba.conf"),
      ),
    ),
  );
  if (!was || !is) throw new Error("there is no pg_hba.conf");
  const effort = newEffort();
  const { steps } = effort;
  const changes = compareConnections(was.facts, is.facts, effort);
  return { changes, steps: steps - effort.steps };
}

/** Ten million steps, the most there are, take one to three seconds of a processor. */
test.each([
  [100, 100_000],
  [1_000, 1_000_000],
])("%i records with distinct networks, all of them others", async (count, budget) => {
  const { changes, steps } = await compare(
    lines(count, (at) => `host db${at % 7} u${at} ${network(at, 10)} md5`),
    lines(count, (at) => `host db${at % 7} u${at} ${network(at, 11)} md5`),
  );
  expect(changes).toHaveLength(count * 3);
  expect(steps).toBeLessThan(budget);
});

test("one record of 1,000", async () => {
  const before = lines(1_000, (at) => `host db${at % 7} u${at} ${network(at, 10)} md5`);
  const { changes, steps } = await compare(before, before.replace("host db3 u500 ", "hostssl db3 u500 "));
  expect(changes.map(({ effect }) => effect)).toEqual(["stricter", "cleartext-closed"]);
  expect(steps).toBeLessThan(30_000);
});

test.each([
  ["roles that may be members of thousands", "host all +g", "host all +h"],
  ["expressions", "host all /^a", "host all /^b"],
])("%s: the work is limited", async (_, before, after) => {
  const roles = lines(300, (at) => `host all a${at} all md5`);
  const { changes } = await compare(
    lines(600, (at) => `${before}${at} all md5`) + roles,
    lines(600, (at) => `${after}${at} all trust`) + roles,
  );
  expect(changes).toMatchObject([
    { effect: "undecidable", database: "all", user: "all", addresses: ["all"] },
  ]);
});
