import { toServerVersion } from "../../../server/src/core/model/serverVersion.ts";
import type { CheckOptions, Kind } from "../refusals.ts";
import { confLineGenerator } from "./confLines.ts";
import { generateHbaLine } from "./hbaLines.ts";
import { generateIdentLine } from "./identLines.ts";
import { Random } from "./random.ts";
import { wordFiles } from "./words.ts";

/** The kinds of files that are generated. */
export const kinds = ["pg-hba", "pg-ident", "postgresql-conf"] as const;

/** So many texts of a kind for a version, the same for the same seed. */
export function generateTexts(kind: Kind, majorVersion: number, seed: number, count: number): string[] {
  const version = toServerVersion(majorVersion);
  if (!version) throw new Error(`nothing is known of version ${majorVersion}`);
  const random = new Random(seed * 1000 + version * 10 + kinds.indexOf(kind));
  const confLine = confLineGenerator(version);
  const make = {
    "pg-hba": () => generateHbaLine(random, version),
    "pg-ident": () => generateIdentLine(random),
    "postgresql-conf": () => confLine(random),
  }[kind];
  return Array.from({ length: count }, make);
}

/** What the texts of a kind are checked amid. */
export function surroundings(kind: Kind, version: number): CheckOptions {
  if (kind !== "pg-hba") return { files: wordFiles };
  const validators = version >= 18 ? { oauth_validator_libraries: "my" } : {};
  return { files: wordFiles, settings: { ssl: "on", ...validators } };
}
