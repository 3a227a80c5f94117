import { useAt } from "../cluster/uses.ts";
import { sslFileRefused } from "../ruleKit/fileWords.ts";
import { nameFile } from "../ruleKit/nameFile.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { shownCertificate } from "../ruleKit/shownCertificate.ts";
import { certificatesOf, keysOf } from "../x509/contents.ts";
import { findUnreadable } from "../x509/keyReadable.ts";
import { keyWords, misfit } from "../x509/words.ts";

/** The private key does not match the server certificate. */
export const keyMismatch: Rule = {
  id: "key-mismatch",
  severity: "error",
  serverEffect: "start-error",
  summary: "The private key does not belong to the server certificate.",
  instead: "Name the key from which the certificate was requested, or request a certificate for this key.",
  cluster({ cluster }, report) {
    for (const { certificate, key } of cluster.identities) {
      const certificates = certificatesOf(certificate, cluster.openSsl);
      const keys = keysOf(key, cluster.openSsl).map(({ publicKey }) => publicKey);
      const [leaf] = certificates;
      const [own] = keys;
      if (!key || !certificate || !leaf || !own) continue;
      // The server does not get as far as the key then.
      if (findUnreadable(certificates, cluster.openSsl)) continue;
      // A later certificate that matches is a matter of order.
      if (certificates.some(({ publicKey }) => publicKey.fingerprint === own.fingerprint)) continue;
      const later = keys.some((other) => other?.fingerprint === leaf.publicKey.fingerprint);
      const kinds =
        own.algorithm === leaf.publicKey.algorithm
          ? ""
          : `The certificate's key is ${keyWords(leaf.publicKey)}, this one is ${keyWords(own)}.`;
      const hidden = certificate.file.pem?.blocks.some(
        (block) => block.certificate?.publicKey.fingerprint === own.fingerprint,
      );
      const [remedy, hint] = later
        ? [
            "put the one that does first",
            "The matching key is further down in the file, but only the first is read.",
          ]
        : hidden
          ? [
              "repair the BEGIN line of the one that does",
              `The matching certificate is in ${certificate.file.path}, but OpenSSL skips it: its BEGIN mark is not alone at the start of its line.`,
            ]
          : ["name the one that does", ""];
      report(
        key.place,
        `The private key ${key.file.path} does not match the certificate ${shownCertificate(leaf)}; ${remedy}.`,
        {
          detail: `${kinds} ${hint}`.trim(),
          refusal: sslFileRefused(key.setting, misfit(own, leaf)),
          related: [{ place: certificate.place, message: "The certificate is named here." }],
        },
      );
    }
  },
  looksNearby: true,
  fix(finding, target) {
    const { cluster, nearby } = target;
    const use = useAt(finding, cluster, "ssl_key_file");
    const identity = cluster.identities.find(({ key }) => key === use);
    const [leaf] = certificatesOf(identity?.certificate, cluster.openSsl);
    if (!use || !leaf) return [];
    const matching = nearby.find((file) => {
      const [first] = keysOf({ ...use, file }, cluster.openSsl);
      return first?.publicKey?.fingerprint === leaf.publicKey.fingerprint;
    });
    return matching ? nameFile("Name the key that matches the certificate", use, matching.uri, target) : [];
  },
};

export const keyMismatchPage: RulePage = {
  why: "With the key the server proves that the certificate is its own, and it checks at start that the two match. For keys of one type it logs “key values mismatch”, for keys of different types (EC and RSA) “no certificate assigned”. Often one of the two files was not replaced at a renewal.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'old.key'
      #              ^^^^^^^^^
      -- old.key: other-key --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'rsa.key'
      #              ^^^^^^^^^ another type of key
      -- rsa.key: rsa-key --
    `,
  ],
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_key_file = 'server.key'
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_key_file = 'server.key'
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_key_file = 'server.key'
      -- server.key: leaf-key + other-key --
    `,
  ],
};
