import { pki } from "../pki/index.ts";
import { readBytes, type SetupContext } from "./context.ts";

/** What a file that may be replaced is, in a few words: never a byte of it. */
export async function describeExisting(context: SetupContext, path: string): Promise<string | undefined> {
  const bytes = await readBytes(context, path).catch(() => undefined);
  const [block] = bytes ? pki.decode(bytes).blocks : [];
  if (block?.certificate) {
    const { subject, notAfter } = block.certificate;
    return `certificate ${subject.text}, expires ${new Date(notAfter).toISOString().slice(0, 10)}`;
  }
  if (block?.key) return block.key.encrypted ? "an encrypted private key" : "a private key";
  if (block?.crl) return `CRL of ${block.crl.issuer.text}`;
  return block?.request ? `request for ${block.request.subject.text}` : undefined;
}
