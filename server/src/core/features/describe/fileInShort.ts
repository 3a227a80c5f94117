import type { Cluster, FileFacts, FileUse } from "../../cluster/cluster.ts";
import { formatMode } from "../../model/fileMode.ts";
import type { Certificate, Crl, KeyFacts, PemFile } from "../../pki.ts";
import { visible } from "../hover/render.ts";
import { shortName } from "./describeName.ts";
import { certificatesOf } from "./describePem.ts";
import { distanceInWords } from "./timeInWords.ts";
import { nameInShort, validityInShort } from "./validityInShort.ts";

/**
 * What a file is, in the few words that fit behind the value which names it: `CN=db.example.com · 23 days · key ✓ · 0644`.
 * The date of an expiry is only with `isDated`. `partner` is the key that goes with a certificate, or the other way round. `undefined` where nothing is known here.
 */
export function fileInShort(
  { setting, file }: FileUse,
  partner: FileUse | undefined,
  platform: Cluster["serverPlatform"],
  now: number,
  isDated = false,
): string | undefined {
  if (file.state === "unknown") return undefined;
  if (setting === "ssl_crl_dir" && file.state === "directory") return hashedCrls(file.entries ?? []);
  if (file.state !== "file") return stateInShort[file.state];
  const content =
    setting === "ssl_key_file"
      ? keyInShort(file, partner)
      : file.pem && contentInShort(setting, file.pem, partner, now, isDated);
  const mode = platform !== "windows" && withMode.has(setting) ? modeOf(file) : undefined;
  const known = [...(content ?? []), mode].filter((word) => word !== undefined);
  return known.length > 0 ? known.map(shorten).join(" · ") : undefined;
}

/** Those two are set up together, and one of them must be closed to others. */
const withMode: ReadonlySet<string> = new Set(["ssl_cert_file", "ssl_key_file"]);

const stateInShort: Readonly<Record<Exclude<FileFacts["state"], "file" | "unknown">, string>> = {
  missing: "missing",
  "no-access": "folder not accessible",
  unreadable: "not readable here",
  directory: "a directory",
  "not-a-file": "not a file",
  "too-large": "too large",
  "no-answer": "no answer from the file system",
};

type Words = readonly (string | undefined)[];

function contentInShort(
  setting: string,
  pem: PemFile,
  partner: FileUse | undefined,
  now: number,
  isDated: boolean,
): Words {
  const certificates = certificatesOf(pem);
  const [first] = certificates;
  if (setting === "ssl_cert_file" && first)
    return [
      nameInShort(first),
      validityInShort(certificates, now, isDated),
      match("key", keyOf(partner?.file), first),
    ];
  if (setting === "ssl_ca_file" && first) {
    const name = certificates.length === 1 ? nameInShort(first) : `${certificates.length} CAs`;
    return [name, validityInShort(certificates, now, isDated)];
  }
  const crls = pem.blocks.flatMap(({ crl }) => crl ?? []);
  if (setting === "ssl_crl_file" && crls[0]) return crlsInShort(crls, crls[0], now);
  const bits = pem.blocks.find(({ dhBits }) => dhBits !== undefined)?.dhBits;
  if (setting === "ssl_dh_params_file" && bits !== undefined) return [`${bits} bits`];
  return [pem.form === "pem" ? notFound[setting] : formInShort[pem.form]];
}

/** What a PEM file lacks. */
const notFound: Readonly<Record<string, string>> = {
  ssl_cert_file: "no certificate in it",
  ssl_key_file: "no key in it",
  ssl_ca_file: "no certificate in it",
  ssl_crl_file: "no CRL in it",
  ssl_dh_params_file: "no parameters in it",
};

const formInShort: Readonly<Record<Exclude<PemFile["form"], "pem">, string>> = {
  "der-certificate": "DER, not PEM",
  "der-key": "DER, not PEM",
  "der-crl": "DER, not PEM",
  pkcs12: "PKCS #12, not PEM",
  pkcs7: "PKCS #7, not PEM",
  empty: "empty",
  text: "not PEM",
  binary: "not PEM",
};

/** What a private key is, and whether it belongs to the certificate beside it. */
function keyInShort(file: FileFacts, partner: FileUse | undefined): Words {
  if (!file.pem) return []; // keys stay closed in a workspace that is not trusted
  const key = keyOf(file);
  if (!key) return [file.pem.form === "pem" ? notFound.ssl_key_file : formInShort[file.pem.form]];
  if (key.encrypted) return ["encrypted"];
  if (!key.publicKey) return [key.unsupported ? undefined : "broken"];
  const { algorithm, bits, curve } = key.publicKey;
  const [certificate] = partner?.file.pem ? certificatesOf(partner.file.pem) : [];
  const size = curve ?? bits;
  return [size === undefined ? algorithm : `${algorithm} ${size}`, match("certificate", key, certificate)];
}

function keyOf(file: FileFacts | undefined): KeyFacts | undefined {
  return file?.pem?.blocks.find(({ key }) => key)?.key;
}

/** Whether key and certificate belong together; `undefined` where one of them is missing. */
function match(
  partner: string,
  key: KeyFacts | undefined,
  certificate: Certificate | undefined,
): string | undefined {
  if (!key?.publicKey || !certificate) return undefined;
  return `${partner} ${key.publicKey.fingerprint === certificate.publicKey.fingerprint ? "✓" : "✗"}`;
}

/** Whether the key of one file and the certificate of the other belong together; `undefined` where one is not known. */
export function belongTogether(one: FileFacts, other: FileFacts): boolean | undefined {
  const key = keyOf(one) ?? keyOf(other);
  const [certificate] = [one, other].flatMap(({ pem }) => (pem ? certificatesOf(pem) : []));
  if (!key?.publicKey || !certificate) return undefined;
  return key.publicKey.fingerprint === certificate.publicKey.fingerprint;
}

function modeOf({ stat }: FileFacts): string | undefined {
  return stat?.mode === undefined ? undefined : formatMode(stat.mode);
}

/** The issuer of CRLs (or their number), when the next one is due, and how many certificates are revoked. */
export function crlsInShort(crls: readonly Crl[], first: Crl, now: number): readonly string[] {
  const name = crls.length === 1 ? shortName(first.issuer) : `${crls.length} CRLs`;
  const updates = crls.flatMap(({ nextUpdate }) => nextUpdate ?? []);
  const soonest = updates.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
  const distance = distanceInWords(soonest, now);
  const update = soonest < now ? `update was due ${distance}` : `next ${distance}`;
  const revoked = crls.reduce((sum, { revokedCount }) => sum + revokedCount, 0);
  return [name, updates.length > 0 ? update : "no next update", `${revoked} revoked`];
}

/** The entries of a directory that OpenSSL can find by the hash of an issuer. */
function hashedCrls(entries: readonly string[]): string {
  const count = entries.filter((entry) => /^[0-9a-f]{8}\.r[0-9]+$/.test(entry)).length;
  return `${count} hashed ${count === 1 ? "CRL" : "CRLs"}`;
}

function shorten(words: string): string {
  const shown = visible(words);
  return shown.length > maxLength ? `${shown.slice(0, maxLength)}…` : shown;
}

/** Characters of one part of a hint. */
const maxLength = 60;
