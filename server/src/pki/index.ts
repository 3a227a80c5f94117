import { createPki } from "./createPki.ts";
import { nodeCryptography } from "./nodeCryptography.ts";

/** X.509 with the library inside Node. A chunk of its own, loaded at the first file. */
export const pki = createPki(nodeCryptography);
