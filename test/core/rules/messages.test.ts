import { expect, test } from "vitest";
import { checkExample } from "../../support/checkExample.ts";

const hba = (line: string) => `-- postgresql.conf --\nssl = on\n-- pg_hba.conf --\n${line}`;
const conf = (...lines: string[]) => ["-- postgresql.conf --", ...lines].join("\n");

async function messageOf(rule: string, text: string, version = 18): Promise<string | undefined> {
  const result = await checkExample(text, version, "1.1.1");
  return result?.findings.find((finding) => finding.rule === rule)?.message;
}

test.each([
  ["host all all 10.0.0.0/8 trust", "Anyone at these addresses gets in as any role without"],
  ["host all all 0.0.0.0/0 trust", "Anyone at any IPv4 address gets in as any role without"],
  ["host all alice all trust", 'Anyone anywhere gets in as "alice" without'],
  [
    "host all +ops,bob samenet trust",
    'Anyone at these addresses gets in as any member of "ops" or "bob" without',
  ],
  ["host all a,b,c db.example.com trust", "Anyone at db.example.com gets in as any of 3 roles without"],
  ["host replication replicator 10.0.0.7/32 trust", 'Anyone at 10.0.0.7 replicates as "replicator" without'],
  ["host all /^app 10.0.0.7/32 trust", 'Anyone at 10.0.0.7 gets in as any role that matches "^app" without'],
  [
    "host replication all 10.0.0.7 255.255.255.255 trust",
    "Anyone at 10.0.0.7 replicates as any role without",
  ],
])("what trust lets in is what the record says: %s", async (line, words) => {
  expect(await messageOf("hba-trust-remote", hba(line))).toContain(words);
});

const hostssl = ["-- pg_hba.conf --", "hostssl all all all scram-sha-256"];

test.each([
  ["hba-hostssl-without-ssl", conf(...hostssl), "ssl is off by default; set ssl = on in postgresql.conf."],
  [
    "hba-hostssl-without-ssl",
    conf("ssl = on", "-- postgresql.auto.conf --", "ssl = off", ...hostssl),
    "ssl is off in postgresql.auto.conf:1; run ALTER SYSTEM RESET ssl.",
  ],
  [
    "hba-hostssl-without-ssl",
    conf("include_dir 'conf.d'", "-- conf.d/tls.conf --", "port = 5432", "ssl = off", ...hostssl),
    "ssl is off in conf.d/tls.conf:2; set ssl = on there.",
  ],
  [
    "hba-client-certificate-without-ca",
    conf(
      "ssl = on",
      "-- postgresql.auto.conf --",
      "ssl_ca_file = ''",
      "-- pg_hba.conf --",
      "hostssl all all all cert",
    ),
    "ssl_ca_file, which is empty in postgresql.auto.conf:1; run ALTER SYSTEM RESET ssl_ca_file.",
  ],
  [
    "conf-setting-overridden",
    conf("ssl = on", "-- postgresql.auto.conf --", "ssl = 'off'"),
    "ssl is set again in postgresql.auto.conf:1, which decides; run ALTER SYSTEM RESET ssl to undo that.",
  ],
  [
    "conf-protocol-range",
    conf(
      "ssl = on",
      "include 'a.conf'",
      "ssl_max_protocol_version = 'TLSv1.2'",
      "-- a.conf --",
      "ssl_min_protocol_version = 'TLSv1.3'",
    ),
    "older than the minimum, TLSv1.3 in a.conf:1; raise or remove it.",
  ],
])("%s names the file and line that decides", async (rule, text, words) => {
  expect(await messageOf(rule, text)).toContain(words);
});

test.each<[string, string, string, (number | undefined)?]>([
  ["hba-type-unknown", hba("tls all all all md5"), "did you mean hostssl?"],
  ["hba-type-unknown", hba("unix all all md5"), "did you mean local?"],
  ["hba-type-unknown", hba("includedir conf.d"), "did you mean include_dir?"],
  ["hba-method-unknown", hba("host all all all sha256"), "did you mean scram-sha-256?"],
  ["hba-method-unknown", hba("host all all all kerberos"), "did you mean gss?"],
  ["hba-method-unknown", hba("host all all all none"), "did you mean trust?"],
  ["hba-method-unknown", hba("host all all all deny"), "did you mean reject?"],
  ["hba-method-unknown", hba("hostssl all all all x509"), "did you mean cert?"],
  ["hba-option-unknown", hba("hostssl all all all cert usermap=x"), "did you mean map?"],
  ["hba-option-unknown", hba("hostssl all all all md5 ssl_verify_client=1"), "did you mean clientcert?"],
  ["conf-setting-unknown", conf("ssl_certificate_key = 'k'"), "did you mean ssl_key_file?"],
  ["conf-setting-unknown", conf("sslrootcert = 'k'"), "did you mean ssl_ca_file?"],
  ["conf-setting-unknown", conf("ssl_protocols = 'TLSv1.2'"), "did you mean ssl_min_protocol_version?"],
  ["conf-setting-unknown", conf("ssl_curves = 'X25519'"), "did you mean ssl_groups?"],
  ["conf-setting-unknown", conf("ssl_curves = 'X25519'"), "did you mean ssl_ecdh_curve?", 17],
  ["conf-setting-unknown", conf("ssl_ciphersuites = 'x'"), "did you mean ssl_ciphers?", 17],
  ["conf-setting-unknown", conf("includedir 'conf.d'"), "did you mean include_dir?"],
  [
    "conf-setting-unknown",
    conf("ssl_verify_client = on"),
    "write clientcert=verify-full on hostssl lines of pg_hba.conf.",
  ],
  ["conf-choice-invalid", conf("password_encryption = sha256"), "did you mean 'scram-sha-256'?"],
  ["conf-choice-invalid", conf("ssl_min_protocol_version = TLSv9"), "write 'TLSv1.2' or 'TLSv1.3'."],
  [
    "connection-value-invalid",
    conf("primary_conninfo = 'host=a ssl_min_protocol_version=TLSv9'"),
    "write TLSv1.3 or TLSv1.2.",
  ],
  ["ssl-groups-unknown", conf("ssl = on", "ssl_ecdh_curve = 'X25519'"), "only since PostgreSQL 18", 17],
  [
    "ssl-groups-unknown",
    conf("ssl = on", "ssl_ecdh_curve = 'P-256:P-384'"),
    "only PostgreSQL 18 and later",
    17,
  ],
])("%s knows what people write: %s", async (rule, text, words, version = 18) => {
  expect(await messageOf(rule, text, version)).toContain(words);
});

test.each([
  ["hba-record-split", "host all all 10.0.0.0/8\n  scram-sha-256"],
  ["hba-record-split", "hostssl all all 10.0.0.0/8\n  scram-sha-256\n  clientcert=verify-ca"],
  ["hba-record-split", "host all all\n  10.0.0.0/8\n  md5"],
  ["hba-columns-shifted", "host my db all 10.0.0.0/8 scram-sha-256"],
  ["hba-columns-shifted", "host all Mary Ann Smith samenet scram-sha-256"],
  ["hba-columns-shifted", "local all all all peer"],
  ["hba-columns-shifted", "local all all 10.0.0.1 255.255.255.255 peer"],
  ["hba-option-malformed", "hostssl all all all scram-sha-256 clientcert = verify-full"],
  ["hba-option-malformed", "hostssl all all all scram-sha-256 clientcert =verify-full"],
  ["hba-option-malformed", "hostssl all all all scram-sha-256 clientcert= verify-full"],
  ["hba-option-malformed", "hostssl all all all scram-sha-256 clientcert: verify-full"],
  ["hba-option-malformed", "hostssl all all all scram-sha-256 -- only the office"],
])("one finding names the cause, %s: %s", async (rule, lines) => {
  const result = await checkExample(hba(lines), 18, "1.1.1");
  expect(result?.findings.map((finding) => finding.rule)).toEqual([rule]);
});
