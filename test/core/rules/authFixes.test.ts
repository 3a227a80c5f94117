import { describe, expect, it, test } from "vitest";
import { recordChecker } from "../../../server/src/core/check/recordChecker.ts";
import { readRecord } from "../../../server/src/core/cluster/readRecord.ts";
import { applyEdits } from "../../../server/src/core/features/applyEdits.ts";
import type { AuthLanguage } from "../../../server/src/core/model/language.ts";
import { nearest } from "../../../server/src/core/ruleKit/nearest.ts";
import type { FixContext } from "../../../server/src/core/ruleKit/rule.ts";
import { rules } from "../../../server/src/core/rules/index.generated.ts";
import { authContext, type TestSurroundings } from "../../support/authContext.ts";

/** The fixes that one rule offers for a line, as the line after each. */
function fixesOf(
  rule: string,
  text: string,
  surroundings?: TestSurroundings,
  language: AuthLanguage = "pg-hba",
) {
  const context = authContext(surroundings);
  const record = readRecord(language, [text], 0, context);
  const { uri } = context;
  const target = {
    record,
    context,
    cluster: {} as FixContext["cluster"],
    nearby: [],
    namesBeside: () => [],
    recordAt: () => record,
    readsAs: () => true,
    place: (span) => ({ uri, line: 0, span }),
  } satisfies FixContext;
  const checkTexts = recordChecker(language, [text], context, rules);
  const findings = checkTexts(0).filter((finding) => finding.rule === rule);
  if (findings.length === 0) throw new Error(`${rule} found nothing`);
  const offered = findings.flatMap(
    (finding) => rules.find(({ id }) => id === rule)?.fix?.({ ...finding, uri, line: 0 }, target) ?? [],
  );
  return offered.map(({ edits = [], safe }) => `${applyEdits([text], edits)}${safe ? " (safe)" : ""}`);
}

describe("fixes of pg_hba.conf beyond the examples of the rules", () => {
  it.each<[string, string, string[], TestSurroundings?]>([
    ["hba-type-unknown", "hosts all all all md5", ["hostssl all all all md5"]],
    ["hba-type-unknown", "nonsense all all all md5", []],
    ["hba-type-unknown", "@typ all all all md5", [], { files: { typ: "hosts" } }],
    ["hba-mask-missing", "host all all 10.1.2.3 md5", ["host all all 10.1.2.3/32 md5 (safe)"]],
    ["hba-mask-missing", "host all all ::1 md5", ["host all all ::1/128 md5 (safe)"]],
    [
      "hba-mask-missing",
      "host all all 10.1.2.0 md5",
      ["host all all 10.1.2.0/24 md5", "host all all 10.1.2.0/32 md5"],
    ],
    ["hba-method-unknown", "local all all pere", ["local all all peer"]],
    ["hba-method-unknown", "local all all oauth", [], { version: 17 }],
    ["hba-method-type", "host all all all peer", []],
    ["hba-option-unknown", "local all all peer mapp=x", ["local all all peer map=x"]],
    [
      "hba-option-type",
      "host all all all md5 clientcert=verify-ca",
      ["hostssl all all all md5 clientcert=verify-ca", "host all all all md5"],
    ],
    ["hba-option-type", "local all all peer clientcert=verify-ca,map=x", ["local all all peer map=x"]],
    [
      "hba-option-value",
      "hostssl all all all md5 clientcert=1",
      ["hostssl all all all md5 clientcert=verify-ca (safe)"],
    ],
    [
      "hba-option-value",
      'hostssl all all all md5 "clientcert=1"',
      ["hostssl all all all md5 clientcert=verify-ca (safe)"],
    ],
    ["hba-option-value", "hostssl all all all cert clientcert=1", ["hostssl all all all cert (safe)"]],
    ["hba-option-value", "hostssl all all all md5 clientcert=0", ["hostssl all all all md5 (safe)"]],
    [
      "hba-option-value",
      "hostssl all all all cert map=x,clientcert=no-verify",
      ["hostssl all all all cert map=x (safe)"],
    ],
    [
      "hba-option-value",
      "hostssl all all all cert clientname=dn",
      ["hostssl all all all cert clientname=DN"],
    ],
    [
      "hba-cert-clientcert",
      "hostssl all all all cert clientcert=verify-ca map=x",
      ["hostssl all all all cert map=x (safe)"],
    ],
    [
      "hba-clientcert-obsolete",
      "hostssl all all all md5 clientcert=1",
      ["hostssl all all all md5 clientcert=verify-ca (safe)"],
      { version: 13 },
    ],
    [
      "hba-clientcert-obsolete",
      "hostssl all all all md5 clientcert=0",
      ["hostssl all all all md5 (safe)"],
      { version: 13 },
    ],
    [
      "hba-address-host-bits",
      "host all all 192.168.1.77/24 md5",
      ["host all all 192.168.1.0/24 md5", "host all all 192.168.1.77/32 md5"],
    ],
    [
      "hba-address-host-bits",
      "host all all 2001:DB8::1/32 md5",
      ["host all all 2001:db8::/32 md5", "host all all 2001:db8::1/128 md5"],
    ],
    ["hba-address-look-alike", "host all all 10.0.0.* md5", ["host all all 10.0.0.0/24 md5"]],
    [
      "hba-map-unknown",
      "local all all peer map=admn",
      ["local all all peer map=admin"],
      { identMaps: ["admin"] },
    ],
    ["hba-map-unknown", "local all all peer map=x", [], { identMaps: ["admin"] }],
    [
      "hba-option-flag",
      "host all all all ldap ldapprefix=p ldaptls=off",
      ["host all all all ldap ldapprefix=p ldaptls=0"],
    ],
    ["hba-ident-on-local", "local all all ident", ["local all all peer (safe)"]],
    ["hba-option-method", "local all all peer map=x,ldaptls=1", ["local all all peer map=x"]],
    ["hba-option-method", "local all all peer @o", [], { files: { o: "ldaptls=1" } }],
    ["hba-prefix-invalid", "host all all ::/ffff:: md5", ["host all all ::/16 md5"]],
    ["hba-prefix-invalid", "host all all 10.0.0.0/255.0.255.0 md5", []],
    ["hba-prefix-invalid", "host all all 10.0.0.0/x md5", []],
    ["hba-mask-invalid", "host all all 10.0.0.0 /8 md5", ["host all all 10.0.0.0/8 md5"]],
    ["hba-mask-invalid", "host all all 10.0.0.0 /33 md5", []],
    [
      "hba-port-invalid",
      "host all all all ldap ldapserver=l ldapprefix=p ldapport=x",
      ["host all all all ldap ldapserver=l ldapprefix=p"],
    ],
    ["quote-unterminated", 'local all alice" peer', ["local all alice peer"]],
    ["quote-unterminated", 'local all "alice,bob peer', ['local all "alice",bob peer']],
  ])("%s: %s", (rule, text, expected, surroundings) => {
    expect(fixesOf(rule, text, surroundings)).toEqual(expected);
  });
});

describe("fixes of pg_ident.conf and pg_hosts.conf beyond the examples of the rules", () => {
  it.each<[AuthLanguage, string, string, string[]]>([
    [
      "pg-ident",
      "ident-fields-extra",
      "m Alice Doe alice # x",
      ['m "Alice Doe" alice # x', "m Alice Doe # x"],
    ],
    ["pg-ident", "ident-fields-extra", "m alice alice map=x", ["m alice alice"]],
    ["pg-ident", "ident-values-multiple", "m alice, postgres", ["m alice postgres"]],
    ["pg-ident", "ident-values-multiple", "m a,b c # x", ["m a c\nm b c # x"]],
    ["pg-ident", "ident-capture-missing", "m /^.*@.*$ \\1", []],
    ["pg-hosts", "hosts-name-mixed", "/no_sni/,db c k", ["db c k\n/no_sni/ c k"]],
    ["pg-hosts", "hosts-reload-flag-invalid", "db c k a x enabled", ["db c k a x on"]],
    ["pg-hosts", "hosts-fields-extra", 'db c k a "x" y on', []],
  ])("%s, %s: %s", (language, rule, text, expected) => {
    expect(fixesOf(rule, text, { version: 19 }, language)).toEqual(expected);
  });
});

test("the word that a mistyped one means", () => {
  const methods = ["scram-sha-256", "md5", "peer", "password", "pam", "cert", "trust"];
  const meant = [
    "scram",
    "SCRAM-SHA-256",
    "scram-sha256",
    "MD5",
    "pasword",
    "cret",
    "trsut",
    "kerberos",
    "x",
    "",
  ];
  expect(meant.map((word) => nearest(word, methods))).toEqual([
    "scram-sha-256",
    "scram-sha-256",
    "scram-sha-256",
    "md5",
    "password",
    "cert",
    "trust",
    undefined,
    undefined,
    undefined,
  ]);
});
