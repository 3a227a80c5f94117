import { describe, expect, test } from "vitest";
import { openManifest } from "../../support/embedded.ts";

const manifest = (spec: string) => `apiVersion: acid.zalan.do/v1
kind: postgresql
metadata: { name: acid-orders }
spec:
  spiloFSGroup: 103
  postgresql: { version: "17" }
${spec.replace(/^(?=.)/gm, "  ")}
`;
const env = (...variables: readonly string[]) =>
  `env:\n${variables.map((one) => `  - { name: ${one} }`).join("\n")}\n`;
const secret = (name: string, ...keys: readonly string[]) =>
  `---\napiVersion: v1\nkind: Secret\nmetadata: { name: ${name} }\nstringData:\n${keys.map((key) => `  ${key}: a`).join("\n")}\n`;

const tls = "tls: { secretName: a, caFile: ca.crt }\n";
const ignored = "embedded-ignored";

test.each([
  ["no variable", tls, []],
  ["the same paths", tls + env("SSL_CERTIFICATE_FILE, value: /tls/tls.crt"), []],
  ["another certificate", tls + env("SSL_CERTIFICATE_FILE, value: /c/a.crt"), [`tls: ${ignored}`]],
  ["another CA", tls + env("SSL_CA_FILE, value: /c/ca.crt"), [`caFile: ${ignored}`]],
  ["no CA", tls + env('SSL_CA_FILE, value: ""'), [`caFile: ${ignored}`]],
  [
    "one from a secret",
    tls + env("SSL_CA_FILE, valueFrom: { secretKeyRef: { name: b } }"),
    [`caFile: ${ignored}`],
  ],
  ["a CRL beside", tls + env("SSL_CRL_FILE, value: /c/ca.crl"), []],
  ["no tls", env("SSL_CERTIFICATE_FILE, value: /c/a.crt"), []],
  ["a tls of nothing", `tls: { secretName: "" }\n${env("SSL_CERTIFICATE_FILE, value: /c/a.crt")}`, []],
])("variables of the pod win over spec.tls: %s", async (_, spec, shown) => {
  expect(await openManifest(manifest(spec)).shown()).toEqual(shown);
});

test("the settings are those of the variables, and a path leads back to where it is written", async () => {
  const open = openManifest(
    manifest(
      tls +
        env("SSL_CERTIFICATE_FILE, value: relative.crt", "SSL_PRIVATE_KEY_FILE, value: /c/a.key") +
        'patroni:\n  pg_hba: ["hostssl replication standby all md5", "hostssl all all all cert"]\n',
    ),
  );
  const hover = await open.service.hover(open.uri, {
    line: open.text.split("\n").findIndex((line) => line.includes("/c/a.key")),
    character:
      open.text
        .split("\n")
        .find((line) => line.includes("/c/a.key"))
        ?.indexOf("/c/a.key") ?? 0,
  });
  expect(JSON.stringify(hover)).toContain("File `/c/a.key`");
});

describe("the operator's configuration in the same file", () => {
  const operator = (data: string) =>
    `---\napiVersion: v1\nkind: ConfigMap\nmetadata: { name: postgres-operator }\ndata: { ${data} }\n`;
  const pods = (kind: string) =>
    `---\napiVersion: v1\nkind: ${kind}\nmetadata: { name: pods }\n${kind === "Secret" ? "stringData" : "data"}: { SSL_CA_FILE: /p/ca.crt }\n`;
  const [byMap, bySecret] = ["pod_environment_configmap: default/pods", "pod_environment_secret: pods"];

  test.each([
    ["a ConfigMap", tls, operator(byMap) + pods("ConfigMap"), [`caFile: ${ignored}`]],
    ["a Secret", tls, operator(bySecret) + pods("Secret"), [`caFile: ${ignored}`]],
    [
      "the manifest first",
      tls + env("SSL_CA_FILE, value: /tls/ca.crt"),
      operator(byMap) + pods("ConfigMap"),
      [],
    ],
    ["a map that is not named", tls, pods("ConfigMap"), []],
  ])("gives all pods variables: %s", async (_, spec, others, shown) => {
    expect(await openManifest(manifest(spec) + others).shown()).toEqual(shown);
  });
});

describe("a Secret that the manifest mounts", () => {
  const mounted = (mode: string, key = "/certs/server.key") =>
    `additionalVolumes:\n  - name: certs\n    mountPath: /certs\n    volumeSource:\n      secret:\n        secretName: b\n${mode && `        defaultMode: ${mode}\n`}${env(`SSL_PRIVATE_KEY_FILE, value: ${key}`)}`;

  test.each([
    ["", ["secretName: embedded-key-mode"]],
    ["0644", ["defaultMode: embedded-key-mode"]],
    ["420", ["defaultMode: embedded-key-mode"]],
    ["0640", []],
    ["416", []],
  ])("mode %s of the key", async (mode, shown) => {
    expect(await openManifest(manifest(mounted(mode))).shown()).toEqual(shown);
  });

  test("gives the server's user the key by its group alone", async () => {
    const text = manifest(mounted("0640")).replace("  spiloFSGroup: 103\n", "");
    expect(await openManifest(text).shown()).toEqual(["defaultMode: embedded-group-unset"]);
  });

  test("needs the key that the variable names", async () => {
    const text = manifest(mounted("0640"));
    expect(await openManifest(text + secret("b", "server.crt")).shown()).toEqual([
      "b: embedded-secret-incomplete",
    ]);
    expect(await openManifest(text + secret("b", "server.key")).shown()).toEqual([]);
  });

  test("is no business of a key elsewhere", async () => {
    expect(await openManifest(manifest(mounted("", "/run/certs/server.key"))).shown()).toEqual([]);
  });
});
