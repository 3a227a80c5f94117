import { expect, test } from "vitest";
import { checkExample } from "../../support/checkExample.ts";

const conf = (...lines: string[]) => ["-- postgresql.conf --", "ssl = on", ...lines].join("\n");
const server = (chain: string) => conf(`-- server.crt: ${chain} --`);
const bundle = (authorities: string) => conf("ssl_ca_file = 'ca.crt'", `-- ca.crt: ${authorities} --`);
const revocation = (list: string) =>
  conf("ssl_ca_file = 'ca.crt'", "ssl_crl_file = 'c'", "-- ca.crt: root --", `-- c: ${list} --`);
const client = (certificate: string) => `${bundle("root")}\n-- app.crt: ${certificate} --`;
const service = (chain: string) =>
  [
    server(chain),
    "-- roots.crt: root --",
    "-- pg_service.conf --",
    "[shop]",
    "host=db.example.com",
    "sslmode=verify-full",
    "sslrootcert=/data/roots.crt",
  ].join("\n");

/** What each rule says of a signature that does not verify, and must not say of one that cannot be checked here. */
const cases: readonly (readonly [
  rule: string,
  stateOf: (files: string) => string,
  not: string,
  unknown: string,
])[] = [
  ["certificate-chain-invalid", server, "leaf + impostor", "unknown-signature-leaf + intermediate"],
  ["certificate-chain-incomplete", server, "leaf + root", "unknown-signature-leaf + intermediate"],
  [
    "certificate-chain-shuffled",
    server,
    "leaf + intermediate + impostor",
    "unknown-signature-leaf + intermediate + impostor",
  ],
  ["ca-issuer-missing", bundle, "intermediate + other-root", "unknown-signature-intermediate + root"],
  ["crl-missing", revocation, "forged-crl", "unknown-signature-crl"],
  ["client-certificate-unverified", client, "other-root-client", "unknown-signature-client"],
  ["service-root-mismatch", service, "leaf + impostor", "unknown-signature-leaf + intermediate"],
];

const rulesFor = async (text: string) => {
  const result = await checkExample(text, 16, "3");
  return result?.findings.map(({ rule }) => rule);
};

test.each(cases)(
  "%s says nothing of a signature that cannot be checked",
  async (rule, stateOf, not, unknown) => {
    expect(await rulesFor(stateOf(not))).toContain(rule);
    const rules = await rulesFor(stateOf(unknown));
    for (const [other] of cases) expect(rules).not.toContain(other);
  },
);
