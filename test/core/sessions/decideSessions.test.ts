import { expect, test } from "vitest";
import {
  decideSessions,
  isNamedRecord,
  unusedRecords,
} from "../../../server/src/core/features/sessions/decideSessions.ts";
import { readActivity, sessionOfRow } from "../../../server/src/core/features/sessions/readActivity.ts";
import { isoTime, SessionTable } from "../../../server/src/core/features/sessions/sessionTable.ts";
import type { Session } from "../../../server/src/core/model/session.ts";
import { materialBytes, materialTime } from "../../support/fixtures/materials.ts";
import { type Files, openCluster, toUri } from "../../support/openService.ts";

const tls: Files = {
  "postgresql.conf": "ssl = on\nssl_ca_file = 'root.crt'\n",
  "server.crt": materialBytes("leaf"),
  "server.key": { bytes: materialBytes("leaf-key"), mode: 0o600 },
  "root.crt": materialBytes("root"),
  "pg_ident.conf": 'm "CN=alice,O=x" alice\n',
};

async function stateOf(hba: string, files: Files = tls) {
  const { service } = openCluster({ ...files, "pg_hba.conf": `${hba}\n` }, { time: materialTime });
  const state = await service.connectionState(toUri("pg_hba.conf"));
  if (!state) throw new Error("no state");
  return state;
}

function known(session: Differences): Session {
  return Object.fromEntries(
    Object.entries(session).filter(([, value]) => value !== undefined),
  ) as unknown as Session;
}

const app: Session = {
  user: "alice",
  database: "shop",
  replication: false,
  type: "ssl",
  address: "10.0.0.5",
};

/** What a connection differs in; `undefined` is what the log does not have. */
type Differences = { readonly [Key in keyof Session]?: Session[Key] | undefined };

/** The records, the connection as it differs from `app`, whether it is admitted, and the line from 1. */
test.each<[hba: string, session: Differences, admitted: boolean | undefined, line: number | undefined]>([
  ["host all all all trust", {}, true, 1],
  ["host all all all reject", {}, false, 1],
  ["host all all 11.0.0.0/8 trust", {}, false, undefined],
  // Whoever got in knows the password.
  ["host all all all scram-sha-256", { method: "scram-sha-256" }, true, 1],
  ["host all all all md5", { method: "scram-sha-256" }, true, 1],
  ["host all all all scram-sha-256", { method: "md5" }, undefined, 1],
  ["host all all all scram-sha-256", { method: "trust" }, undefined, 1],
  ["host all all all scram-sha-256", {}, undefined, 1],
  ["host all all all ldap ldapserver=x ldapprefix=a", { method: "ldap" }, true, 1],
  ["host all all all ldap ldapserver=x ldapprefix=a", { method: "radius" }, undefined, 1],
  // Certificates are as the log has them.
  ["hostssl all all all cert", { certificate: "CN=alice,O=x" }, true, 1],
  ["hostssl all all all cert", { certificate: "O=x,CN=bob" }, false, 1],
  ["hostssl all all all cert", { certificate: "/O=x/CN=alice" }, true, 1],
  ["hostssl all all all cert map=m clientname=DN", { certificate: "CN=alice,O=x" }, true, 1],
  ["hostssl all all all cert", {}, undefined, 1],
  ["hostssl all all all cert", { certificate: null }, false, 1],
  ["hostssl all all all scram-sha-256 clientcert=verify-ca", { method: "scram-sha-256" }, undefined, 1],
  [
    "hostssl all all all scram-sha-256 clientcert=verify-ca",
    { method: "scram-sha-256", certificate: "CN=x" },
    true,
    1,
  ],
  // The log names the record where a membership decides.
  ["host all +staff all scram-sha-256", { method: "scram-sha-256" }, undefined, 1],
  [
    "host all +staff all scram-sha-256",
    { method: "scram-sha-256", record: { path: "/data/pg_hba.conf", line: 1 } },
    true,
    1,
  ],
  [
    "host all +staff all md5",
    { method: "scram-sha-256", record: { path: "/data/pg_hba.conf", line: 1 } },
    undefined,
    1,
  ],
  // What the log does not have may not matter.
  ["local all all trust\nhost all all all reject", { type: undefined, address: undefined }, undefined, 1],
  ["local all all reject\nhost all all all reject", { type: undefined, address: undefined }, false, 1],
  ["host all all all trust", { replication: undefined, database: undefined }, undefined, undefined],
  ["hostgssenc all all all trust", { type: "gss" }, true, 1],
])("%j for %j: %j by line %j", async (hba, differences, admitted, line) => {
  const [decision] = decideSessions(await stateOf(hba), [known({ ...app, ...differences })]);
  expect([decision?.admitted, decision?.line && decision.line.line + 1], decision?.reason).toEqual([
    admitted,
    line,
  ]);
});

/** Records under which a connection got in, what the log has of it, and whether they admit it. */
test.each<[hba: string, session: Differences, admitted: boolean | undefined]>([
  ["host all all all scram-sha-256", {}, true],
  ["host all all all scram-sha-256", { method: "scram-sha-256" }, true],
  ["host all all all scram-sha-256", { method: "ldap" }, undefined],
  ["hostssl all all all md5 clientcert=verify-ca", { record: { path: "/x/pg_hba.conf", line: 1 } }, true],
  [
    "hostssl all all all md5 clientcert=verify-ca",
    { record: { path: "/x/pg_hba.conf", line: 2 } },
    undefined,
  ],
  ["hostssl all all all md5 clientcert=verify-ca", { certificate: null }, false],
  ["host all bob all scram-sha-256", {}, false],
])("where it got in by %j, %j: %j", async (hba, differences, admitted) => {
  const [decision] = decideSessions(await stateOf(hba), [known({ ...app, ...differences })], "this");
  expect(decision?.admitted, decision?.reason).toBe(admitted);
});

test("without ssl_ca_file no certificate helps", async () => {
  const { "root.crt": _, ...files } = tls;
  const state = await stateOf("hostssl all all all cert", { ...files, "postgresql.conf": "ssl = on\n" });
  expect(decideSessions(state, [{ ...app, certificate: "CN=alice" }])[0]?.admitted).toBe(false);
});

/** Records before and after, and whether a connection without a method in the log is admitted then. */
test.each([
  ["host all all all scram-sha-256", "host all alice all scram-sha-256", true],
  ["host all all all trust", "host all all all scram-sha-256", undefined],
  [
    "host all all all ldap ldapserver=a ldapprefix=a",
    "host all alice all ldap ldapserver=a ldapprefix=a",
    true,
  ],
  [
    "host all all all ldap ldapserver=a ldapprefix=a",
    "host all all all ldap ldapserver=b ldapprefix=a",
    undefined,
  ],
  ["host all all all trust", "host all bob all trust", false],
])("who got in by %j does by %j: %j", async (before, after, admitted) => {
  const first = decideSessions(await stateOf(before), [app]);
  expect(decideSessions(await stateOf(after), [app], first)[0]?.admitted).toBe(admitted);
});

test("records are unused that no connection can have matched", async () => {
  const state = await stateOf(
    "local all all trust\nhost all bob all trust\nhost all +staff all trust\nhost all all 10.0.0.0/8 trust\nhost all all all md5",
  );
  const lines = (named: number) =>
    unusedRecords(state, [app], (place) =>
      isNamedRecord(place, { path: "C:\\data\\pg_hba.conf", line: named }),
    ).map(({ line }) => line + 1);
  expect(lines(0)).toEqual([1, 2, 5]);
  expect(lines(5)).toEqual([1, 2]);
});

test("pg_stat_activity in CSV and JSON", () => {
  const csv = [
    "usename,datname,client_addr,ssl,client_dn,application_name,backend_type",
    'app,shop,10.0.0.5,t,/CN=app,"a ""b"",\nc",client backend',
    "rep,,10.0.0.6,f,,w,walsender",
    ",,,,,,checkpointer",
    "me,shop,,f,,psql,client backend",
  ].join("\r\n");
  const sessions = (readActivity(csv) ?? []).map(sessionOfRow);
  expect(sessions).toEqual([
    {
      user: "app",
      database: "shop",
      replication: false,
      address: "10.0.0.5",
      type: "ssl",
      certificate: "/CN=app",
      application: 'a "b",\nc',
    },
    {
      user: "rep",
      replication: true,
      address: "10.0.0.6",
      type: "plain",
      certificate: null,
      application: "w",
    },
    undefined,
    {
      user: "me",
      database: "shop",
      replication: false,
      type: "local",
      certificate: null,
      application: "psql",
    },
  ]);
  const rows = [{ usename: "app", datname: "shop", client_addr: "::1/128", ssl: true }];
  const one = { user: "app", database: "shop", replication: false, address: "::1", type: "ssl" };
  const column = (name: string, value: string) => `${name}\r\n"${value.replaceAll('"', '""')}"\r\n`;
  for (const text of [
    JSON.stringify(rows),
    JSON.stringify(rows[0]),
    `\uFEFF${JSON.stringify(rows)}`,
    column("row_to_json", JSON.stringify(rows[0])),
    column("json_agg", JSON.stringify(rows, null, 1)),
  ])
    expect((readActivity(text) ?? []).map(sessionOfRow)).toEqual([one]);
  expect(readActivity('[{"a":1}]')).toBeUndefined();
  expect(readActivity("[{")).toBeUndefined();
});

test("connections are counted by kind, with the last time", () => {
  const table = new SessionTable();
  for (const time of ["2", "3", "1"]) table.add(app, time);
  table.add({ ...app, application: "psql" });
  expect(table.kinds).toEqual([
    { session: app, count: 3, last: "3" },
    { session: { ...app, application: "psql" }, count: 1 },
  ]);
});

test.each([
  ["2026-11-30 12:00:00.123 UTC", "2026-11-30T12:00:00.123Z"],
  ["2026-11-30 12:00:00+02", "2026-11-30T10:00:00.000Z"],
  ["2026-11-30 12:00:00 +0530", "2026-11-30T06:30:00.000Z"],
  ["2026-11-30 12:00:00 CET", "2026-11-30 12:00:00 CET"],
  ["2026-99-30 12:00:00 UTC", "2026-99-30 12:00:00 UTC"],
])("%s is %s", (text, iso) => {
  expect(isoTime(text)).toBe(iso);
});
