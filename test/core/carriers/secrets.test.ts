import { beforeAll, expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { type CertificateFiles, createCertificateFiles } from "../../support/certificates.ts";
import { openHost } from "../../support/openHost.ts";
import { openFiles } from "../../support/openService.ts";

let pem: CertificateFiles;
beforeAll(async () => {
  pem = await createCertificateFiles();
});

const base64 = (text: string) => Buffer.from(text).toString("base64");

const cloudNativePg = `apiVersion: postgresql.cnpg.io/v1
kind: Cluster
metadata:
  name: orders
spec:
  imageName: ghcr.io/cloudnative-pg/postgresql:17.2
  certificates:
    serverTLSSecret: orders-tls
    serverCASecret: orders-ca
    clientCASecret: orders-ca
`;
const zalando = `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata:
  name: orders
spec:
  spiloFSGroup: 103
  postgresql:
    version: "17"
  tls:
    secretName: orders-tls
    caSecretName: orders-ca
    caFile: ca.crt
`;
const crunchy = `apiVersion: postgres-operator.crunchydata.com/v1beta1
kind: PostgresCluster
metadata:
  name: orders
spec:
  postgresVersion: 17
  customTLSSecret:
    name: orders-tls
    items:
    - key: tls.crt
      path: tls.crt
    - key: tls.key
      path: tls.key
    - key: root.crt
      path: ca.crt
  customReplicationTLSSecret:
    name: other
`;
const bitnami = `apiVersion: helm.toolkit.fluxcd.io/v2
kind: HelmRelease
metadata:
  name: orders
spec:
  values:
    tls:
      enabled: true
      certificatesSecret: orders-tls
      certFilename: tls.crt
      certKeyFilename: tls.key
      certCAFilename: root.crt
`;
const carriers = { cloudNativePg, zalando, crunchy, bitnami };

/** Secrets of literal values, the server's and the CA's. */
function secrets(server: Readonly<Record<string, string>>, ca: Readonly<Record<string, string>>): string {
  const secret = (name: string, data: Readonly<Record<string, string>>) => `---
apiVersion: v1
kind: Secret
metadata:
  name: ${name}
data:
${Object.entries(data)
  .map(([key, text]) => `  ${key}: ${text}\n`)
  .join("")}`;
  return secret("orders-tls", server) + secret("orders-ca", ca);
}

const found = async (text: string) =>
  (await openHost("cluster.yaml", text).shown()).filter((one) => /crt|key|orders|ca\b/.test(one));

test.each(Object.entries(carriers))("%s: a pair that fits has no finding", async (_, cluster) => {
  const tls = {
    "tls.crt": base64(pem.serverChain),
    "tls.key": base64(pem.serverKey),
    "root.crt": base64(pem.root),
  };
  const all = await found(cluster + secrets(tls, { "ca.crt": base64(pem.root) }));
  // The server's certificate ends in 23 days.
  expect(all).toEqual(["tls.crt: certificate-expires-soon"]);
});

test.each(Object.entries(carriers))("%s: a key of another certificate", async (_, cluster) => {
  const tls = { "tls.crt": base64(pem.serverChain), "tls.key": base64(pem.otherKey) };
  const text = cluster + secrets(tls, { "ca.crt": base64(pem.root) });
  expect(await found(text)).toContain("tls.key: key-mismatch");
  const { service, uri } = openHost("cluster.yaml", text);
  const one = (await service.diagnose(uri))?.find(({ rule }) => rule === "key-mismatch");
  expect(one?.message).toContain("tls.key of orders-tls");
  expect(one?.related?.map(({ place }) => text.split("\n")[place.line]?.trim().slice(0, 8))).toEqual([
    "tls.crt:",
  ]);
});

/** The blocks of a PEM text in the other order. */
const reversed = (text: string) =>
  text
    .split(/(?<=-----END CERTIFICATE-----\n)/)
    .reverse()
    .join("");

test.each<[string, () => Readonly<Record<string, string>>, () => Readonly<Record<string, string>>, string]>([
  [
    "the chain in the wrong order",
    () => ({ "tls.crt": base64(reversed(pem.serverChain)), "tls.key": base64(pem.serverKey) }),
    () => ({ "ca.crt": base64(pem.root) }),
    "tls.crt: certificate-chain-order",
  ],
  [
    "a certificate for clients' CA that is no CA",
    () => ({ "tls.crt": base64(pem.serverChain), "tls.key": base64(pem.serverKey) }),
    () => ({ "ca.crt": base64(pem.serverChain.split(/(?<=END CERTIFICATE-----\n)/)[0] ?? "") }),
    "ca.crt: ca-not-authority",
  ],
  [
    "a secret without its key",
    () => ({ "tls.crt": base64(pem.serverChain) }),
    () => ({ "ca.crt": base64(pem.root) }),
    "orders-tls: embedded-secret-incomplete",
  ],
  [
    "a secret without its CA",
    () => ({ "tls.crt": base64(pem.serverChain), "tls.key": base64(pem.serverKey) }),
    () => ({ "tls.crt": base64(pem.root) }),
    "orders-ca: embedded-secret-incomplete",
  ],
  [
    "a certificate where the key belongs",
    () => ({ "tls.crt": base64(pem.serverKey), "tls.key": base64(pem.serverChain) }),
    () => ({ "ca.crt": base64(pem.root) }),
    "tls.crt: certificate-key-swapped",
  ],
])("%s", async (_, server, ca, expected) => {
  for (const cluster of [cloudNativePg, zalando])
    expect(await found(cluster + secrets(server(), ca()))).toContain(expected);
});

test.each<[string, (text: string) => string]>([
  ["encrypted by SOPS", (text) => `${text}sops:\n  version: 3.9.0\n`],
  [
    "of another namespace",
    (text) => text.replaceAll("  name: orders-tls\n", "  name: orders-tls\n  namespace: b\n"),
  ],
  ["that a template fills in", (text) => text.replace(/tls\.key: .*/, "tls.key: {{ .Values.key | b64enc }}")],
  [
    "of which a template decides",
    (text) => text.replace(/ {2}tls\.key: .*\n/, "{{- if .Values.own }}\n$&{{- end }}\n"),
  ],
  ["that are sealed", (text) => text.replaceAll("kind: Secret", "kind: SealedSecret")],
  ["two of which have one name", (text) => text + text],
  ["with no values as yet", (text) => text.replace(/tls\.key: .*/, 'tls.key: ""')],
  ["with words instead", (text) => text.replace(/tls\.key: .*/, "tls.key: REPLACE")],
])("no finding in secrets %s", async (_, change) => {
  const tls = { "tls.crt": base64(pem.serverChain), "tls.key": base64(pem.otherKey) };
  const text = change(
    `---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: orders-tls\ndata:\n${Object.entries(tls)
      .map(([key, value]) => `  ${key}: ${value}\n`)
      .join("")}`,
  );
  const cluster = cloudNativePg.replace("name: orders\n", "name: orders\n  namespace: a\n");
  expect((await found(cluster + text)).filter((one) => /mismatch|incomplete/.test(one))).toEqual([]);
});

test("stringData is written over data, and an edit is seen", async () => {
  const key = (text: string) => `stringData:\n  tls.key: |\n${text.trimEnd().replace(/^/gm, "    ")}\n`;
  const secret = (text: string) =>
    `${cloudNativePg}---\napiVersion: v1\nkind: Secret\nmetadata:\n  name: orders-tls\ndata:\n  tls.crt: ${base64(pem.serverChain)}\n  tls.key: ${base64(pem.serverKey)}\n${key(text)}`;
  const { service, uri, document, shown } = openHost("cluster.yaml", secret(pem.otherKey));
  expect(await shown()).toContain("tls.key: key-mismatch");
  expect(await service.fixes(uri, 0, 100)).toEqual([]);
  document.update([{ text: secret(pem.serverKey) }], 2);
  expect((await service.diagnose(uri))?.map(({ rule }) => rule)).not.toContain("key-mismatch");
  document.update([{ text: secret(pem.otherKey) }], 3);
  expect((await service.diagnose(uri))?.map(({ rule }) => rule)).toContain("key-mismatch");
});

test("no word of a key is shown, and in a workspace that is not trusted nothing is decoded", async () => {
  const tls = { "tls.crt": base64(pem.serverChain), "tls.key": base64(pem.otherKey) };
  const text = cloudNativePg + secrets(tls, { "ca.crt": base64(pem.root) });
  const { service, uri } = openHost("cluster.yaml", text);
  const all = JSON.stringify([await service.diagnose(uri), await service.clusters([uri])]);
  for (const word of pem.otherKey.split("\n").filter((line) => line.length > 10 && !line.startsWith("--")))
    expect(all).not.toContain(word);
  expect(all).not.toContain("/held/");
  const { service: other } = openFiles({}, { trusted: false });
  other.open(new SourceDocument(uri, "yaml", 1, text));
  expect((await other.diagnose(uri))?.map(({ rule }) => rule)).not.toContain("key-mismatch");
});

test.each([
  ["certificatesSecret: x", "tls: embedded-secret-incomplete"],
  ["{ autoGenerated: true, certificatesSecret: x }", "certificatesSecret: embedded-secret-incomplete"],
  ["{ autoGenerated: true }", undefined],
  ["{ autoGenerated: false, certificatesSecret: '' }", "tls: embedded-secret-incomplete"],
  ["{ certificatesSecret: x, certFilename: a, certKeyFilename: b }", undefined],
  ["{ existingSecret: x, certKeyFilename: b }", undefined],
  ["{ autoGenerated: { enabled: true }, certKeyFilename: b }", undefined],
])("values of Bitnami's chart: tls %s", async (tls, rule) => {
  const values = `primary: { pgHbaConfiguration: local all all peer }\ntls: { enabled: true, ${tls.replace(/^\{|\}$/g, "")} }`;
  expect(await openHost("values.yaml", values).shown()).toEqual(rule === undefined ? [] : [rule]);
});

test("values of Redis, which knows both, are none of Bitnami's PostgreSQL", async () => {
  const tls = "tls: { enabled: true, autoGenerated: true, certificatesSecret: x, certKeyFilename: a }";
  expect(await openHost("values.yaml", tls).shown()).toEqual([]);
});
