import type { FileFacts } from "../../cluster/cluster.ts";
import type { PublicKey } from "../../pki.ts";
import { shortName } from "./describeName.ts";
import { certificatesOf } from "./describePem.ts";
import type { Fact } from "./fact.ts";

/** Which certificate of some files a key belongs to, by their public keys; `which` says which files these are. */
export function matchFact(
  { fingerprint }: PublicKey,
  files: readonly Pick<FileFacts, "pem" | "path">[],
  which: string,
): Fact {
  for (const { pem, path } of files) {
    const found = pem && certificatesOf(pem).find(({ publicKey }) => publicKey.fingerprint === fingerprint);
    if (found) return { field: "Matches", values: [shortName(found.subject)], gloss: `in ${path}` };
  }
  return files.some(({ pem }) => pem && certificatesOf(pem).length > 0)
    ? { field: "Matches", values: [], gloss: `no certificate ${which}`, isUrgent: true }
    : { field: "Matches", values: [], gloss: "no certificate is known to compare it with" };
}
