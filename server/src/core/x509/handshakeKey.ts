import type { Cluster } from "../cluster/cluster.ts";
import { isWeakKey, securityLevels } from "../data/securityLevels.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";
import type { Certificate, PublicKey } from "../pki.ts";
import { isKeyReadable } from "./keyReadable.ts";
import { keyWords } from "./words.ts";
import { writtenLevel } from "./writtenLevel.ts";

/** Why clients with OpenSSL's defaults get no handshake with a server that has this certificate. */
export interface UnusableKey {
  /** No client gets one, whatever its settings. */
  readonly isForAll: boolean;
  /** Continues a sentence after the certificate's name: `has a DSA key, …`. */
  readonly why: string;
}

/** Whether the key of a server's certificate is of a kind that TLS clients cannot use, or do not offer by default. */
export function unusableKey(certificate: Certificate, cluster: Cluster): UnusableKey | undefined {
  const { openSsl: family } = cluster;
  if (!isKeyReadable(certificate, family)) return undefined;
  const { algorithm, curve, hasExplicitCurve } = certificate.publicKey;
  const never = unsigningKey(certificate.publicKey);
  if (never) return { isForAll: true, why: never };
  const level = writtenLevel(cluster) ?? 0;
  // A level below the family's own finds nothing that the start did not refuse.
  if (level > securityLevels[family].level && isWeakKey(certificate.publicKey, family, level))
    return {
      isForAll: true,
      why: `has a key (${keyWords(certificate.publicKey)}) too small for @SECLEVEL=${level} in ssl_ciphers`,
    };
  if (algorithm !== "EC") return undefined;
  if (hasExplicitCurve)
    return family === "1.1.1"
      ? {
          isForAll: true,
          why: "has explicit EC parameters, which OpenSSL 1.1.1 cannot use for TLS",
        }
      : undefined;
  if (!curve || isOffered(curve, family)) return undefined;
  return { isForAll: false, why: `has a key on ${curve}, which clients do not offer by default` };
}

/** Why a client with OpenSSL's defaults does not send its certificate; continues a sentence after the certificate's name. */
export function unsentKey({ publicKey }: Certificate, family: OpenSslFamily): string | undefined {
  const { algorithm, curve } = publicKey;
  const never = unsigningKey(publicKey);
  if (never) return never;
  if (algorithm !== "EC" || !curve || isOffered(curve, family)) return undefined;
  return `has a key on ${curve}, with which TLS 1.3 signs nothing`;
}

/** Why a key signs no TLS handshake, whoever is at the other end. RSA-PSS has three digests there (RFC 8446, 4.2.3). */
function unsigningKey({ algorithm, boundDigest }: PublicKey): string | undefined {
  if (algorithm === "DSA") return "has a DSA key, which signs no TLS handshake";
  return boundDigest === undefined || /^sha(256|384|512)$/.test(boundDigest)
    ? undefined
    : `has an RSA-PSS key bound to ${boundDigest}, which signs no TLS handshake`;
}

/** Whether OpenSSL's defaults have a curve for signatures: brainpool's from 3.2 on, if both sides have that release. */
function isOffered(curve: string, family: OpenSslFamily): boolean {
  return usualCurves.has(curve) || (family === "3.5" && /^brainpoolP\d+r1$/.test(curve));
}

const usualCurves = new Set(["prime256v1", "secp384r1", "secp521r1"]);
