import { expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { createCertificateFiles } from "../../support/certificates.ts";
import { openFiles } from "../../support/openService.ts";

/** A pod that names what other files have. */
const pod = `apiVersion: v1
kind: Pod
metadata: { name: db }
spec:
  containers:
    - image: postgres:17
      args: [-c, hba_file=/rules/access, -c, ssl=on, -c, ssl_cert_file=/tls/tls.crt, -c, ssl_key_file=/tls/tls.key]
      volumeMounts: [{ name: rules, mountPath: /rules }, { name: tls, mountPath: /tls }]
  volumes: [{ name: rules, configMap: { name: rules } }, { name: tls, secret: { secretName: orders-tls } }]
`;

const rules = `apiVersion: v1
kind: ConfigMap
metadata: { name: rules }
data:
  access: |
    local all all peer
    host all all all md5
`;

/** The service with the pod open, and the line of a file that starts with a word. */
function opened(files: Readonly<Record<string, string>>) {
  const uri = "file:///repo/pod.yaml";
  const { service } = openFiles({ "/repo/pod.yaml": pod, ...files });
  service.open(new SourceDocument(uri, "yaml", 1, pod));
  const lineIn = (text: string, start: string) =>
    text.split("\n").findIndex((line) => line.trimStart().startsWith(start));
  return { service, uri, lineIn };
}

test("the record that decides about a client is shown in the file that has it", async () => {
  const { service, uri, lineIn } = opened({ "/repo/rules.yaml": rules });
  const client = { type: "plain", address: "10.1.2.3", user: "bob", database: "shop" } as const;
  expect(await service.explain(uri, client)).toMatchObject({
    reason: expect.stringMatching(/^md5 decides/),
    line: { uri: "file:///repo/rules.yaml", line: lineIn(rules, "host ") },
  });
});

test("the definition of a path in a container is the entry of the Secret in another file", async () => {
  const pem = await createCertificateFiles();
  const block = (text: string) => `|\n    ${text.trimEnd().replaceAll("\n", "\n    ")}\n`;
  const secret = `apiVersion: v1
kind: Secret
metadata: { name: orders-tls }
stringData:
  tls.crt: ${block(pem.serverChain)}  tls.key: ${block(pem.serverKey)}`;
  const { service, uri, lineIn } = opened({ "/repo/secret.yaml": secret });
  const line = lineIn(pod, "args:");
  const character = (pod.split("\n")[line]?.indexOf("/tls/tls.key") ?? 0) + 2;
  expect(await service.definition(uri, { line, character })).toMatchObject([
    { uri: "file:///repo/secret.yaml", line: lineIn(secret, "tls.key:") },
  ]);
});
