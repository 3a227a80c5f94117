import { distanceInWords, isAuthority, shortName } from "../../core/index.ts";
import type { PemBlock } from "../../core/pki.ts";
import { layOut, type Row } from "./layout.ts";
import type { InspectedFile, Place, Relations } from "./relations.ts";

/** How the files belong together, as plain text; empty where there is but one thing in them. */
export function describeRelations(
  relations: Relations,
  files: readonly InspectedFile[],
  now: number,
): string {
  const { keys, certificates, crls, complete } = relations;
  if (keys.length + certificates.length + crls.length < 2) return "";
  const byPath = new Map(files.map(({ path, file }) => [path, file]));
  const blockAt = ({ path, block }: Place): Partial<PemBlock> | undefined => {
    const file = byPath.get(path);
    return file?.der ?? file?.blocks[block];
  };
  const nameOf = (place: Place): string => {
    const several = (byPath.get(place.path)?.blocks.length ?? 0) > 1;
    return several ? `${place.path}, block ${place.block + 1}` : place.path;
  };
  const subjectOf = (place: Place): string => {
    const { certificate, request } = blockAt(place) ?? {};
    const subject = certificate?.subject ?? request?.subject;
    return subject ? `${shortName(subject)} (${nameOf(place)})` : nameOf(place);
  };
  const listed = (places: readonly Place[], show: (place: Place) => string): string | undefined =>
    places.map(show).join(", ") || undefined;
  const signer = ({ issuedBy, mayBeIssuedBy }: Relations["crls"][number]): string | undefined => {
    if (issuedBy) return subjectOf(issuedBy);
    return mayBeIssuedBy && `maybe ${subjectOf(mayBeIssuedBy)}: the signature cannot be checked here`;
  };
  const due = (place: Place): string => {
    const nextUpdate = blockAt(place)?.crl?.nextUpdate;
    if (nextUpdate === undefined) return nameOf(place);
    const word = nextUpdate < now ? "was due" : "next update";
    return `${nameOf(place)} (${word} ${distanceInWords(nextUpdate, now)})`;
  };

  const keyRows = keys.map((key): Row => {
    const isOpen = blockAt(key)?.key?.publicKey !== undefined;
    const matches = listed(key.matches, subjectOf) ?? "none of these certificates";
    return [
      `Key ${nameOf(key)}`,
      [["Matches", isOpen ? matches : "unknown: the key is encrypted or of an unknown kind"]],
    ];
  });
  const certificateRows = certificates.map((place): Row => {
    const certificate = blockAt(place)?.certificate;
    const issuer = signer(place) ?? "none of these files holds its issuer";
    const missing =
      certificate && isAuthority(certificate) && crls.length > 0 ? "none of these files" : undefined;
    return [
      subjectOf(place),
      [
        ["Signed by", place.selfSigned ? "itself" : issuer],
        ["Revoked by", listed(place.revokedBy, nameOf)],
        ["CRL", listed(place.lists, due) ?? missing],
      ],
    ];
  });
  const crlRows = crls.map(
    (place): Row => [`CRL ${nameOf(place)}`, [["Signed by", signer(place) ?? "none of these certificates"]]],
  );
  const title = complete ? "How they belong together" : "How the first of them belong together";
  return [title, ...layOut([...keyRows, ...certificateRows, ...crlRows])].join("\n");
}
