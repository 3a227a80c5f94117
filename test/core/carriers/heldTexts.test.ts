import { expect, test } from "vitest";
import { SourceDocument } from "../../../server/src/core/index.ts";
import { createCertificateFiles } from "../../support/certificates.ts";
import { everythingShownOf } from "../../support/everythingShown.ts";
import { openFiles } from "../../support/openService.ts";

test("a file of a container whose text is in the document leads there, and is called by its path", async () => {
  const pem = await createCertificateFiles();
  const block = (text: string) => `|\n    ${text.trimEnd().replaceAll("\n", "\n    ")}`;
  const text = `apiVersion: v1
kind: Pod
spec:
  containers:
    - image: postgres:17
      args: [-c, ssl=on, -c, ssl_cert_file=/tls/tls.crt, -c, ssl_key_file=/tls/tls.key]
      volumeMounts: [{ name: tls, mountPath: /tls }]
  volumes:
    - name: tls
      secret: { secretName: orders-tls }
---
apiVersion: v1
kind: Secret
metadata: { name: orders-tls }
stringData:
  tls.crt: ${block(pem.serverChain)}
  tls.key: ${block(pem.serverKey)}
`;
  const { service } = openFiles({});
  const uri = "file:///repo/orders.yaml";
  const document = new SourceDocument(uri, "yaml" as const, 1, text);
  service.open(document);
  const lineOf = (start: string) => document.lines.findIndex((line) => line.startsWith(start));
  const [line, ...held] = [lineOf("      args"), lineOf("  tls.crt"), lineOf("  tls.key")];
  const links = (await service.links(uri)) ?? [];
  expect(links.map(({ target }) => target).filter((target) => !target.startsWith("https:"))).toEqual(
    held.map((at) => `${uri}#L${at + 1}`),
  );
  const position = { line, character: document.lines[line]?.indexOf("tls.key") ?? 0 };
  expect(await service.definition(uri, position)).toMatchObject([{ uri, line: held[1] }]);
  expect((await service.hover(uri, position))?.markdown).toContain(
    "File `/tls/tls.key` of the server, whose text is in a manifest",
  );
  const trees = JSON.stringify(await service.clusters([uri]));
  for (const shown of [await everythingShownOf(service, document), trees])
    expect(/.{0,80}\/held\/.{0,20}/.exec(shown)).toBeNull();
});

test("a file of a container whose text is in no manifest is not called one of a manifest", async () => {
  const text = `scope: orders
name: pg1
postgresql:
  data_dir: /data
  parameters:
    ssl_cert_file: /etc/ssl/server.crt
`;
  const { service } = openFiles({});
  const uri = "file:///repo/patroni.yml";
  service.open(new SourceDocument(uri, "yaml" as const, 1, text));
  const hover = await service.hover(uri, { line: 5, character: 25 });
  expect(hover?.markdown).toBe(
    "There is no such file here; it may exist on the machine of the server.\n\nFile `/etc/ssl/server.crt` of the server",
  );
});
