import { findIssuer, isIssuer, isSelfSigned, type Signed } from "../../core/index.ts";
import type { Certificate, PemBlock, PemFile, Pki, PublicKey } from "../../core/pki.ts";

/** A file that was read. */
export interface InspectedFile {
  readonly path: string;
  readonly file: PemFile;
}

/** The place of something: its file and the number of its block, from 0. */
export interface Place {
  readonly path: string;
  readonly block: number;
}

/** How the contents of the files are related. */
export interface Relations {
  /** For each private key, the certificates, requests and public keys with the same public key. */
  readonly keys: readonly (Place & { readonly matches: readonly Place[] })[];
  readonly certificates: readonly (Place & {
    /** The certificate whose key verifies the signature; `null` where it is not in the files. */
    readonly issuedBy: Place | null;
    /** What the names make the issuer, where the signature is of a kind that cannot be checked here. */
    readonly mayBeIssuedBy?: Place;
    readonly selfSigned: boolean;
    /** Lists of the same issuer that name it. */
    readonly revokedBy: readonly Place[];
    /** Lists that this one issued. */
    readonly lists: readonly Place[];
  })[];
  readonly crls: readonly (Place & { readonly issuedBy: Place | null; readonly mayBeIssuedBy?: Place })[];
  /** Whether all was compared; only so many certificates are. */
  readonly complete: boolean;
}

/** Certificates and lists that are compared with each other at the most. */
const maxCompared = 500;

/** Compares everything that was read with everything else. */
export function relate(files: readonly InspectedFile[], pki: Pki): Relations {
  const members = files.flatMap(({ path, file }) =>
    blocksOf(file).map((content, block) => ({ path, block, content })),
  );
  const all = members.flatMap(({ content: { certificate }, ...place }) =>
    certificate ? { place, certificate } : [],
  );
  const certificates = all.slice(0, maxCompared);
  const issuerOf = (signed: Signed, place: Place) =>
    findIssuer(signed, nearestFirst(certificates, place), ({ certificate }) => certificate, pki);
  const allLists = members.flatMap(({ content: { crl }, ...place }) => (crl ? { place, crl } : []));
  const lists = allLists
    .slice(0, maxCompared)
    .map(({ place, crl }) => ({ place, crl, ...issuerOf(crl, place) }));
  const byPublicKey = new Map<string, Place[]>();
  for (const { content, ...place } of members) {
    const publicKey = publicKeyOf(content);
    if (publicKey)
      byPublicKey.set(publicKey.fingerprint, [...(byPublicKey.get(publicKey.fingerprint) ?? []), place]);
  }
  return {
    keys: members.flatMap(({ content: { key }, ...place }) =>
      key ? { ...place, matches: (key.publicKey && byPublicKey.get(key.publicKey.fingerprint)) ?? [] } : [],
    ),
    certificates: certificates.map((own) => {
      const { place, certificate } = own;
      const signedItself = isSelfSigned(certificate) && isIssuer(certificate, certificate, pki);
      const selfSigned = signedItself === true;
      const { issuer, possible = signedItself === undefined ? own : undefined } = selfSigned
        ? {}
        : issuerOf(certificate, place);
      const isFromIssuer = (list: Known | undefined): boolean =>
        list !== undefined && list.certificate === (selfSigned ? certificate : issuer?.certificate);
      return {
        ...place,
        issuedBy: issuer?.place ?? null,
        ...(!issuer && !selfSigned && possible && { mayBeIssuedBy: possible.place }),
        selfSigned,
        revokedBy: lists
          .filter(
            (list) =>
              isFromIssuer(list.issuer) && list.crl.revokedSerialNumbers.has(certificate.serialNumber),
          )
          .map((list) => list.place),
        lists: lists.filter((list) => list.issuer?.certificate === certificate).map((list) => list.place),
      };
    }),
    crls: lists.map(({ place, issuer, possible }) => ({
      ...place,
      issuedBy: issuer?.place ?? null,
      ...(possible && { mayBeIssuedBy: possible.place }),
    })),
    complete: all.length <= maxCompared && allLists.length <= maxCompared,
  };
}

interface Known {
  readonly place: Place;
  readonly certificate: Certificate;
}

const blocksOf = ({ blocks, der }: PemFile): readonly Partial<PemBlock>[] => (der ? [der] : blocks);

const publicKeyOf = ({ certificate, request, publicKey }: Partial<PemBlock>): PublicKey | undefined =>
  certificate?.publicKey ?? request?.publicKey ?? publicKey;

/** Certificates, those of one file first. */
const nearestFirst = (known: readonly Known[], { path }: Place): Known[] => [
  ...known.filter(({ place }) => place.path === path),
  ...known.filter(({ place }) => place.path !== path),
];
