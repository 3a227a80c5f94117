import { expect, test } from "vitest";
import { openCluster } from "../../support/openService.ts";

/** More records than are compared with all above them. */
const many = Array.from({ length: 2100 }, (_, at) => `local db${at} all peer`);

test.each<[what: string, records: readonly string[], isUnused: boolean]>([
  [
    "with TLS and without",
    ["hostssl a all ::/0 cert", "hostnossl a all ::/0 reject", "host a all ::1/128 trust"],
    true,
  ],
  ["with TLS alone", ["hostssl a all ::/0 cert", "host a all ::1/128 trust"], false],
  ["both families", ["host a all 0.0.0.0/0 reject", "host a all ::/0 reject", "host a all all trust"], true],
  ["one family", ["host a all 0.0.0.0/0 reject", "host a all all trust"], false],
  [
    "two parts of a network",
    ["host a b 10.9.0.0/25 md5", "host a b 10.9.0.128/25 md5", "host a b 10.9.0.0/24 trust"],
    true,
  ],
  ["one part of a network", ["host a b 10.9.0.0/25 md5", "host a b 10.9.0.0/24 trust"], false],
  ["names of a list", ["host a b all md5", "host a c all md5", "host a c,b 10.9.0.0/24 trust"], true],
  ["one name of a list", ["host a b all md5", "host a c,b 10.9.0.0/24 trust"], false],
  [
    "parts that are no neighbours",
    ["host a b 10.9.0.0/24 trust", "host a c all md5", "host a b 10.9.0.0/23 md5"],
    false,
  ],
])("in a long file, records that match another together: %s", async (_, records, isUnused) => {
  const lines = [...many, ...records];
  const { findings } = openCluster({ "pg_hba.conf": `${lines.join("\n")}\n` });
  const found = (await findings("pg_hba.conf")).filter(({ rule }) => rule === "hba-rule-unreachable");
  expect(found.map(({ line }) => line)).toEqual(isUnused ? [lines.length - 1] : []);
});
