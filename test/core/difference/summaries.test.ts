import { expect, test } from "vitest";
import { compared, withTls } from "../../support/changes.ts";
import { materialTime } from "../../support/fixtures/materials.ts";
import type { Files } from "../../support/openService.ts";

const peer = "local all all peer map=m\n";
const certOnly = "hostssl all all all cert\n";
const scram = "hostssl all app all scram-sha-256\n";

test.each<[before: string | Files, after: string | Files, summaries: string[]]>([
  [
    "local all all md5\n",
    "local shop,crm app,web md5\n",
    [
      "app and web (every database except shop and crm) lose the Unix socket",
      "every role except app and web loses the Unix socket",
    ],
  ],
  [
    "local shop,crm all md5\n",
    "local shop,crm +staff,replication md5\n",
    [
      "every role except members of staff and replication (databases shop and crm) loses the Unix socket; Who is a member of staff is not known here.",
    ],
  ],
  [
    "local all +staff md5\n",
    "local all bob md5\n",
    [
      "members of staff except bob lose the Unix socket; Who is a member of staff is not known here.",
      "bob unless a member of staff gains the Unix socket; Who is a member of staff is not known here.",
    ],
  ],
  [
    withTls("host replication rep ::1/128 md5\nhostssl all rep ::1/128 md5\n"),
    withTls("hostssl replication,all rep ::1/128 md5\n"),
    [
      "::1/128: rep (replication) may no longer come in over GSSAPI encryption; GSSAPI encryption is not a way in any more; TLS is.",
      "::1/128: rep (replication) may no longer come in over TCP without encryption",
    ],
  ],
  [
    withTls(scram),
    withTls(scram.replace("scram-sha-256", "cert")),
    [
      "all addresses: app loses TLS without certificate",
      "all addresses: app may fare differently over TLS with certificate; The certificate alone instead of scram-sha-256. The certificate's name must lead to the role.",
    ],
  ],
  [
    { "pg_hba.conf": peer.replace(" map=m", ""), "pg_ident.conf": "m alice app\n" },
    { "pg_hba.conf": peer, "pg_ident.conf": "m alice app\n" },
    [
      "every role loses the Unix socket under its own name; By its map, the role's own name no longer leads to the role.",
      "app gains the Unix socket as alice; By its map, the name alice leads to the role.",
    ],
  ],
  [
    withTls(scram),
    withTls(scram, "stranger"),
    [
      "all addresses: app loses TLS with a certificate of CN=Client Root; The CA certificate CN=Client Root is not in ssl_ca_file.",
      "all addresses: app gains TLS with a certificate of CN=Stranger; Until now: the CA certificate CN=Stranger is not in ssl_ca_file.",
    ],
  ],
  [
    withTls(scram),
    withTls(scram, "root", "ssl_crl_file = 'list.crl'\n"),
    [
      "all addresses: app loses TLS with certificate 01f4 and 01f5 of CN=Client Root; A CRL revokes the certificate.",
    ],
  ],
])("what a person would say of %j and %j", async (before, after, expected) => {
  const { changes } = await compared(before, after, { time: materialTime });
  const summaries = changes.map(({ summary, reason }) =>
    reason === undefined ? summary : `${summary}; ${reason}`,
  );
  expect(summaries).toEqual(expected);
});

test.each([
  ["host all all samenet md5\n", { type: "cleartext", address: "127.0.0.1" }],
  ["host all all db.example.com md5\n", undefined],
  ["local all postgres md5\n", { type: "local", database: "postgres", user: "postgres" }],
])("the example of %s", async (hba, example) => {
  const [change] = (await compared(hba, "local none none reject\n")).changes;
  if (example) expect(change?.example).toMatchObject(example);
  else expect(change?.example).toBeUndefined();
});

test.each([
  ["m bob app\n", { user: "app", systemUser: "bob" }],
  ["m /^bob$ app\n", { user: "app", systemUser: "bob" }],
  ["m /^ops_[a-z]+$ app\n", { user: "app", systemUser: "ops_a" }],
  ["m /^(.*)@example$ \\\\1\n", { user: "app", systemUser: "app@example" }],
])("the example of the mapping %s has the certificate's name", async (mapping, example) => {
  const files = withTls(`${certOnly.trimEnd()} map=m\n`);
  const { changes } = await compared(
    { ...files, "pg_ident.conf": "m app app\n" },
    { ...files, "pg_ident.conf": `m app app\n${mapping}` },
  );
  expect(changes.map(({ example }) => example)).toMatchObject([{ certificate: true, ...example }]);
});

test("addresses are exact, and in few words", async () => {
  const { changes } = await compared(
    withTls("hostssl all app 10.0.0.0/8 scram-sha-256\n"),
    withTls(
      "hostssl all app 10.20.0.0/16 scram-sha-256\nhostssl all app 10.0.0.0/8 scram-sha-256 clientcert=verify-ca\n",
    ),
  );
  expect(changes.map(({ summary }) => summary)).toEqual([
    "10.0.0.0/8 except 10.20.0.0/16: app loses TLS without certificate",
  ]);
  expect(changes[0]?.addresses).toHaveLength(8);
  expect(changes[0]?.example).toEqual({
    type: "tls",
    address: "10.0.0.1",
    database: "postgres",
    user: "app",
    certificate: false,
  });
});
