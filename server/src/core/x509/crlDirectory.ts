import type { Cluster, FileFacts, FileUse } from "../cluster/cluster.ts";
import type { Crl } from "../pki.ts";
import { blocksOf } from "./contents.ts";

/** A file in a CRL directory that OpenSSL does not read. */
export interface UselessFile {
  readonly name: string;
  /** The first CRL in it, in PEM or DER. */
  readonly crl?: Crl | undefined;
  /** Why OpenSSL does not read it, and the way out; continues a sentence after the name. */
  readonly why: string;
}

/** A CRL directory as OpenSSL sees it. */
export interface CrlDirectory {
  readonly crls: readonly Crl[];
  readonly useless: readonly UselessFile[];
  /** Whether all its files could be looked at. */
  readonly isComplete: boolean;
}

/**
 * The CRLs that OpenSSL finds in a directory (its manual, `X509_LOOKUP_hash_dir`): it opens `<hash of the issuer>.r0`, then
 * `.r1` and so on until one is missing; up to 3.4 also until one holds no CRL in PEM.
 */
export function crlsInDirectory(use: FileUse, { pki, openSsl }: Cluster): CrlDirectory {
  const { members, state } = use.file;
  if (state === "missing") return { crls: [], useless: [], isComplete: true };
  if (!members || !pki) return { crls: [], useless: [], isComplete: false };
  const crls: Crl[] = [];
  const useless: UselessFile[] = [];
  const hashOf = (crl: Crl) => pki.nameHash(crl, "crl-issuer");
  for (const [name, member] of members) {
    const [, hash, number] = /^([0-9a-f]{8})\.r(0|[1-9][0-9]*)$/.exec(name) ?? [];
    const found = listsIn(member, use, openSsl);
    const first = found[0] ?? member.pem?.der?.crl;
    const wanted = first && `${hashOf(first)}.r0`;
    if (hash === undefined || number === undefined) {
      if (first)
        useless.push({ name, crl: first, why: `has no hashed name such as ${wanted}; run openssl rehash` });
    } else if (found.length === 0) {
      const why = first
        ? "is DER, not PEM; convert it and run openssl rehash"
        : "holds no CRL in PEM; remove it";
      if (member.state === "file") useless.push({ name, why });
    } else if (found.every((crl) => hashOf(crl) !== hash)) {
      useless.push({
        name,
        crl: first,
        why: `has the hash of another issuer; rename it to ${wanted}`,
      });
    } else {
      const gap = firstGap(use, openSsl, hash, Number(number));
      if (gap === undefined) crls.push(...found.filter((crl) => hashOf(crl) === hash));
      else
        useless.push({
          name,
          crl: first,
          why: `comes after ${hash}.r${gap}, which is missing${openSsl === "3.5" ? "" : " or not a CRL"}; close the gap`,
        });
    }
  }
  const isComplete = [...members.values()].every(
    (member) => member.state === "file" || member.state === "directory",
  );
  // What openssl rehash links to is beside its links.
  const isFound = ({ crl }: UselessFile) => crl && crls.some(({ der }) => sameBytes(der, crl.der));
  return { crls, useless: useless.filter((file) => !isFound(file)), isComplete };
}

/** The first number below another at which OpenSSL stops to look for the CRLs of an issuer by its hash. */
export function firstGap(
  use: FileUse,
  openSsl: Cluster["openSsl"],
  hash: string,
  number: number,
): number | undefined {
  const isGap = (member: FileFacts | undefined) =>
    !member ||
    member.state === "missing" ||
    (openSsl !== "3.5" && listsIn(member, use, openSsl).length === 0);
  return numbersBelow(number).find((below) => isGap(use.file.members?.get(`${hash}.r${below}`)));
}

/** The CRLs in a file of the directory, up to the first block that is broken. */
function listsIn(member: FileFacts, use: FileUse, openSsl: Cluster["openSsl"]): readonly Crl[] {
  const blocks = blocksOf({ ...use, file: member }, "crl", openSsl);
  const broken = blocks.findIndex(({ crl }) => !crl);
  return blocks.slice(0, broken < 0 ? blocks.length : broken).flatMap(({ crl }) => crl ?? []);
}

function sameBytes(own: Uint8Array, other: Uint8Array): boolean {
  return own.length === other.length && own.every((byte, at) => byte === other[at]);
}

const numbersBelow = (number: number) => Array.from({ length: Math.min(number, 256) }, (_, index) => index);
