import type { EmbeddedProblem } from "../carrier.ts";
import { dataVolumeOf } from "../containers/postgresImages.ts";
import { environmentIn, type Instruction } from "./dockerInstructions.ts";

/** What a build writes into the data directory of an image that has a volume there. */
export function lostInVolume(
  stage: readonly Instruction[],
  image: string,
  version: number | undefined,
): readonly EmbeddedProblem[] {
  const volume = dataVolumeOf(image, version);
  const chosen = environmentIn(stage, "PGDATA")?.text;
  if (volume === undefined) return [];
  // With a cluster that the build makes itself, the data directory is not what the image has.
  if (
    stage.some(
      ({ name, rest }) => name === "RUN" && /\b(?:initdb|pg_ctl|docker-entrypoint)\b/.test(rest.value),
    )
  )
    return [];
  const isInVolume = (path: string) => path === volume || path.startsWith(`${volume}/`);
  return stage.flatMap(({ name, rest }): EmbeddedProblem[] => {
    const writes = { RUN: written, COPY: copied, ADD: copied }[name];
    return [...rest.value.matchAll(writes ?? never)].flatMap(
      ({ 0: all, 1: path = "", 2: own, 3: file = "", index }) => {
        if (!isInVolume(own === undefined ? (chosen ?? volume) : own)) return [];
        const from = rest.from + index + all.lastIndexOf(path);
        return [{ kind: "volume-lost" as const, place: { from, to: from + path.length }, word: file }];
      },
    );
  });
}

const never = /(?!)/g;

/** A file of ours in the data directory; the folder where it is no variable. */
const target = String.raw`((?:\$\{?PGDATA\}?|(\/var\/lib\/postgresql\/(?:data|\d\d\/docker)))["']?\/((?:pg_hba|pg_ident|postgresql(?:\.auto)?)\.conf))`;
const written = new RegExp(
  String.raw`(?:>>?|\btee(?:[ \t]+-a|[ \t]+--append)?|\bsed[ \t][^\n;&|]{0,300}|\b(?:cp|mv)[ \t][^\n;&|]{0,300})[ \t]*["']?${target}`,
  "g",
);
const copied = new RegExp(String.raw`(?<=[ \t,]["']?)${target}(?=["']?[ \t\]]*$)`, "g");
