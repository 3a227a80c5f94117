import { carrierMarks } from "../model/carrierMarks.ts";
import type { HostLanguage } from "../model/language.ts";
import type { EmbeddedCluster } from "./carrier.ts";
import { Neighbours } from "./neighbours.ts";

/** Whether a text may hold configuration of PostgreSQL as parts: a look that costs less than 1 ms. */
export function holdsConfiguration(text: string, language: HostLanguage): boolean {
  return Object.values(carrierMarks[language]).some((mark) => mark.test(text));
}

/** The configuration in a host document; none in most, so that what reads it is loaded for those that have some. */
export async function embed(
  text: string,
  language: HostLanguage,
  neighbours = new Neighbours(),
): Promise<readonly EmbeddedCluster[]> {
  if (!holdsConfiguration(text, language)) return [];
  const { embedAs } = await import("./carriers.ts");
  return embedAs(text, language, neighbours);
}
