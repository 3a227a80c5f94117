import { expect, test } from "vitest";
import { forReaders } from "../../../server/src/core/index.ts";
import { compared } from "../../support/changes.ts";

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

test("what other records or addresses change stays apart", async () => {
  const { changes } = await compared(
    withTls("hostnogssenc all app 10.0.0.0/8 md5\n"),
    withTls("hostgssenc all app 10.0.0.0/8 gss\n"),
  );
  expect(forReaders(changes)).toEqual(changes);
});
