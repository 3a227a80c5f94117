import type { LoadPki } from "../core/pki.ts";

/** Loads the X.509 code, a bundle of its own, once. */
export const loadPki: LoadPki = async () => (await import("./index.ts")).pki;
