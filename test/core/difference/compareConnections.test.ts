import { expect, test } from "vitest";
import { compared, inOneLine, withTls } from "../../support/changes.ts";
import { materialTime } from "../../support/fixtures/materials.ts";
import type { Files } from "../../support/openService.ts";

const app = "host all app 10.0.0.0/8 scram-sha-256\n";
const peer = "local all all peer map=m\n";
const certOnly = "hostssl all all all cert\n";

test.each<[name: string, before: string | Files, after: string | Files, changes: string[]]>([
  ["nothing", app, app, []],
  ["a comment and blanks", app, `# more\n\n${app.replaceAll(" ", "   ")}`, []],
  [
    "an order that does not matter",
    "host all a 10.0.0.0/8 md5\nhost all b 10.0.0.0/8 trust\n",
    "host all b 10.0.0.0/8 trust\nhost all a 10.0.0.0/8 md5\n",
    [],
  ],
  [
    "an order that matters",
    "local all a md5\nlocal all all reject\n",
    "local all all reject\nlocal all a md5\n",
    ["lost local all a; 1>1"],
  ],
  ["a record that another one covers", `${app}host all app 10.20.0.0/16 scram-sha-256\n`, app, []],
  [
    "a network in two",
    app,
    "host all app 10.0.0.0/9 scram-sha-256\nhost all app 10.128.0.0/9 scram-sha-256\n",
    [],
  ],
  ["a mask instead of a length", app, "host all app 10.0.0.0 255.0.0.0 scram-sha-256\n", []],
  ["an include", { "pg_hba.conf": app }, { "pg_hba.conf": "include more.conf\n", "more.conf": app }, []],
  ["a reject instead of nothing", app, `${app}host all all all reject\n`, []],
  [
    "a record less",
    withTls(`${app}local all all peer\n`),
    withTls("local all all peer\n"),
    ["lost cleartext,tls,gss all app; 10.0.0.0/8; 1>-"],
  ],
  [
    "hostssl instead of host",
    withTls(app),
    withTls(app.replace("host", "hostssl")),
    ["stricter gss all app; 10.0.0.0/8; 1>-", "cleartext-closed cleartext all app; 10.0.0.0/8; 1>-"],
  ],
  [
    "host instead of hostssl",
    withTls(app.replace("host", "hostssl")),
    withTls(app),
    ["cleartext-opened cleartext all app; 10.0.0.0/8; ->1", "gained gss all app; 10.0.0.0/8; ->1"],
  ],
  [
    "a certificate, but for one network",
    withTls("hostssl all app 10.0.0.0/8 scram-sha-256\n"),
    withTls(
      "hostssl all app 10.128.0.0/9 scram-sha-256\nhostssl all app 10.0.0.0/8 scram-sha-256 clientcert=verify-ca\n",
    ),
    ["lost tls all app; 10.0.0.0/9; certificate none; 1>2"],
  ],
  [
    "a certificate whose name counts",
    withTls("hostssl all app all scram-sha-256 clientcert=verify-ca\n"),
    withTls("hostssl all app all scram-sha-256 clientcert=verify-full\n"),
    ["stricter tls all app; all; certificate any; 1>1"],
  ],
  [
    "a weaker method",
    "local all all scram-sha-256\n",
    "local all all trust\n",
    ["weaker local all all; 1>1"],
  ],
  [
    "a stronger method",
    "local all all md5\n",
    "local all all scram-sha-256\n",
    ["stricter local all all; 1>1"],
  ],
  ["another method", "local all all peer\n", "local all all md5\n", ["undecidable local all all; 1>1"]],
  [
    "other options",
    'host all all all ldap ldapserver="a" ldapprefix="x"\n',
    'host all all all ldap ldapserver="b" ldapprefix="x"\n',
    ["undecidable cleartext,gss all all; all; 1>1"],
  ],
  [
    "TLS off",
    withTls("hostssl all all all md5\nlocal all all peer\n"),
    "hostssl all all all md5\nlocal all all peer\n",
    ["lost tls all all; all; 1>-"],
  ],
  [
    "physical replication",
    "local all all md5\n",
    "local all,replication all md5\n",
    ["gained local replication all; ->1"],
  ],
  [
    "sameuser",
    "local sameuser all md5\nlocal all bob peer\n",
    "local all bob peer\n",
    ["lost local sameuser all except bob; 1>-", "undecidable local sameuser bob; 1>1"],
  ],
  [
    "members",
    "local all +staff md5\nlocal all all reject\n",
    "local all all reject\n",
    ["lost local all +staff; 1>1"],
  ],
  [
    "members of another role",
    "local all +staff md5\n",
    "local all +team md5\n",
    ["undecidable local all +staff except +team; 1>-", "undecidable local all +team except +staff; ->1"],
  ],
  [
    "a host name",
    "host all all db.example.com md5\n",
    "local all all reject\n",
    ["lost cleartext,gss all all; db.example.com; 1>-"],
  ],
  [
    "one host of a domain",
    "host all all .example.com md5\n",
    "host all all db.example.com md5\n",
    ["lost cleartext,gss all all; .example.com except db.example.com; 1>-"],
  ],
  [
    "the server itself, which its networks hold",
    "host all all samenet md5\nhost all all samehost trust\n",
    "host all all samenet md5\n",
    [],
  ],
  [
    "samenet",
    "host all all samenet md5\n",
    "local all all reject\n",
    ["lost cleartext,gss all all; samenet; 1>-"],
  ],
  [
    "an expression",
    "local all /^app_ md5\nlocal all web,app_1 md5\n",
    "local all app_1 md5\nlocal all web md5\n",
    ["lost local all /^app_ except app_1; 1>-"],
  ],
  [
    "lines of a map",
    { "pg_hba.conf": peer, "pg_ident.conf": "m alice app\nm bob app\n" },
    { "pg_hba.conf": peer, "pg_ident.conf": "m alice app\nm carol app\n" },
    ["lost local all app; certificate named bob; 2>-", "gained local all app; certificate named carol; ->2"],
  ],
  [
    "an expression in a map beside what leads to the role all the same",
    { "pg_hba.conf": peer, "pg_ident.conf": "m bob app\nm /^ops_ app\n" },
    { "pg_hba.conf": peer, "pg_ident.conf": "m /^b app\nm /^ops_ app\nm bob app\nm amy web\n" },
    [
      "gained local all app; certificate named /^b except bob and /^ops_; ->1",
      "gained local all web; certificate named amy; ->4",
    ],
  ],
  [
    "another map of the same lines",
    { "pg_hba.conf": peer, "pg_ident.conf": "m a b\n" },
    {
      "pg_hba.conf": peer.replace("=m", "=n"),
      "pg_ident.conf": "n a b\n",
    },
    [],
  ],
  [
    "a CA more",
    withTls(certOnly),
    withTls(certOnly, "root + narrow-root"),
    ["gained tls all all; all; certificate CN=Narrow Root; 2>1"],
  ],
  [
    "another CA",
    withTls(certOnly),
    withTls(certOnly, "self-signed"),
    ["lost tls all all; all; certificate CN=Client Root; 1>2"],
  ],
  ["no CA", withTls("hostssl all all all md5\n"), withTls("hostssl all all all md5\n", ""), []],
  [
    "a CRL",
    withTls(certOnly),
    withTls(certOnly, "root", "ssl_crl_file = 'list.crl'\n"),
    [
      "lost tls all all; all; certificate serial number 01f4 of CN=Client Root, serial number 01f5 of CN=Client Root; 1>3",
    ],
  ],
  [
    "what the server does not load",
    app,
    "hosst all all all trust\n",
    ["undecidable local,cleartext,tls,gss all all; all; ->1"],
  ],
])("%s", async (_, before, after, expected) => {
  const { changes } = await compared(before, after, { time: materialTime });
  expect(changes.map(inOneLine)).toEqual(expected);
});
