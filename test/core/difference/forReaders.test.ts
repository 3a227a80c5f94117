import { expect, test } from "vitest";
import { forReaders } from "../../../server/src/core/index.ts";
import { compared } from "../../support/changes.ts";
import { clientPem } from "../../support/fixtures/clientCertificates.ts";
import { materialBytes, materialTime } from "../../support/fixtures/materials.ts";

const hostssl = "hostssl all app 10.0.0.0/8 scram-sha-256\n";
const host = "host all app 10.0.0.0/8 scram-sha-256\n";
const withTls = (hba: string) => ({ "pg_hba.conf": hba, "postgresql.conf": "ssl = on\n" });

test.each([
  [hostssl, host, "10.0.0.0/8: app may come in over TCP without encryption or with GSSAPI encryption"],
  [
    host,
    hostssl,
    "10.0.0.0/8: app may no longer come in over TCP without encryption or with GSSAPI encryption",
  ],
])("what opens or closes both ways without TLS is one line: %s", async (before, after, line) => {
  const { changes } = await compared(withTls(before), withTls(after));
  expect(changes).toHaveLength(2);
  expect(forReaders(changes).map(({ summary }) => summary)).toEqual([line]);
});

const records =
  "hostssl all app 10.0.0.0/8 md5\nhostssl all all 10.0.0.0/8 cert\nhostssl all +staff 192.168.0.0/16 md5\n";
const withAuthority = (authority: "root" | "stranger", ssl = "on") => ({
  "pg_hba.conf": records,
  "postgresql.conf": `ssl_ca_file = 'ca.crt'\nssl = ${ssl}\n`,
  "ca.crt": clientPem(authority),
  "server.crt": materialBytes("leaf"),
  "server.key": { bytes: materialBytes("leaf-key"), mode: 0o600 },
});
const off = withAuthority("root", "off");
const on = withAuthority("root");

test.each([
  [on, off, ["everyone whom 3 records admitted loses TLS; The server has TLS turned off."]],
  [off, on, ["everyone whom 3 records admit gains TLS; Until now: the server has TLS turned off."]],
  [
    on,
    withAuthority("stranger"),
    [
      "everyone whom 3 records admitted loses TLS with a certificate of CN=Client Root; The CA certificate CN=Client Root is not in ssl_ca_file.",
      "everyone whom 3 records admit gains TLS with a certificate of CN=Stranger; Until now: the CA certificate CN=Stranger is not in ssl_ca_file.",
    ],
  ],
])("what a setting changes for all records is one line", async (before, after, lines) => {
  const { changes } = await compared(before, after, { time: materialTime });
  expect(changes.length).toBeGreaterThan(2);
  expect(forReaders(changes).map(({ summary, reason }) => `${summary}; ${reason}`)).toEqual(lines);
});

test.each([
  [
    "host shop,crm app,web all md5\n",
    "all addresses: everyone but app and web (databases shop and crm) loses TCP",
  ],
  [
    "host shop app all md5\nhost crm crm all md5\nhost all admin all md5\n",
    "all addresses: everyone but admin, app (database shop) and crm (database crm) loses TCP",
  ],
])("all that becomes names is one line: %j", async (hba, line) => {
  const { changes } = await compared(withTls("host all all all md5\n"), withTls(hba));
  expect(forReaders(changes).map(({ summary }) => summary)).toEqual([line]);
});

test("what other records or addresses change stays apart", async () => {
  const { changes } = await compared(
    withTls("hostnogssenc all app 10.0.0.0/8 md5\n"),
    withTls("hostgssenc all app 10.0.0.0/8 gss\n"),
  );
  expect(forReaders(changes)).toEqual(changes);
});
