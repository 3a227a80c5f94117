import type { Certificate, Crl, Pki } from "../pki.ts";

/**
 * The same port, which verifies each signature once: several rules and features need the same one, and again after each change,
 * and it takes long. What is remembered goes with the port and with the certificates.
 */
export function rememberSignatures(pki: Pki): Pki {
  return {
    ...pki,
    isSignedBy: rememberPairs(pki.isSignedBy),
    isCrlSignedBy: rememberPairs(pki.isCrlSignedBy),
  };
}

type Verify<Signed> = (signed: Signed, issuer: Certificate) => boolean | undefined;

function rememberPairs<Signed extends Certificate | Crl>(verify: Verify<Signed>): Verify<Signed> {
  const known = new WeakMap<Signed, WeakMap<Certificate, boolean | undefined>>();
  return (signed, issuer) => {
    const byIssuer = known.get(signed) ?? new WeakMap<Certificate, boolean | undefined>();
    known.set(signed, byIssuer);
    if (!byIssuer.has(issuer)) byIssuer.set(issuer, verify(signed, issuer));
    return byIssuer.get(issuer);
  };
}
