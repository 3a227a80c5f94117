import { expect, test } from "vitest";
import { recordChecker } from "../../server/src/core/check/recordChecker.ts";
import { recordRules } from "../../server/src/core/check/ruleSets.ts";
import { authContext } from "../support/authContext.ts";

test("a record that lets in as one before is still checked for all that is its own", async () => {
  const expected: readonly (readonly [line: string, ...rules: string[]])[] = [
    ["hostssl all all 10.0.0.0/8 scram-sha-256"],
    ["hostssl all all 10.0.0.1/8 scram-sha-256", "hba-address-host-bits"],
    ["hostssl all all 10.0.0.0/8 scram-sha-256 clientcert=verify-ca # why"],
    ["host all all 10.0.0.0/8 scram-sha-256 clientcert=verify-ca", "hba-option-type"],
    ["hostssl all all 10.0.0.0/8 scram-sha-256 clientcert=verify", "hba-option-value"],
    ["hostssl all all 11.0.0.0/8 scram-sha-256 clientcert=verify", "hba-option-value"],
    ["hostssl all all 11.0.0.0/8 scram-sha-256 clientcert=verify-ca"],
    ["hostssl all all 11.0.0.1/8 scram-sha-256 clientcert=verify-ca", "hba-address-host-bits"],
  ];
  const lines = expected.map(([line]) => `${line}\n`);
  const checkTexts = recordChecker("pg-hba", lines, authContext(), recordRules["pg-hba"]);
  expect(lines.map((line, index) => [line.trimEnd(), ...checkTexts(index).map(({ rule }) => rule)])).toEqual(
    expected,
  );
});
