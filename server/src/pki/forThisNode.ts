import { getCurves } from "node:crypto";
import type { Pki } from "../core/pki.ts";
import { createPki } from "./createPki.ts";
import { withFallback } from "./cryptography.ts";
import { pki } from "./index.ts";
import { nodeCryptography } from "./nodeCryptography.ts";

/** A curve that OpenSSL has, and the libraries that lack more than one thing have not: BoringSSL in Electron, that of some distributions. */
const curveOfOpenSsl = "brainpoolP256r1";

/** X.509 with the library of this Node, and with plain code for what it lacks. */
export async function loadForThisNode(): Promise<Pki> {
  if (getCurves().includes(curveOfOpenSsl)) return pki;
  const { pureCryptography } = await import("./pure/pureCryptography.ts");
  return createPki(withFallback(nodeCryptography, pureCryptography));
}
