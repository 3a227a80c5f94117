import { expect, test } from "vitest";
import { readServices } from "../../../server/src/core/syntax/serviceFile.ts";
import { materialBytes, materialTime } from "../../support/fixtures/materials.ts";
import { type Files, openCluster } from "../../support/openService.ts";

function open(files: Files) {
  const server = {
    "server.crt": materialBytes("leaf"),
    "server.key": { bytes: materialBytes("leaf-key"), mode: 0o600 },
    "root.crt": materialBytes("root"),
    "postgresql.conf": "ssl = on\nssl_ca_file = 'root.crt'\n",
  };
  const cluster = openCluster({ ...server, ...files }, { time: materialTime });
  const rulesIn = async (name: string) =>
    (await cluster.findings(name)).map(({ rule }) => rule).filter((rule) => /client-|service-/.test(rule));
  return { ...cluster, rulesIn };
}

test("a map that is mended in pg_ident.conf lets the client of a record in", async () => {
  const { edit, rulesIn } = open({
    "app.crt": materialBytes("root-client"),
    "pg_hba.conf": "hostssl all app all cert map=people\n",
  });
  const ident = edit("pg_ident.conf", "people nobody app\n");
  expect(await rulesIn("pg_hba.conf")).toEqual(["hba-client-certificate-name"]);
  ident.update([{ text: "people postgres app\n" }], 2);
  expect(await rulesIn("pg_hba.conf")).toEqual([]);
});

test("a certificate that appears or changes is seen", async () => {
  const { host, service, rulesIn } = open({ "pg_hba.conf": "hostssl all app all cert\n" });
  expect(await rulesIn("pg_hba.conf")).toEqual([]);
  host.write("/data/app.crt", materialBytes("other-root-client"));
  host.write("/data", { kind: "directory", mode: 0o700 });
  await service.refresh();
  expect(await rulesIn("pg_hba.conf")).toEqual(["hba-client-certificate-name"]);
  expect(await rulesIn("postgresql.conf")).toEqual(["client-certificate-unverified"]);
});

test("the port decides which services are of this server, and an edit of it shows in pg_hba.conf", async () => {
  const { edit, rulesIn } = open({
    "clients/shop.crt": materialBytes("root-client"),
    "someone.crt": materialBytes("root-client"),
    "pg_service.conf": "[shop]\nuser=app\nsslcert=/data/clients/shop.crt\n",
    "pg_hba.conf": "hostssl all app all cert\n",
  });
  const text = "ssl = on\nssl_ca_file = 'root.crt'\n";
  const conf = edit("postgresql.conf", text);
  expect(await rulesIn("pg_hba.conf")).toEqual(["hba-client-certificate-name"]);
  conf.update([{ text: `${text}port = 6000\n` }], 2);
  expect(await rulesIn("pg_hba.conf")).toEqual([]);
  conf.update([{ text }], 3);
  expect(await rulesIn("pg_hba.conf")).toEqual(["hba-client-certificate-name"]);
});

test("in an untrusted workspace no certificate that may hold a key is looked for", async () => {
  const { service, rulesIn } = open({
    "app.crt": materialBytes("other-root-client"),
    "pg_hba.conf": "hostssl all app all cert\n",
  });
  service.settings = { ...service.settings, trusted: false };
  expect(await rulesIn("pg_hba.conf")).toEqual([]);
});

test("pgssl.serviceFile names another file of services", async () => {
  const { service, rulesIn } = open({
    "pg_service.conf": "[shop]\nhost=db.example.com\nsslmode=verify-full\n",
    "all.conf": "[shop]\nhost=pg.example.com\nsslmode=verify-full\n",
  });
  expect(await rulesIn("postgresql.conf")).toEqual([]);
  service.settings = { ...service.settings, serviceFile: "/data/all.conf" };
  expect(await rulesIn("postgresql.conf")).toEqual(["service-host-uncovered"]);
});

test("a service file is read as libpq reads it", () => {
  const text =
    "# [no]\nhost=lost\n  [one] rest\n host=a b\nhost=later\nport = 1\n#user=x\n[two\n[one]\nhost=other\n\r\n[three]\r\nuser=y\r\n";
  const services = readServices(text).map(({ name, options }) => [
    name,
    [...options].map(([option, { value }]) => `${option}=${value}`),
  ]);
  expect(services).toEqual([
    ["one", ["host=a b", "port = 1"]],
    ["three", ["user=y"]],
  ]);
});
