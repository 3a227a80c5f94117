import type { PostgresServer } from "../support/postgres.ts";
import { fixtureLines } from "./fixtures.ts";
import { generateTexts, kinds, surroundings } from "./generate/texts.ts";
import { type Kind, refusalsOf } from "./refusals.ts";

/** What a server did with many texts: each with the lines that it refused, from 1 (0: it gave no line). */
export interface Recorded {
  readonly server: string;
  readonly results: Readonly<Record<Kind, readonly (readonly [text: string, ...refusedLines: number[]])[]>>;
}

/** Has a server check all fixtures and so many generated texts of each kind, as the text of a JSON file. */
export async function record(server: PostgresServer, seed: number, count: number): Promise<string> {
  const parts: string[] = [];
  for (const kind of kinds) {
    const texts = [...fixtureLines[kind], ...generateTexts(kind, server.version, seed, count)];
    const checked = await refusalsOf(server, kind, texts, surroundings(kind, server.version));
    const rows = texts.map((text, place) => {
      const refusals = (checked[place] ?? []).filter(({ file }) => file === undefined);
      return JSON.stringify([text, ...new Set(refusals.map(({ line }) => line))]);
    });
    parts.push(`${JSON.stringify(kind)}: [\n${rows.join(",\n")}\n]`);
  }
  const name = (await server.run(["--version"])).trim();
  return `{ "server": ${JSON.stringify(name)}, "results": {\n${parts.join(",\n")}\n} }\n`;
}
