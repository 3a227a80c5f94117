import { beforeAll, expect, test } from "vitest";
import { type CertificateFiles, createCertificateFiles } from "../../support/certificates.ts";
import { openFiles, toUri } from "../../support/openService.ts";

let files: CertificateFiles;
beforeAll(async () => {
  files = await createCertificateFiles();
});

test("a hover in a certificate file describes the certificate at its line", async () => {
  const { service } = openFiles({ "server.crt": files.serverChain });
  expect(await service.hoverPem(toUri("server.crt"), 1)).toContain("Certificate");
});

test("a file that the configuration could not use has neither hover nor certificates", async () => {
  const padding = "#\n".repeat(8 * 1024 * 1024); // with the certificate, more than the 16 MiB that are read
  const { service } = openFiles({ "large.crt": padding + files.serverChain, folder: { kind: "directory" } });
  for (const name of ["large.crt", "folder", "missing.crt"]) {
    expect(await service.hoverPem(toUri(name), 1)).toBeUndefined();
    expect(await service.certificates(toUri(name))).toBeUndefined();
  }
});

test("in a workspace that is not trusted, certificate files stay unread", async () => {
  const { service } = openFiles({ "server.crt": files.serverChain }, { trusted: false });
  expect(await service.hoverPem(toUri("server.crt"), 1)).toBeUndefined();
  expect(await service.certificates(toUri("server.crt"))).toBeUndefined();
});

test("the certificates of a file are those that a client sends, in order", async () => {
  const { service } = openFiles({
    "client.crt": files.serverChain + files.root,
    "client.key": files.serverKey,
  });
  const subjects = (await service.certificates(toUri("client.crt")))?.map(({ selfIssued }) => selfIssued);
  expect(subjects).toEqual([false, false, true]);
  expect(await service.certificates(toUri("client.key"))).toEqual([]);
});
