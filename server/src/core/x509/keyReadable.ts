import type { OpenSslFamily } from "../model/serverBuild.ts";
import type { Certificate } from "../pki.ts";

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

/** Whether OpenSSL cannot parse the public key at all. */
export const isBroken = ({ brokenParts }: Certificate) => brokenParts?.includes("public key") === true;
