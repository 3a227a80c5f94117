import type { PostgresServer } from "../support/postgres.ts";
import { fixtureLines } from "./fixtures.ts";
import { generateTexts, kinds, surroundings } from "./generate/texts.ts";
import { judge, type Kind } from "./judge.ts";

/** What a server said of many texts: each with the lines that it refused, from 1 (0: it told no line). */
export interface Recorded {
  readonly server: string;
  readonly verdicts: Readonly<Record<Kind, readonly (readonly [text: string, ...refusedLines: number[]])[]>>;
}

/** Asks a server about all fixtures and so many generated texts of each kind, as the text of a JSON file. */
export async function record(server: PostgresServer, seed: number, count: number): Promise<string> {
  const parts: string[] = [];
  for (const kind of kinds) {
    const texts = [...fixtureLines[kind], ...generateTexts(kind, server.version, seed, count)];
    const judged = await judge(server, kind, texts, surroundings(kind, server.version));
    const rows = texts.map((text, place) => {
      const refusals = (judged[place] ?? []).filter(({ file }) => file === undefined);
      return JSON.stringify([text, ...new Set(refusals.map(({ line }) => line))]);
    });
    parts.push(`${JSON.stringify(kind)}: [\n${rows.join(",\n")}\n]`);
  }
  const name = (await server.run(["--version"])).trim();
  return `{ "server": ${JSON.stringify(name)}, "verdicts": {\n${parts.join(",\n")}\n} }\n`;
}
