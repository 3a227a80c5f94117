import type { EmbeddedCluster, EmbeddedProblem } from "./carrier.ts";
import type { ScalarText } from "./scalarMap.ts";
import { quoteScalar } from "./writeScalar.ts";
import { isEscapeSign } from "./yamlEscapes.ts";

/** A cluster with what YAML refuses of its texts in double quotes. */
export function withUnknownEscapes(cluster: EmbeddedCluster, source: string): EmbeddedCluster {
  const scalars = cluster.files.flatMap(({ entries }) => entries.map(({ scalar }) => scalar));
  const problems = scalars.flatMap((scalar) => unknownEscape(scalar, source) ?? []);
  return problems.length === 0 ? cluster : { ...cluster, problems: [...cluster.problems, ...problems] };
}

/** The first escape that YAML does not know; expressions and Windows paths have some. */
export function unknownEscape({ style, from, to }: ScalarText, source: string): EmbeddedProblem | undefined {
  if (style !== "double") return undefined;
  const text = source.slice(from + 1, to - 1);
  const unknown = [...text.matchAll(/\\([\s\S])/g)].find(([, sign = ""]) => !isEscapeSign(sign));
  if (!unknown) return undefined;
  const at = from + 1 + unknown.index;
  return {
    kind: "escape-unknown",
    place: { from: at, to: at + 2 },
    word: unknown[0],
    ...(meansItself(text) && {
      wayOut: {
        title: "Put it in single quotes",
        edits: [{ from, to, newText: quoteScalar(text) }],
      },
    }),
  };
}

/** Whether no other escape means something else in single quotes. */
function meansItself(text: string): boolean {
  return !/\n|\\["\\]/.test(text);
}
