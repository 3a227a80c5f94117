import { expect, test } from "vitest";
import { applyEdits } from "../../../server/src/core/features/applyEdits.ts";
import { openService } from "../../support/openService.ts";

/** A record, the one rule that reports it, what the message begins with, and the record that the first fix makes of it. */
test.each([
  [
    "host all all scram-sha-256 10.0.0.0/8",
    "hba-columns-shifted",
    "These columns",
    "host all all 10.0.0.0/8 scram-sha-256",
  ],
  [
    "host scram-sha-256 all all samenet",
    "hba-columns-shifted",
    "These columns",
    "host all all samenet scram-sha-256",
  ],
  [
    "host all all scram-sha-256 all",
    "hba-columns-shifted",
    "These columns",
    "host all all all scram-sha-256",
  ],
  [
    "host all all scram-sha-256 10.0.0.0 255.0.0.0",
    "hba-columns-shifted",
    "These columns",
    "host all all 10.0.0.0 255.0.0.0 scram-sha-256",
  ],
  [
    "hostssl all all 10.0.0.0/8 clientcert=verify-ca scram-sha-256",
    "hba-columns-shifted",
    "These columns",
    "hostssl all all 10.0.0.0/8 scram-sha-256 clientcert=verify-ca",
  ],
  [
    "host app 10.0.0.0/8 alice scram-sha-256 # why",
    "hba-columns-swapped",
    "10.0.0.0/8 is",
    "host app alice 10.0.0.0/8 scram-sha-256 # why",
  ],
  [
    "host 10.0.0.0/8 alice all scram-sha-256",
    "hba-columns-swapped",
    "10.0.0.0/8 is",
    "host all alice 10.0.0.0/8 scram-sha-256",
  ],
  ["local peer all all", "hba-columns-shifted", "These columns", "local all all peer"],
  ["host app alice md5 reject", "hba-columns-swapped", "md5 is", undefined],
  ["host app 10.0.0.0/8 scram-sha-256", "hba-columns-shifted", "The record has no user", undefined],
  [
    "host app 10.0.0.1 255.255.255.255 scram-sha-256",
    "hba-columns-shifted",
    "The record has no user",
    undefined,
  ],
  ["host app 10.0.0.0/8 scram-sha-256 map=x", "hba-columns-shifted", "The record has no user", undefined],
  ["host app alice scram-sha-256", "hba-columns-shifted", "The record has no address", undefined],
  ["hostssl app alice cert map=x", "hba-columns-shifted", "The record has no address", undefined],
  [
    "host all all db.example.com scram-sha-512",
    "hba-method-unknown",
    "PostgreSQL",
    "host all all db.example.com scram-sha-256",
  ],
  ["host all all", "hba-column-missing", "The record has no", undefined],
])("%s", async (line, rule, start, fixed) => {
  const { first, findings } = await firstFix(line);
  expect(findings.map((finding) => finding.rule)).toEqual([rule]);
  expect(findings[0]?.message.startsWith(start)).toBe(true);
  expect(first).toBe(fixed);
});

test("a record that is continued over several lines has one finding, and one fix for all of them", async () => {
  const { first, findings } = await firstFix("host all\n  all\n  10.0.0.0/8\n  scram-sha-256");
  expect(findings.map(({ rule, line }) => `${line} ${rule}`)).toEqual(["2 hba-record-split"]);
  expect(first).toBe("host all \\\n  all \\\n  10.0.0.0/8 \\\n  scram-sha-256");
});

async function firstFix(lines: string) {
  const { service, uri, document } = openService(`# pgssl: version=16 build=ssl\n${lines}\n|`);
  const findings = (await service.diagnose(uri)) ?? [];
  const [first] = await service.fixes(uri, 0, 100);
  const text = first?.edits && applyEdits(document.lines, first.edits);
  return { findings, first: text?.split("\n").slice(1, -1).join("\n") };
}
