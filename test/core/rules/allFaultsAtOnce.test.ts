import { expect, test } from "vitest";
import { openCluster } from "../../support/openService.ts";

test.each([
  ["hostssl all all 10.0.0.0/33 scram-sha-256 clientcert=foo", ["hba-prefix-invalid", "hba-option-value"]],
  [
    "hostssl all all 10.0.0.0/33 scram clientcert=foo",
    ["hba-prefix-invalid", "hba-method-unknown", "hba-option-value"],
  ],
  [
    "hostsll all /( 10.0.0.0/8 md6 mapp=x clientcert=foo",
    ["hba-type-unknown", "hba-regex-invalid", "hba-method-unknown", "hba-option-unknown", "hba-option-value"],
  ],
  ["host all all 10.0.0.0/8 cert clientcrt=1", ["hba-method-type", "hba-option-unknown"]],
  // The word in the place of the method is none, so that those behind it are no options.
  ["host all all 10.0.0.0/8 255.0.0.0 scram-sha-256 clientcert=foo", ["hba-method-unknown"]],
])("all faults of a record are reported at once: %s", async (line, rules) => {
  const { findings } = openCluster({ "pg_hba.conf": `${line}\n` });
  const found = (await findings("pg_hba.conf")).filter(({ severity }) => severity === "error");
  expect(found.map(({ rule }) => rule)).toEqual(rules);
});
