import { expect, test } from "vitest";
import { checkExample } from "../../support/checkExample.ts";

const conf = (...lines: string[]) => ["-- postgresql.conf --", "ssl = on", ...lines].join("\n");

test.each([
  [
    "ssl-file-not-pem",
    conf("ssl_ca_file = 'ca.crt'", "ssl_crl_file = 'c'", "-- ca.crt: root --", "-- c: crl-der --"),
  ],
  ["ssl-file-empty", conf("ssl_ca_file = 'ca.crt'", "ssl_crl_file = 'c'", "-- ca.crt: root --", "-- c --")],
  ["ssl-file-empty", conf("ssl_crl_file = 'c'", "-- c --")],
  ["certificate-chain-order", conf("-- server.crt: intermediate + leaf --")],
  ["hba-type-unknown", conf("-- pg_hba.conf --", "hosst all all")],
  ["certificate-key-unreadable", conf("-- server.crt: off-curve-leaf --")],
  ["certificate-key-unreadable", conf("-- server.crt: leaf + broken-key-intermediate --")],
  ["certificate-purpose", conf("-- server.crt: no-dates-leaf + intermediate --")],
  [
    "ca-purpose",
    conf("ssl_ca_file = 'ca.crt'", "-- ca.crt: no-dates-root --", "-- server.crt: self-signed --"),
  ],
])("one mistake is reported once: %s", async (rule, text) => {
  const result = await checkExample(text, 16, "1.1.1");
  expect(result?.findings.map((finding) => finding.rule)).toEqual([rule]);
});
