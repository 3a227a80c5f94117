import { describe, expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

describe("values of the chart `cluster`", () => {
  const values = `
version: { postgresql: "15" }
cluster:
  certificates:
    serverTLSSecret: orders
  postgresql:
    parameters: { ssl: "off" }
    pg_hba:
      - hostss all all 10.0.0.0/8 md5
`;
  const shown = [
    "serverTLSSecret: embedded-secret-incomplete",
    "ssl: embedded-setting-fixed",
    "hostss: hba-type-unknown",
  ];
  test("are what the resource has", async () => {
    expect(await openManifest(values).shown()).toEqual(shown);
    expect(await openManifest(`db:\n${values.trim().replace(/^/gm, "  ")}`).shown()).toEqual(shown);
  });
  test("are not those of other charts", async () => {
    expect(
      await openManifest("cluster:\n  postgresql:\n    parameter: {}\n    x:\n      pg_hba: []").shown(),
    ).toEqual([]);
  });
});

const resource = "apiVersion: postgresql.cnpg.io/v1\nkind: Cluster\nspec:\n  postgresql:\n";

test("the chart leaves an empty ldap out, the operator does not", async () => {
  expect(
    await openManifest("cluster:\n  instances: 1\n  postgresql:\n    ldap: {}\n    pg_hba: []\n").shown(),
  ).toEqual([]);
  expect(await openManifest(`${resource}    ldap: {}\n`).shown()).toEqual(["ldap: embedded-refused"]);
});
