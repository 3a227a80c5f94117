/**
 * Closes a passphrase for the server that gave the key, so that a trace of the protocol holds nothing that could be read.
 * Runs in every host of the editor. `sealingKey` is `SetupPlanAnswer.sealingKey`. @throws for more than 300 bytes of UTF-8.
 */
export async function sealSecret(sealingKey: string, secret: string): Promise<string> {
  const { subtle } = globalThis.crypto;
  const bytes = Uint8Array.from(atob(sealingKey), (character) => character.charCodeAt(0));
  const key = await subtle.importKey("spki", bytes, { name: "RSA-OAEP", hash: "SHA-256" }, false, [
    "encrypt",
  ]);
  const sealed = await subtle.encrypt({ name: "RSA-OAEP" }, key, new TextEncoder().encode(secret));
  return btoa(String.fromCharCode(...new Uint8Array(sealed)));
}
