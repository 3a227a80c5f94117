import type { DecodedFile } from "../../cluster/decodedFile.ts";
import type { Files } from "../../cluster/files.ts";
import { pemFilesOf } from "../../cluster/nearbyFiles.ts";
import { nameOf } from "../../cluster/uris.ts";
import { formatMode } from "../../model/fileMode.ts";
import { shortened } from "../../model/withoutControls.ts";
import type { Certificate } from "../../pki.ts";
import { isAuthority } from "../../x509/authority.ts";
import { shortName } from "../describe/describeName.ts";
import { certificatesOf } from "../describe/describePem.ts";
import { distanceInWords } from "../describe/timeInWords.ts";

/** Characters of a name in a list of files. */
const maxName = 100;

/** What a PEM file may be wanted for. */
export type PemKind = "certificate" | "authority" | "key" | "crl" | "parameters";

/** What a file holds, for a list of proposals. */
export interface KnownPem {
  readonly kinds: readonly PemKind[];
  /** A certificate whose key is in the folder too, or a key whose certificate is. */
  readonly isPair: boolean;
  readonly words: string;
}

/** What the files of a folder hold, by name, as far as they were decoded. */
export function pemKinds(folder: string, files: Files, now: number): ReadonlyMap<string, KnownPem> {
  const read = pemFilesOf(folder, files).map((file) => ({ name: nameOf(file.uri), file }));
  const certificates = read.flatMap(({ name, file }) =>
    certificatesOf(file.pem).map((certificate) => ({ name, certificate })),
  );
  const keys = new Set(
    read.flatMap(({ file }) => file.pem.blocks.flatMap(({ key }) => key?.publicKey?.fingerprint ?? [])),
  );
  const kinds = new Map<string, KnownPem>();
  for (const { name, file } of read) {
    const known = describe(file, now, keys, (fingerprint) => {
      const found = certificates.find(({ certificate }) => certificate.publicKey.fingerprint === fingerprint);
      return found && `, matches ${found.name}`;
    });
    if (known) kinds.set(name, known);
  }
  return kinds;
}

function describe(
  { pem, stat }: DecodedFile,
  now: number,
  keys: ReadonlySet<string>,
  match: (fingerprint: string) => string | undefined,
): KnownPem | undefined {
  const kinds: PemKind[] = [];
  const words: string[] = [];
  const certificates = certificatesOf(pem);
  const [first] = certificates;
  let isPair = first !== undefined && keys.has(first.publicKey.fingerprint);
  if (first) {
    kinds.push("certificate");
    if (isAuthority(first)) kinds.push("authority");
    words.push(certificateWords(certificates, now));
  }
  for (const { key, crl, dhBits } of pem.blocks) {
    if (key) {
      kinds.push("key");
      const mode = stat?.mode === undefined ? "" : `, ${formatMode(stat.mode)}`;
      const matching = key.publicKey && match(key.publicKey.fingerprint);
      isPair ||= matching !== undefined;
      words.push(`private key${mode}${key.encrypted ? ", encrypted" : (matching ?? "")}`);
    }
    if (crl) {
      kinds.push("crl");
      words.push(`CRL of ${shortened(shortName(crl.issuer), maxName)}`);
    }
    if (dhBits !== undefined) {
      kinds.push("parameters");
      words.push(`Diffie-Hellman parameters, ${dhBits} bits`);
    }
  }
  return words.length === 0 ? undefined : { kinds, isPair, words: words.slice(0, maxWords).join("; ") };
}

function certificateWords(certificates: readonly Certificate[], now: number): string {
  const [first, ...more] = certificates;
  if (!first) return "";
  const ends = now > first.notAfter ? "expired" : "expires";
  const others = more.length > 0 ? ` and ${more.length} more` : "";
  return `certificate ${shortened(shortName(first.subject), maxName)}${others}, ${ends} ${distanceInWords(first.notAfter, now)}`;
}

const maxWords = 3;
