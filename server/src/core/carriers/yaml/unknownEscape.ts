import type { EmbeddedCluster, EmbeddedProblem } from "../carrier.ts";
import type { ScalarText } from "./scalarMap.ts";
import { quoteScalar } from "./writeScalar.ts";
import type { YamlDocument } from "./yaml.ts";
import { isEscapeSign } from "./yamlEscapes.ts";

/** A cluster with what YAML or JSON refuses of its texts in double quotes. */
export function withUnknownEscapes(cluster: EmbeddedCluster, document: YamlDocument): EmbeddedCluster {
  const scalars = cluster.files.flatMap(({ entries }) => entries.map(({ scalar }) => scalar));
  const problems = scalars.flatMap((scalar) => unknownEscape(scalar, document) ?? []);
  return problems.length === 0 ? cluster : { ...cluster, problems: [...cluster.problems, ...problems] };
}

/** The first escape that the language does not know, with a way out for all of them; expressions and Windows paths have some. */
export function unknownEscape(
  { style, from, to }: ScalarText,
  { source, isJson }: YamlDocument,
): EmbeddedProblem | undefined {
  if (style !== "double") return undefined;
  const text = source.slice(from + 1, to - 1);
  const isKnown = isJson ? isEscapeOfJson : isEscapeSign;
  const escapes = [...text.matchAll(/\\([\s\S])/g)];
  const unknown = escapes.filter(([, sign = ""]) => !isKnown(sign));
  const [first] = unknown;
  if (!first) return undefined;
  const places = unknown.map(({ index }) => from + 1 + index);
  const at = from + 1 + first.index;
  // In single quotes the others would be no escapes any more, and line breaks may be between words.
  const isQuoted = !isJson && unknown.length === escapes.length && !text.includes("\n");
  return {
    kind: "escape-unknown",
    place: { from: at, to: at + 2 },
    word: `${isJson ? "JSON" : "YAML"} ${first[0]}`,
    wayOut: isQuoted
      ? { title: "Put it in single quotes", edits: [{ from, to, newText: quoteScalar(text) }] }
      : {
          title: "Double the backslash",
          edits: places.map((place) => ({ from: place, to: place, newText: "\\" })),
        },
  };
}

/** RFC 8259, 7. */
function isEscapeOfJson(sign: string): boolean {
  return /^["\\/bfnrtu]$/.test(sign);
}
