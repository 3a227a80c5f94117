import { expect, test } from "vitest";
import { openManifest, positionIn } from "../../support/embedded.ts";

const manifest = `
apiVersion: ops.kubedb.com/v1alpha1
kind: PostgresOpsRequest
spec:
  type: Reconfigure
  configuration:
    applyConfig:
      user.conf: |
        # for all
        max_connections = 230
        ssl_min_protocol_version = TLSv9
      user_hba.conf: |
        hostssl all all 10.0.0.0/8 scram
        hostssl all all 10.1.0.0/16 md5
`;

test("whole files in blocks, and fixes in their indentation", async () => {
  const open = openManifest(manifest);
  expect(await open.shown()).toEqual(["TLSv9: conf-choice-invalid", "scram: hba-method-unknown"]);
  expect(await open.fixed(/scram-sha-256/)).toBe(open.text.replace("scram\n", "scram-sha-256\n"));
});

test("who gets in depends on records that KubeDB has beside these", async () => {
  const { service, uri } = openManifest(manifest);
  const client = {
    type: "plain",
    user: "a",
    database: "a",
    address: "10.1.2.3",
    replication: false,
  } as const;
  const decision = await service.explain(uri, client);
  expect(decision?.admitted).toBeUndefined();
  expect(decision?.reason).toBe("KubeDB has records beside these, which are not known here.");
});

test("completion in a block", async () => {
  const { service, uri, document, text } = openManifest(manifest);
  const proposals = await service.complete(uri, positionIn(document, text.indexOf("md5") + 1));
  expect(proposals?.items.map(({ label }) => label)).toContain("md5");
});

const database = (fields: string) => `
apiVersion: kubedb.com/v1
kind: Postgres
spec:
  version: "16.4"
${fields}
`;
const tls = "  tls: { issuerRef: { name: ca, kind: Issuer, apiGroup: cert-manager.io } }\n";

test.each([
  ["", []],
  [tls, []],
  ["  sslMode: require\n", ["sslMode: embedded-refused"]],
  [`${tls}  sslMode: disable\n`, ["sslMode: embedded-refused"]],
  ["  clientAuthMode: cert\n", ["clientAuthMode: embedded-refused"]],
  [`${tls}  sslMode: verify-ca\n  clientAuthMode: cert\n`, []],
])("fields of a database that go together: %j", async (fields, shown) => {
  expect(await openManifest(database(fields)).shown()).toEqual(shown);
});

test.each([
  ["", "plain", "md5"],
  ["  clientAuthMode: scram\n", "plain", "scram-sha-256"],
  [tls, "ssl", "md5"],
  [`${tls}  clientAuthMode: cert\n`, "ssl", "certificate"],
] as const)("the records that it writes: %j", async (fields, type, word) => {
  const { service, uri } = openManifest(database(fields));
  const client = { user: "a", database: "a", address: "10.1.2.3", replication: false } as const;
  expect(await service.explain(uri, { ...client, type })).toMatchObject({
    reason: expect.stringContaining(word),
  });
  if (type === "ssl")
    expect(await service.explain(uri, { ...client, type: "plain" })).toMatchObject({ admitted: false });
});
