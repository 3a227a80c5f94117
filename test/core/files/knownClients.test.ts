import { expect, test } from "vitest";
import { createLanguageService, SourceDocument } from "../../../server/src/core/index.ts";
import { readServices } from "../../../server/src/core/syntax/serviceFile.ts";
import { pki } from "../../../server/src/pki/index.ts";
import { materialBytes, materialTime } from "../../support/fixtures/materials.ts";
import { MemoryHost } from "../../support/memoryHost.ts";

const folder = "file:///data";

function openCluster(files: Readonly<Record<string, string | Uint8Array>>) {
  const host = new MemoryHost(
    {
      "/data/PG_VERSION": "18\n",
      "/data/server.crt": materialBytes("leaf"),
      "/data/server.key": { bytes: materialBytes("leaf-key"), mode: 0o600 },
      "/data/root.crt": materialBytes("root"),
      "/data/postgresql.conf": "ssl = on\nssl_ca_file = 'root.crt'\n",
      ...Object.fromEntries(Object.entries(files).map(([name, file]) => [`/data/${name}`, file])),
    },
    materialTime,
  );
  const service = createLanguageService(host, async () => pki);
  const rulesIn = async (name: string) =>
    (await service.diagnose(`${folder}/${name}`))
      ?.map(({ rule }) => rule)
      .filter((rule) => /client-|service-/.test(rule));
  return { host, service, rulesIn };
}

test("a map that is mended in pg_ident.conf lets the client of a record in", async () => {
  const { service, rulesIn } = openCluster({
    "app.crt": materialBytes("root-client"),
    "pg_hba.conf": "hostssl all app all cert map=people\n",
  });
  const ident = new SourceDocument(`${folder}/pg_ident.conf`, "pg-ident", 1, "people nobody app\n");
  service.open(ident);
  expect(await rulesIn("pg_hba.conf")).toEqual(["hba-client-certificate-name"]);
  ident.update([{ text: "people postgres app\n" }], 2);
  expect(await rulesIn("pg_hba.conf")).toEqual([]);
});

test("a certificate that appears or changes is seen", async () => {
  const { host, service, rulesIn } = openCluster({ "pg_hba.conf": "hostssl all app all cert\n" });
  expect(await rulesIn("pg_hba.conf")).toEqual([]);
  host.write("/data/app.crt", materialBytes("other-root-client"));
  host.write("/data", { kind: "directory", mode: 0o700 });
  await service.refresh();
  expect(await rulesIn("pg_hba.conf")).toEqual(["hba-client-certificate-name"]);
  expect(await rulesIn("postgresql.conf")).toEqual(["client-certificate-unverified"]);
});

test("the port decides which services are of this server, and an edit of it shows in pg_hba.conf", async () => {
  const { service, rulesIn } = openCluster({
    "clients/shop.crt": materialBytes("root-client"),
    "someone.crt": materialBytes("root-client"),
    "pg_service.conf": "[shop]\nuser=app\nsslcert=/data/clients/shop.crt\n",
    "pg_hba.conf": "hostssl all app all cert\n",
  });
  const text = "ssl = on\nssl_ca_file = 'root.crt'\n";
  const conf = new SourceDocument(`${folder}/postgresql.conf`, "postgresql-conf", 1, text);
  service.open(conf);
  expect(await rulesIn("pg_hba.conf")).toEqual(["hba-client-certificate-name"]);
  conf.update([{ text: `${text}port = 6000\n` }], 2);
  expect(await rulesIn("pg_hba.conf")).toEqual([]);
  conf.update([{ text }], 3);
  expect(await rulesIn("pg_hba.conf")).toEqual(["hba-client-certificate-name"]);
});

test("in an untrusted workspace no certificate that may hold a key is looked for", async () => {
  const { service, rulesIn } = openCluster({
    "app.crt": materialBytes("other-root-client"),
    "pg_hba.conf": "hostssl all app all cert\n",
  });
  service.settings = { ...service.settings, trusted: false };
  expect(await rulesIn("pg_hba.conf")).toEqual([]);
});

test("pgssl.serviceFile names another file of services", async () => {
  const { service, rulesIn } = openCluster({
    "pg_service.conf": "[shop]\nhost=db.example.com\nsslmode=verify-full\n",
    "all.conf": "[shop]\nhost=pg.example.com\nsslmode=verify-full\n",
  });
  expect(await rulesIn("postgresql.conf")).toEqual([]);
  service.settings = { ...service.settings, serviceFile: "/data/all.conf" };
  expect(await rulesIn("postgresql.conf")).toEqual(["service-host-uncovered"]);
});

test("a service file is read as libpq reads it", () => {
  const text =
    "# [no]\nhost=lost\n  [one] rest\n host=a b\nport = 1\n#user=x\n[two\n[one]\nhost=other\n\r\n[three]\r\nuser=y\r\n";
  const services = readServices(text).map(({ name, options }) => [
    name,
    [...options].map(([option, { value }]) => `${option}=${value}`),
  ]);
  expect(services).toEqual([
    ["one", ["host=a b", "port = 1"]],
    ["three", ["user=y"]],
  ]);
});
