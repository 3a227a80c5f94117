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

/** The first escape that the language does not know; expressions and Windows paths have some. */
export function unknownEscape(
  { style, from, to }: ScalarText,
  { source, isJson }: YamlDocument,
): EmbeddedProblem | undefined {
  if (style !== "double") return undefined;
  const text = source.slice(from + 1, to - 1);
  const isKnown = isJson ? isEscapeOfJson : isEscapeSign;
  const unknown = [...text.matchAll(/\\([\s\S])/g)].find(([, sign = ""]) => !isKnown(sign));
  if (!unknown) return undefined;
  const at = from + 1 + unknown.index;
  const problem = {
    kind: "escape-unknown",
    place: { from: at, to: at + 2 },
    word: `${isJson ? "JSON" : "YAML"} ${unknown[0]}`,
  } as const;
  if (isJson) {
    const edits = [{ from: at, to: at, newText: "\\" }];
    return { ...problem, wayOut: { title: "Double the backslash", edits } };
  }
  const edits = [{ from, to, newText: quoteScalar(text) }];
  return meansItself(text) ? { ...problem, wayOut: { title: "Put it in single quotes", edits } } : problem;
}

/** RFC 8259, 7. */
function isEscapeOfJson(sign: string): boolean {
  return /^["\\/bfnrtu]$/.test(sign);
}

/** Whether no other escape means something else in single quotes. */
function meansItself(text: string): boolean {
  return !/\n|\\["\\]/.test(text);
}
