import { expect, test } from "vitest";
import { materialBytes, materialTime } from "../../support/fixtures/materials.ts";
import { openCluster, toUri } from "../../support/openService.ts";

const files = {
  "postgresql.conf": "ssl = on\nssl_ciphers = 'HIGH'\nssl_ca_file = 'ca.crt'\n",
  "pg_hba.conf":
    "local all all peer\nhostssl all app 10.0.0.0/8 scram-sha-256\nhostssl all bob 10.0.0.0/8 cert\n",
  "server.crt": materialBytes("leaf"),
  "server.key": { bytes: materialBytes("leaf-key"), mode: 0o600 },
};

/** What is found for a text: `FILE:LINE RULE` of findings, the record, and what the files decide. */
async function causes(text: string, changed: Record<string, string> = {}) {
  const { service } = openCluster({ ...files, ...changed }, { time: materialTime });
  const name = (uri: string) => uri.slice(uri.lastIndexOf("/") + 1);
  return (await service.causes(text, toUri("postgresql.conf"))).map(({ findings, place, decision }) => ({
    findings: findings.map(({ uri, line, rule }) => `${name(uri)}:${line + 1} ${rule}`),
    ...(place && { place: `${name(place.uri)}:${place.line + 1}` }),
    ...(decision && { admitted: decision.admitted }),
  }));
}

test("a missing file is found by the setting that names it", async () => {
  expect(
    await causes('FATAL:  could not load root certificate file "ca.crt": No such file or directory'),
  ).toEqual([{ findings: ["postgresql.conf:3 ssl-file-missing"] }]);
});

test("a record is found by its file and line, whatever folder the log has", async () => {
  const changed = { "pg_hba.conf": "local all all peer\nhosst all all 10.0.0.0/8 trust\nhosst\n" };
  for (const file of ["/data/pg_hba.conf", "/var/lib/postgresql/18/main/pg_hba.conf"])
    expect(
      await causes(
        `LOG:  invalid connection type "hosst"\nCONTEXT:  line 2 of configuration file "${file}"`,
        changed,
      ),
    ).toEqual([{ findings: ["pg_hba.conf:2 hba-type-unknown"], place: "pg_hba.conf:2" }]);
});

test("a file that is not loaded is explained by all of its faults", async () => {
  const changed = {
    "pg_hba.conf": "local all all peer\nhosst all all 10.0.0.0/8 trust\nhost all all 10.0.0.0/8 scram\n",
  };
  expect(await causes("FATAL:  could not load /data/pg_hba.conf", changed)).toEqual([
    { findings: ["pg_hba.conf:2 hba-type-unknown", "pg_hba.conf:3 hba-method-unknown"] },
  ]);
});

const working = { "postgresql.conf": "ssl = on\n" };

test.each([
  ['no pg_hba.conf entry for host "10.0.0.1", user "app", database "db", no encryption', false],
  ['no pg_hba.conf entry for host "10.0.0.1", user "app", database "db", SSL encryption', null],
  ['no pg_hba.conf entry for host "192.168.0.1", user "app", database "db", SSL encryption', false],
  ['no pg_hba.conf entry for host "[local]", user "app", database "db", no encryption', null],
])("%s is compared with the files as they are now: %s", async (text, admitted) => {
  expect(await causes(`FATAL:  ${text}`, working)).toMatchObject([{ admitted }]);
});

test("a host by name is not searched for", async () => {
  const [cause] = await causes(
    'FATAL:  no pg_hba.conf entry for host "db.example", user "app", database "db", no encryption',
    working,
  );
  expect(cause).not.toHaveProperty("admitted");
});

test("a finding that quotes the message explains one that no row knows rules for", async () => {
  const changed = { "pg_hba.conf": "hostssl all all 10.0.0.0/8 cert clientcert=verify-ca\n" };
  const [cause] = await causes(
    'LOG:  clientcert only accepts "verify-full" when using "cert" authentication',
    changed,
  );
  expect(cause?.findings).toEqual(["pg_hba.conf:1 hba-cert-clientcert"]);
});

test("secrets of the files are in no answer", async () => {
  const changed = {
    "pg_hba.conf": 'host all all 10.0.0.0/8 ldap ldapserver=x ldapprefix=x ldapbindpasswd="geheim7"\n',
  };
  const { service } = openCluster({ ...files, ...changed });
  const found = await service.causes("FATAL:  could not load pg_hba.conf", toUri("postgresql.conf"));
  expect(JSON.stringify(found)).not.toContain("geheim7");
  expect(found).toHaveLength(1);
});
