import type { Certificate, Crl, Pki } from "../pki.ts";

/**
 * Signatures of other keys that are verified after a file was decoded. Where names and key identifiers lead to the right issuer
 * nearly none is: only files made for it have thousands, and what is beyond counts as not to be checked here.
 */
export const maxMisfits = 2_000;

/**
 * The same port, which verifies each signature once: several rules and features need the same one, and again after each change,
 * and it takes long. What is remembered goes with the port and with the certificates.
 */
export function rememberSignatures(pki: Pki): Pki {
  let misfits = 0;
  const rememberPairs = <Signed extends Certificate | Crl>(verify: Verify<Signed>): Verify<Signed> => {
    const known = new WeakMap<Signed, WeakMap<Certificate, boolean | undefined>>();
    return (signed, issuer) => {
      const byIssuer = known.get(signed) ?? new WeakMap<Certificate, boolean | undefined>();
      known.set(signed, byIssuer);
      if (byIssuer.has(issuer)) return byIssuer.get(issuer);
      if (misfits >= maxMisfits) return undefined;
      const answer = verify(signed, issuer);
      if (answer === false) misfits++;
      byIssuer.set(issuer, answer);
      return answer;
    };
  };
  return {
    ...pki,
    decode(bytes) {
      misfits = 0;
      return pki.decode(bytes);
    },
    isSignedBy: rememberPairs(pki.isSignedBy),
    isCrlSignedBy: rememberPairs(pki.isCrlSignedBy),
  };
}

type Verify<Signed> = (signed: Signed, issuer: Certificate) => boolean | undefined;
