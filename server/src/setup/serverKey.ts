import type { KeyFacts } from "../core/pki.ts";
import { readPem, type SetupContext } from "./context.ts";
import { type NeededSecret, SetupProblem } from "./plan.ts";

/** What may be known about an existing private key; `undefined` when there is none. @throws SetupProblem for another kind of file */
export async function readServerKey(context: SetupContext, path: string): Promise<KeyFacts | undefined> {
  const file = await readPem(context, path);
  if (!file) return undefined;
  const key = file.blocks.find((block) => block.key)?.key;
  if (!key || (!key.encrypted && !key.publicKey))
    throw new SetupProblem(`${path} holds no private key that can be read`, "keyFile");
  return key;
}

/** The passphrase of a key, where it is encrypted. */
export function serverKeySecret(path: string, key: KeyFacts | undefined): NeededSecret[] {
  return key?.encrypted ? [{ id: "serverKey", prompt: `Passphrase of the key ${path}`, isNew: false }] : [];
}
