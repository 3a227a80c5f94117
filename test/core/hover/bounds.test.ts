import { expect, test } from "vitest";
import { Tag } from "../../../server/src/pki/der.ts";
import { buildCertificate, extension, objectId, pem } from "../../pki/buildCertificate.ts";
import { encode } from "../../support/encode.ts";
import { everythingShown } from "../../support/everythingShown.ts";
import { openFiles } from "../../support/openService.ts";

test("what a hostile certificate says is shown in part", async () => {
  const usages = Array.from({ length: 20_000 }, (_, index) => objectId(`1.2.3.${index}`));
  const certificate = buildCertificate({
    subject: [[{ id: "2.5.4.3", tag: 12, value: Buffer.from("x".repeat(100_000)) }]],
    extensions: [extension("2.5.29.37", false, encode(Tag.sequence, usages))],
  });
  const text = pem("CERTIFICATE", certificate);
  const { service } = openFiles({
    PG_VERSION: "18\n",
    "postgresql.conf": "ssl = on\nssl_cert_file = 'a.crt'\nssl_ca_file = 'a.crt'\nssl_key_file = 'a.crt'\n",
    "pg_hba.conf": "hostssl all all all cert\n",
    "a.crt": text,
  });
  const shown = await everythingShown(service, "file:///data/postgresql.conf");
  expect(shown.split("\n").filter(({ length }) => length >= 15_000)).toEqual([]);
  const hover = await service.hover("file:///data/postgresql.conf", { line: 1, character: 20 });
  expect(hover?.markdown).toContain("and 19970 more");
  expect(hover?.markdown.length).toBeLessThan(20_000);
  for (const { message, detail = "" } of (await service.diagnose("file:///data/postgresql.conf")) ?? []) {
    expect(message.length).toBeLessThanOrEqual(400);
    expect(detail.length).toBeLessThanOrEqual(4_000);
  }
  expect(JSON.stringify(await service.viewFile("file:///data/a.crt")).length).toBeLessThan(50_000);
  expect((await service.hoverPem("file:///data/a.crt", 1))?.length).toBeLessThan(20_000);
});

test("a long word and a long value are shown in part", async () => {
  const long = "w".repeat(500_000);
  const { service } = openFiles({
    PG_VERSION: "18\n",
    "postgresql.conf": `${long} = 1\nssl_ciphers = '${long}'\nssl_groups = '${long}'\ncluster_name = '${long}'\n`,
    "pg_hba.conf": `hostssl all all all ${long}\nhost ${long} all all md5\nhost all all ${long} md5\n`,
  });
  for (const uri of ["file:///data/postgresql.conf", "file:///data/pg_hba.conf"]) {
    for (const { message, detail = "" } of (await service.diagnose(uri)) ?? [])
      expect(message.length + detail.length).toBeLessThan(5_000);
    for (let line = 0; line < 4; line++)
      for (const character of [3, 16, 30])
        expect((await service.hover(uri, { line, character }))?.markdown.length ?? 0).toBeLessThan(20_000);
    expect(JSON.stringify(await service.symbols(uri)).length).toBeLessThan(10_000);
  }
  expect(JSON.stringify(await service.clusters(["file:///data/postgresql.conf"])).length).toBeLessThan(
    50_000,
  );
});
