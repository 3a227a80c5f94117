import type { Certificate, LoadPki, PemFile, Pki } from "../../server/src/core/pki.ts";
import { loadPki } from "../../server/src/pki/loadPki.ts";

/** Bytes of a file: larger ones are made for one test. */
const maxRemembered = 20_000;

let known: Pki | undefined;

/**
 * X.509 code that decodes the same bytes and verifies the same signature once in a process: thousands of services that tests open
 * find the same few certificates.
 */
export const loadPkiOnce: LoadPki = async () => {
  known ??= remember(await loadPki());
  return known;
};

function remember(pki: Pki): Pki {
  const files = new Map<string, PemFile>();
  return {
    ...pki,
    decode(bytes) {
      if (bytes.length > maxRemembered) return pki.decode(bytes);
      const key = Buffer.from(bytes).toString("latin1");
      const file = files.get(key) ?? pki.decode(bytes);
      files.set(key, file);
      return file;
    },
    isSignedBy: rememberPairs(pki.isSignedBy),
    isCrlSignedBy: rememberPairs(pki.isCrlSignedBy),
  };
}

function rememberPairs<Signed extends object>(
  verify: (signed: Signed, issuer: Certificate) => boolean | undefined,
): typeof verify {
  const answers = new WeakMap<Signed, Map<Certificate, boolean | undefined>>();
  return (signed, issuer) => {
    const byIssuer = answers.get(signed) ?? new Map<Certificate, boolean | undefined>();
    answers.set(signed, byIssuer);
    if (!byIssuer.has(issuer)) byIssuer.set(issuer, verify(signed, issuer));
    return byIssuer.get(issuer);
  };
}
