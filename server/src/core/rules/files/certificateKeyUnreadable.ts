import type { OpenSslFamily } from "../../model/serverBuild.ts";
import type { Certificate } from "../../pki.ts";
import type { Rule } from "../rule.ts";
import { certificatesOf } from "./contents.ts";
import { usesOf } from "./uses.ts";
import { atStart, nameOf } from "./words.ts";

/** A certificate in the server's file has a public key that OpenSSL cannot read. */
export const certificateKeyUnreadable: Rule = {
  id: "certificate-key-unreadable",
  severity: "error",
  serverEffect: "start-error",
  summary: "OpenSSL cannot read the public key of a certificate in the server's file.",
  why: "OpenSSL takes out the public key of every certificate in the file to judge its strength, and the server stops where it gets none: the key is damaged, or of a kind that this OpenSSL does not know. Its message does not say which certificate it is: “decode error”, “unsupported algorithm”, “point is not on curve”. ML-DSA and SLH-DSA came with OpenSSL 3.5.",
  instead:
    "Fetch the certificate again from whoever issued it; if the key itself is at fault, make a new one and have it certified.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- server.crt: off-curve-leaf --
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^ the intermediate's key
      -- server.crt: leaf + broken-key-intermediate --
    `,
    `
      # pgssl: openssl=1.1.1
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      #               ^^^^^^^^^^^^
      -- server.crt: leaf + ml-dsa-intermediate --
    `,
  ],
  good: [
    `
      # pgssl: openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_cert_file = 'server.crt'
      -- server.crt: leaf + ml-dsa-intermediate --
    `,
  ],
  cluster({ cluster }, report) {
    for (const use of usesOf(cluster, "ssl_cert_file")) {
      const unreadable = findUnreadable(certificatesOf(use, cluster.openSsl), cluster.openSsl);
      if (!unreadable) continue;
      const fault = isBroken(unreadable)
        ? "is broken"
        : `is of the kind ${unreadable.publicKey.algorithm}, which OpenSSL ${cluster.openSsl} does not know`;
      report(use.place, `The public key of ${nameOf(unreadable)} ${fault}. ${atStart}`);
    }
  },
};

/** The certificate for which the server does not load the whole file. */
export function findUnreadable(
  certificates: readonly Certificate[],
  family: OpenSslFamily,
): Certificate | undefined {
  return certificates.find((certificate) => isKeyReadable(certificate, family) === false);
}

/** Whether OpenSSL of a family can read a certificate's public key; `undefined` where it depends on its release or modules. */
export function isKeyReadable(certificate: Certificate, family: OpenSslFamily): boolean | undefined {
  if (isBroken(certificate)) return false;
  const { algorithm, curve = "" } = certificate.publicKey;
  if (recent.test(algorithm) && family === "1.1.1") return false;
  return isUnfamiliar(algorithm) || isUnfamiliar(curve) ? undefined : true;
}

/**
 * Whether it depends on the release of OpenSSL, or its modules, whether the server loads a certificate. Some take a signature
 * of a kind that they do not know for a weak one.
 */
export function isInDoubt(certificate: Certificate, family: OpenSslFamily): boolean {
  return isKeyReadable(certificate, family) === undefined || isUnfamiliar(certificate.signatureAlgorithm);
}

/** Kinds of keys and signatures that came with OpenSSL 3.5. */
const recent = /^(ML|SLH)-DSA/;

/** One of those, or one that has no name but an object id. */
const isUnfamiliar = (name: string) => recent.test(name) || /^[\d.]+$/.test(name);

const isBroken = ({ brokenParts }: Certificate) => brokenParts?.includes("public key") === true;
