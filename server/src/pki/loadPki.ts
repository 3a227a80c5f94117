import type { LoadPki } from "../core/pki.ts";

/** Loads the X.509 code, a bundle of its own, once. */
export const loadPki: LoadPki = async () => {
  const { loadForThisNode } = await import("./forThisNode.ts");
  return loadForThisNode();
};
