import { nextLine } from "../../model/lines.ts";
import { readInstructions } from "../docker/dockerInstructions.ts";
import type { FoundParameter, FoundString } from "./foundString.ts";
import { mapVerbatim } from "./mappedText.ts";
import { readAssignments } from "./shellAssignments.ts";
import { stringsOfEnvironment } from "./variables.ts";
import { wordStrings } from "./wordStrings.ts";

/** The connection strings among the variables that `ENV` and `ARG` of a Dockerfile give, each stage being an environment, and in commands. */
export function dockerfileStrings(source: string): readonly FoundString[] {
  const stages: FoundParameter[][] = [[]];
  for (const { name, rest } of readInstructions(source)) {
    if (name === "FROM") stages.push([]);
    if (name !== "ENV" && name !== "ARG") continue;
    const { from, to, value } = rest;
    const { entries } = readAssignments(source, from, to);
    // The older form of ENV has one name, a blank, and a value up to the end of the line; with quotation marks it is left out.
    const [head, old] = /^(\w+)[ \t]+(?=[^\s"'\\][^"'\\]*$)/.exec(value) ?? [];
    const own =
      name === "ENV" && head && old
        ? [
            {
              name: mapVerbatim(source, from, from + old.length),
              value: mapVerbatim(source, from + head.length, to),
            },
          ]
        : entries;
    stages.at(-1)?.push(...own);
  }
  return [...stages.flatMap(stringsOfEnvironment), ...wordStrings(mapVerbatim(source, 0, source.length))];
}

/**
 * The connection strings in commands of a shell script, and among the variables that it sets: on lines of their own, with or without `export`, or before a
 * command. Lines with nothing but comments between them are one environment; of others it is not known whether both are run.
 */
export function shellStrings(source: string): readonly FoundString[] {
  const environments: FoundParameter[][] = [];
  const start = /^[ \t]*(?:(?:export|declare[ \t]+-x|typeset[ \t]+-x)[ \t]+)?(?=[A-Za-z_]\w*=)/gm;
  let isOpen = false;
  let done = 0;
  for (let match = start.exec(source); match; match = start.exec(source)) {
    const isNext = isOpen && /^(?:[ \t]*(?:#[^\n]*)?\r?\n)*$/.test(source.slice(done, match.index));
    const { entries, end } = readAssignments(source, start.lastIndex, source.length);
    const behind = /^[ \t]*(?:;[ \t]*)?(?:#[^\n]*)?\r?(?:\n|$)/.exec(
      source.slice(end, nextLine(source, end)),
    );
    const isAlone = behind !== null;
    const current = environments.at(-1);
    if (isNext && isAlone && current) current.push(...entries);
    else environments.push([...entries]);
    isOpen = isAlone;
    done = nextLine(source, end);
    start.lastIndex = Math.max(done, start.lastIndex + 1);
  }
  return [
    ...environments.flatMap(stringsOfEnvironment),
    ...wordStrings(mapVerbatim(source, 0, source.length)),
  ];
}
