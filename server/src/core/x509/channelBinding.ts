import type { Certificate } from "../pki.ts";

/** Signatures that name no digest: SCRAM's channel binding to the certificate (RFC 5929, 4.1) has nothing to go by then. */
const withoutDigest = /^(Ed25519|Ed448|(ML|SLH)-DSA-[\w-]+)$/;

/**
 * Whether libpq cannot bind SCRAM to a server's certificate. It goes by the digest of the issuer's signature, not by the
 * certificate's own key. RSA-PSS names one (servers before February 2023 did not see it).
 */
export const breaksChannelBinding = ({ signatureAlgorithm }: Certificate): boolean =>
  withoutDigest.test(signatureAlgorithm);
