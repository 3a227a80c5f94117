import { expect, test } from "vitest";
import { type LogForm, LogReader } from "../../../server/src/core/features/sessions/logReader.ts";
import type { Session } from "../../../server/src/core/model/session.ts";

/** The connections of a log, and the records that it names. */
function read(form: LogForm, prefix: string, ...lines: string[]) {
  const sessions: Session[] = [];
  const times: (string | undefined)[] = [];
  const records: string[] = [];
  const reader = new LogReader(
    form,
    prefix,
    (session, time) => {
      sessions.push(session);
      times.push(time);
    },
    ({ path, line }) => records.push(`${path}:${line}`),
  );
  for (const line of lines) reader.read(line);
  return { sessions, times, records };
}

const received = "LOG:  connection received: host=10.0.0.5 port=40122";
const authorized = "LOG:  connection authorized: user=app database=shop application_name=psql";
const plain = { user: "app", database: "shop", replication: false, application: "psql" };
const ofAddress = { ...plain, type: "plain", address: "10.0.0.5" };

/** A prefix, the beginnings of the two lines, and the connection. */
test.each<[prefix: string, first: string, second: string, Partial<Session>]>([
  ["%m [%p] ", "2026-11-30 12:00:00.123 UTC [77] ", "2026-11-30 12:00:00.124 UTC [77] ", ofAddress],
  ["%m [%p] ", "2026-11-30 12:00:00.123 UTC [77] ", "2026-11-30 12:00:00.124 UTC [78] ", plain],
  [
    "%t [%p]: [%l-1] ",
    "2026-11-30 12:00:00 +03 [7]: [1-1] ",
    "2026-11-30 12:00:01 +03 [7]: [2-1] ",
    ofAddress,
  ],
  // As Amazon RDS has it.
  [
    "%t:%r:%u@%d:[%p]:",
    "2026-11-30 12:00:00 UTC:10.0.0.5(40122):[unknown]@[unknown]:[7]:",
    "2026-11-30 12:00:01 UTC:10.0.0.5(40122):app@shop:[7]:",
    ofAddress,
  ],
  ["%c %q%-6u|%h ", "65f00000.4d ", "65f00000.4d app   |10.0.0.5 ", ofAddress],
  ["%n %h ", "1700000000.123 10.0.0.5 ", "1700000000.124 10.0.0.5 ", ofAddress],
  ["%h ", "[local] ", "[local] ", { ...plain, type: "local" }],
  // Another prefix than the one that is known, and syslog.
  ["%c ", "2026-11-30 12:00:00.123 UTC [77] ", "2026-11-30 12:00:00.124 UTC [77] ", ofAddress],
  ["%m ", "Nov 30 12:00:00 db postgres[77]: [4-1] ", "Nov 30 12:00:00 db postgres[77]: [5-1] ", ofAddress],
  // The prefix behind what syslog writes, in both of its forms, and the SQLSTATE of verbose messages.
  [
    "%q%h ",
    "Nov 30 12:00:00 db postgres[77]: [4-1] 10.0.0.5 ",
    "Nov 30 12:00:00 db postgres[78]: [5-1] 10.0.0.5 ",
    ofAddress,
  ],
  [
    "",
    "<134>1 2026-11-30T12:00:00.123456+00:00 db postgres 77 - - [4-1] ",
    "<134>1 2026-11-30T12:00:00.123456+00:00 db postgres 77 - - [5-1] ",
    ofAddress,
  ],
])("with the prefix %j", (prefix, first, second, session) => {
  expect(read("stderr", prefix, first + received, second + authorized).sessions).toEqual([session]);
});

test("the SQLSTATE of verbose messages is no part of them", () => {
  const verbose = authorized.replace("LOG:  ", "LOG:  00000: ");
  expect(read("stderr", "%h ", `10.0.0.5 ${verbose}`).sessions).toEqual([ofAddress]);
});

test("the time is syslog's or the journal's where the server writes none", () => {
  const syslog = `2026-11-30T12:00:00.123456+00:00 db postgres[77]: [4-1] ${authorized}`;
  expect(read("stderr", "", syslog).times).toEqual(["2026-11-30T12:00:00.123456+00:00"]);
  const journal = { MESSAGE: `[4-1] ${received}`, _PID: "77", __REALTIME_TIMESTAMP: "1796040000123456" };
  const { sessions, times } = read(
    "jsonlog",
    "",
    JSON.stringify(journal),
    JSON.stringify({ ...journal, MESSAGE: `[5-1] ${authorized}` }),
  );
  expect([sessions, times]).toEqual([[ofAddress], ["2026-11-30T12:00:00.123Z"]]);
});

const start = "2026-11-30 12:00:00.123 UTC [77] ";

/** Messages after `received`, and what the connection has beside the address. */
test.each<[messages: string[], Partial<Session>]>([
  [["connection authorized: user=a b database=c d"], { user: "a b", database: "c d", type: "plain" }],
  [
    [
      "connection authorized: user=u database=d SSL enabled (protocol=TLSv1.2, cipher=X, bits=256, compression=off)",
    ],
    { user: "u", database: "d", type: "ssl" },
  ],
  [
    [
      "connection authorized: user=u database=d application_name=my app SSL enabled (protocol=TLSv1.3, cipher=X, bits=256)",
    ],
    { user: "u", database: "d", type: "ssl", application: "my app" },
  ],
  [
    ["connection authorized: user=u database=d GSS (authenticated=yes, encrypted=yes, principal=u@X)"],
    { user: "u", database: "d", type: "gss" },
  ],
  [
    ["connection authorized: user=u database=d GSS (authenticated=yes, encrypted=no, principal=u@X)"],
    { user: "u", database: "d", type: "plain" },
  ],
  [
    [
      'connection authenticated: identity="CN=u,O=x" method=cert (/etc/pg_hba.conf:3)',
      "connection authorized: user=u database=d SSL enabled (protocol=TLSv1.3, cipher=X, bits=256)",
    ],
    {
      user: "u",
      database: "d",
      type: "ssl",
      method: "cert",
      certificate: "CN=u,O=x",
      record: { path: "/etc/pg_hba.conf", line: 3 },
    },
  ],
  [
    [
      'connection authenticated: user="u" method=trust (C:/data/pg_hba.conf:4)',
      "connection authorized: user=u database=d",
    ],
    {
      user: "u",
      database: "d",
      type: "plain",
      method: "trust",
      record: { path: "C:/data/pg_hba.conf", line: 4 },
    },
  ],
])("after %j", (messages, session) => {
  const lines = messages.map((message) => `${start}LOG:  ${message}`);
  const { sessions } = read("stderr", "%m [%p] ", start + received, ...lines);
  expect(sessions).toEqual([{ replication: false, address: "10.0.0.5", ...session }]);
});

test("a replication connection is physical or logical as the database says", () => {
  const message = "LOG:  replication connection authorized: user=rep application_name=w";
  const of = (prefix: string, text: string) => read("stderr", prefix, text + message).sessions[0];
  expect(of("%d ", "[unknown] ")).toEqual({ user: "rep", replication: true, application: "w" });
  expect(of("%d ", "shop ")).toMatchObject({ replication: false, database: "shop" });
  expect(of("%p ", "7 ")?.replication).toBeUndefined();
});

test.each<[string, Partial<Session>]>([
  [
    'no pg_hba.conf entry for host "10.0.0.5", user "u", database "d", SSL off',
    { type: "plain", database: "d", replication: false },
  ],
  [
    'no pg_hba.conf entry for host "10.0.0.5", user "u", database "d", SSL encryption',
    { type: "ssl", database: "d", replication: false },
  ],
  [
    'pg_hba.conf rejects replication connection for host "10.0.0.5", user "u", no encryption',
    { type: "plain", replication: true },
  ],
])("%s", (message, session) => {
  const { sessions } = read("stderr", "%m [%p] ", `${start}FATAL:  ${message}`);
  expect(sessions).toEqual([{ user: "u", address: "10.0.0.5", isRefused: true, ...session }]);
});

test("details name the record, in both forms", () => {
  const { records } = read(
    "stderr",
    "%m [%p] ",
    `${start}DETAIL:  Connection matched pg_hba.conf line 5: "host all all all md5"`,
    `${start}DETAIL:  Connection matched file "/data/pg hba.conf" line 6: "host all all all md5"`,
  );
  expect(records).toEqual(["pg_hba.conf:5", "/data/pg hba.conf:6"]);
});

test("a statement that holds such a message is no connection", () => {
  expect(read("stderr", "%m [%p] ", `${start}LOG:  statement: select '${authorized}'`).sessions).toEqual([]);
  expect(read("stderr", "%m [%p] ", `\t${authorized}`, `${start}LOG:  statement: x`).sessions).toEqual([]);
});

test("CSV is read by records: a line in a statement is none", () => {
  const csv = (message: string) =>
    `2026-11-30 12:00:00.123 UTC,"a","d",7,"::1:5432",65f0.4d,2,"x",2026-11-30 12:00:00 UTC,3/1,0,LOG,00000,${message},,,,,,,,,"psql"`;
  const forged = csv('"connection authorized: user=forged database=d"');
  const { sessions, times } = read(
    "csvlog",
    "",
    `${csv('"statement: select 1')}`,
    forged.replaceAll('"', ""),
    '",,,,,,,,,"psql"',
    csv('"connection authorized: user=a database=d application_name=psql"'),
  );
  expect(sessions).toEqual([
    { user: "a", database: "d", replication: false, application: "psql", type: "plain", address: "::1" },
  ]);
  expect(times).toEqual(["2026-11-30 12:00:00.123 UTC"]);
});

test("names in CSV and JSON may hold what separates fields and lines", () => {
  const user = 'a",b\nconnection authorized: user=c database=d\r x';
  const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const message = `connection authorized: user=${user} database=shop`;
  const csv = `2026-11-30 12:00:00.123 UTC,${quoted(user)},"shop",7,"10.0.0.5:5",65f0.4d,2,"x",2026-11-30 12:00:00 UTC,3/1,0,LOG,00000,${quoted(message)},,,,,,,,,"psql"`;
  const fields = { timestamp: "2026-11-30 12:00:00.123 UTC", user, dbname: "shop", session_id: "65f0.4d" };
  const json = {
    ...fields,
    remote_host: "10.0.0.5",
    error_severity: "LOG",
    message,
    application_name: "psql",
  };
  const expected = [{ ...ofAddress, user }];
  expect(read("csvlog", "", ...csv.split("\n")).sessions).toEqual(expected);
  expect(read("jsonlog", "", JSON.stringify(json)).sessions).toEqual(expected);
});

test("a record of many lines ends where it does, however long it is", () => {
  const csv = (message: string) =>
    `2026-11-30 12:00:00.123 UTC,"app","shop",7,"10.0.0.5:5",65f0.4d,2,"x",2026-11-30 12:00:00 UTC,3/1,0,LOG,00000,${message},,,,,,,,,"psql"`;
  const long = csv(`"statement: ${`${authorized}\n`.repeat(5000)}"`).split("\n");
  const lines = [...long, csv('"connection authorized: user=app database=shop"')];
  expect(read("csvlog", "", ...lines).sessions).toEqual([ofAddress]);
});

test("systemd's journal is read in JSON", () => {
  const line = (text: string) =>
    JSON.stringify({ MESSAGE: `2026-11-30 12:00:00.123 UTC ${text}`, _PID: "77" });
  expect(read("jsonlog", "%m ", line(received), line(authorized)).sessions).toEqual([ofAddress]);
});
