import type { EmbeddedCluster } from "./carrier.ts";
import type { ScalarPart } from "./containers/serverArguments.ts";
import type { HostSpan } from "./hostSpan.ts";
import { mapScalar, type Piece, toHost } from "./yaml/scalarMap.ts";

/** A cluster that was read in a part of a scalar as a document of its own, at its places in the document of the scalar. */
export function inScalar(cluster: EmbeddedCluster, part: ScalarPart, source: string): EmbeddedCluster {
  const map = mapScalar(source, part.scalar);
  const placeOf = ({ from, to }: HostSpan): HostSpan => {
    const start = part.offsets[from] ?? part.scalar.value.length;
    const end = to > from ? (part.offsets[to - 1] ?? start) + 1 : start;
    return toHost(map, start, end) ?? part.scalar;
  };
  const piecesOf = (piece: Piece): readonly Piece[] => {
    const place = placeOf(piece);
    const isSame = source.slice(place.from, place.to) === part.text.slice(piece.from, piece.to);
    if (!piece.exact || isSame) return [{ ...piece, ...place }];
    // Some of it is written as an escape.
    return Array.from({ length: piece.length }, (_, index) => {
      const from = piece.from + index;
      const own = placeOf({ from, to: from + 1 });
      const exact = source.slice(own.from, own.to) === part.text.charAt(from);
      return { at: piece.at + index, length: 1, ...own, exact };
    });
  };
  return {
    ...cluster,
    files: cluster.files.map((file) => ({
      ...file,
      pieces: file.pieces.flatMap(piecesOf),
      place: placeOf(file.place),
      entries: file.entries.map((entry) => ({
        ...entry,
        scalar: { ...entry.scalar, ...placeOf(entry.scalar) },
        span: placeOf(entry.span),
        // Where its signs are in the scalar around it is not known here, as if another shell took them apart.
        ...(entry.reading && { reading: { ...entry.reading, shells: entry.reading.shells + 1 } }),
      })),
    })),
    problems: cluster.problems.map((problem) => ({ ...problem, place: placeOf(problem.place) })),
  };
}
