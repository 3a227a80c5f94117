import { identitiesOf, useAt } from "../cluster/uses.ts";
import { refusal } from "../ruleKit/fileWords.ts";
import { nameFile } from "../ruleKit/nameFile.ts";
import type { Rule } from "../ruleKit/rule.ts";
import { certificatesOf, keysOf } from "../x509/contents.ts";
import { findUnreadable } from "../x509/keyReadable.ts";
import { keyWords, misfit, nameOf } from "../x509/words.ts";

/** The private key belongs to none of the certificates. */
export const keyMismatch: Rule = {
  id: "key-mismatch",
  severity: "error",
  serverEffect: "start-error",
  summary: "The private key does not belong to the server certificate.",
  why: "The server proves with the key that the certificate is its own, and checks at start that the two fit. For keys of one kind it says “key values mismatch”, for keys of different kinds (EC and RSA) “no certificate assigned”. After a renewal one of the two files was often left behind.",
  instead: "Name the key from which the certificate was requested, or request a certificate for this key.",
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
      #              ^^^^^^^^^ another kind of key
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
  cluster({ cluster }, report) {
    for (const { certificate, key } of identitiesOf(cluster)) {
      const certificates = certificatesOf(certificate, cluster.openSsl);
      const keys = keysOf(key, cluster.openSsl).map(({ publicKey }) => publicKey);
      const [leaf] = certificates;
      const [own] = keys;
      if (!key || !certificate || !leaf || !own) continue;
      // The server does not get as far as the key then.
      if (findUnreadable(certificates, cluster.openSsl)) continue;
      // A later certificate that fits is a matter of order.
      if (certificates.some(({ publicKey }) => publicKey.fingerprint === own.fingerprint)) continue;
      const later = keys.some((other) => other?.fingerprint === leaf.publicKey.fingerprint);
      const kinds =
        own.algorithm === leaf.publicKey.algorithm
          ? ""
          : `, whose key is of another kind (${keyWords(leaf.publicKey)}, here ${keyWords(own)})`;
      const hidden = certificate.file.pem?.blocks.some(
        (block) => block.certificate?.publicKey.fingerprint === own.fingerprint,
      );
      const hint = later
        ? " The key that fits stands further down in the file, but only the first is read."
        : hidden
          ? ` The certificate that fits is in ${certificate.file.path}, but OpenSSL overlooks it: its BEGIN mark does not stand alone at the start of the line.`
          : "";
      report(
        key.place,
        `The private key ${key.file.path} does not belong to the certificate ${nameOf(leaf)}${kinds}.${hint} ${refusal(key.role, misfit(own, leaf))}`,
        { related: [{ place: certificate.place, message: "the certificate is named here" }] },
      );
    }
  },
  looksNearby: true,
  fix(finding, target) {
    const { cluster, nearby } = target;
    const use = useAt(finding, cluster, "ssl_key_file");
    const identity = identitiesOf(cluster).find(({ key }) => key === use);
    const [leaf] = certificatesOf(identity?.certificate, cluster.openSsl);
    if (!use || !leaf) return [];
    const fitting = nearby.find((file) => {
      const [first] = keysOf({ ...use, file }, cluster.openSsl);
      return first?.publicKey?.fingerprint === leaf.publicKey.fingerprint;
    });
    return fitting ? nameFile("Name the key that fits the certificate", use, fitting.uri, target) : [];
  },
};
