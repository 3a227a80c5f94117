import { encode as encodeBytes } from "../../server/src/pki/der.ts";

/** The encoding of a value made of encoded parts, as the `Buffer` that Node's own functions give and take. */
export const encode = (tag: number, parts: readonly Uint8Array[]): Buffer =>
  Buffer.from(encodeBytes(tag, parts));
