import { expect, test } from "vitest";
import type { OpenSslFamily } from "../../../server/src/core/model/serverBuild.ts";
import { Tag } from "../../../server/src/pki/der.ts";
import { buildCertificate, pem } from "../../pki/buildCertificate.ts";
import { checkExample } from "../../support/checkExample.ts";
import { encode } from "../../support/encode.ts";

/** What a file holds, and what is reported: the message with the true cause, and the reason in the server's log. */
const causes: readonly (readonly [OpenSslFamily, files: string, rule: string, reported: RegExp])[] = [
  ["3", "-- server.key: rsa-key --", "key-mismatch", /key is EC on .*“no certificate assigned”/],
  ["3", "-- server.key: other-key --", "key-mismatch", /does not match .*“key values mismatch”/],
  ["1.1.1", "-- server.crt: leaf-bom + intermediate --", "key-mismatch", /OpenSSL skips it.*“key values/],
  ["3", "-- server.crt: intermediate + leaf --", "certificate-chain-order", /put it first.*“key values/],
  [
    "3",
    "-- server.crt: rsa1024-intermediate + leaf --",
    "certificate-chain-order",
    /put it first.*“no certificate assigned”/,
  ],
  [
    "3",
    "-- server.crt: leaf-key --\n-- server.key: leaf --",
    "certificate-key-swapped",
    /swap the two.*“no start line”/,
  ],
  ["1.1.1", "-- server.key: leaf-key-der --", "ssl-file-not-pem", /DER key.*“no start line”/],
  ["3", "-- server.key: leaf-key-der --", "ssl-file-not-pem", /DER key.*“unsupported”/],
  ["1.1.1", "-- server.crt: leaf-bom --", "ssl-file-byte-order-mark", /byte-order mark.*“no start line”/],
  ["3", "-- server.crt --", "ssl-file-empty", /is empty.*“no start line”/],
  ["3", "ssl_ciphers = 'HIGH:EXP'", "ssl-ciphers-unknown", /no export ciphers/],
];

test.each(causes)("OpenSSL %s, %s: %s reports the cause", async (openSsl, files, rule, reported) => {
  const text = `-- postgresql.conf --\nssl = on\n${files}`;
  const { findings = [] } = (await checkExample(text, 15, openSsl)) ?? {};
  const found = findings.find((finding) => finding.rule === rule);
  expect(`${found?.message} ${found?.detail}`).toMatch(reported);
});

test.each([
  ["3.5", true],
  ["3", false],
] as const)(
  "OpenSSL %s, a certificate whose date lacks its seconds: it cannot be loaded: %s",
  async (openSsl, cannot) => {
    const notAfter = encode(Tag.utcTime, [Buffer.from("3001010000Z")]);
    const certificate = pem("CERTIFICATE", buildCertificate({ notAfter }));
    const text = `-- postgresql.conf --\nssl = on\n-- server.crt --\n${certificate}`;
    const { findings = [] } = (await checkExample(text, 18, openSsl)) ?? {};
    expect(findings.some(({ rule }) => rule === "ssl-file-broken")).toBe(cannot);
  },
);
