import { expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { type Files, openFiles } from "../../support/openService.ts";

const cluster = (certificates: string, group = "postgresql.cnpg.io") => `apiVersion: ${group}/v1
kind: Cluster
metadata: { name: orders }
spec:
  certificates: { ${certificates} }
`;

const resource = (kind: string, metadata: string, rest = "", apiVersion = "v1") =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: orders-tls${metadata} }\n${rest}`;

const secret = (metadata = "") => resource("Secret", metadata);
const certificate = (template: string) =>
  resource("Certificate", "", `spec: { secretName: orders-tls${template} }\n`, "cert-manager.io/v1");

const folder = "/repo/k8s";

/** The findings of the first of some files of a folder. */
async function findings(files: Files) {
  const open = openFiles(
    Object.fromEntries(Object.entries(files).map(([name, text]) => [`${folder}/${name}`, text])),
  );
  const [[name, text] = ["", ""]] = Object.entries(files);
  const path = `${folder}/${name}`;
  open.service.open(new SourceDocument(`file://${path}`, "yaml", 1, String(text)));
  return (await open.findings(path)).map((found) => ({
    ...found,
    shown: `${String(text).split("\n")[found.line]?.slice(found.span.start, found.span.end)}: ${found.rule}`,
  }));
}

const shown = async (files: Files) => (await findings(files)).map((found) => found.shown);

const both = "serverTLSSecret: orders-tls, serverCASecret: orders-tls";
const unwatched = ["serverTLSSecret: embedded-secret-not-reloaded"];

test.each<[string, Files, readonly string[]]>([
  ["in the same file", { "db.yaml": cluster(both) + secret() }, unwatched],
  ["in another file", { "db.yaml": cluster(both), "secret.yaml": secret() }, unwatched],
  ["with another label", { "db.yaml": cluster(both) + secret(", labels: { app: orders }") }, unwatched],
  [
    "for standbys",
    { "db.yaml": cluster("clientCASecret: orders-ca, replicationTLSSecret: orders-tls") + secret() },
    ["replicationTLSSecret: embedded-secret-not-reloaded"],
  ],
  ["that is not there", { "db.yaml": cluster(both) }, []],
  ["with the label", { "db.yaml": cluster(both) + secret(", labels: { cnpg.io/reload: '' }") }, []],
  [
    "with the label, in another file",
    { "db.yaml": cluster(both), "secret.yaml": secret(", labels: { cnpg.io/reload: 'true' }") },
    [],
  ],
  [
    "that the operator owns",
    { "db.yaml": cluster(both) + secret(", ownerReferences: [{ kind: Cluster }]") },
    [],
  ],
  [
    "that a template labels",
    {
      "db.yaml":
        cluster(both) + secret().replace("{ name: orders-tls }", "\n  name: orders-tls\n  {{ .labels }}"),
    },
    [],
  ],
  [
    "that a template labels, in another file",
    {
      "db.yaml": cluster(both),
      "secret.yaml": secret().replace("{ name: orders-tls }", "\n  name: orders-tls\n  {{ .labels }}"),
    },
    [],
  ],
  ["that is sealed", { "db.yaml": cluster(both) + secret().replace("Secret", "SealedSecret") }, []],
  [
    "of another namespace",
    {
      "db.yaml":
        cluster(both).replace("name: orders", "name: orders, namespace: a") + secret(", namespace: b"),
    },
    [],
  ],
  ["that cert-manager makes", { "db.yaml": cluster(both) + certificate("") }, []],
  ["that cert-manager fills", { "db.yaml": cluster(both) + secret() + certificate("") }, unwatched],
  [
    "that cert-manager fills with other labels",
    { "db.yaml": cluster(both) + secret() + certificate(", secretTemplate: { labels: { app: orders } }") },
    unwatched,
  ],
  [
    "that cert-manager gives the label",
    {
      "db.yaml":
        cluster(both) + secret() + certificate(", secretTemplate: { labels: { cnpg.io/reload: '' } }"),
    },
    [],
  ],
  [
    "that cert-manager gives the label in another file",
    {
      "db.yaml": cluster(both) + secret(),
      "certificate.yaml": certificate(", secretTemplate: { labels: { cnpg.io/reload: '' } }"),
    },
    [],
  ],
])("a secret %s", async (_, files, expected) => {
  expect(await shown(files)).toEqual(expected);
});

test("a Certificate that a kustomization changes may give the label", async () => {
  const files = {
    "db.yaml": cluster(both) + secret(),
    "certificate.yaml": certificate(""),
    "kustomization.yaml": "resources: [db.yaml, certificate.yaml]\n",
  };
  expect(await shown(files)).toEqual(unwatched);
  const patches = "patches: [{ target: { kind: Certificate }, path: labels.yaml }]\n";
  const patched = { ...files, "kustomization.yaml": files["kustomization.yaml"] + patches };
  expect(await shown(patched)).toEqual([]);
});

test.each([
  ["postgresql.cnpg.io", "cnpg.io/reload", "kubectl cnpg reload orders"],
  ["postgresql.k8s.enterprisedb.io", "k8s.enterprisedb.io/reload", "kubectl cnp reload orders"],
])("the label and the command of %s", async (group, label, command) => {
  const [found] = await findings({ "db.yaml": cluster(both, group) + secret() });
  expect(found?.severity).toBe("hint");
  expect(found?.message).toBe(`The operator does not watch orders-tls; give the Secret the label ${label}.`);
  expect(found?.detail).toContain(command);
  const labelled = secret(`, labels: { ${label}: "" }`);
  expect(await shown({ "db.yaml": cluster(both, group) + labelled })).toEqual([]);
});
