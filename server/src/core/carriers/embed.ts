import { holdsFiles } from "../model/carrierMarks.ts";
import type { HostLanguage } from "../model/language.ts";
import type { EmbeddedCluster } from "./carrier.ts";
import { Neighbours } from "./neighbours.ts";

/** The configuration in a host document; none in most, so that what reads it is loaded for those that have some. */
export async function embed(
  text: string,
  language: HostLanguage,
  neighbours = new Neighbours(),
): Promise<readonly EmbeddedCluster[]> {
  if (!holdsFiles(text, language)) return [];
  const { embedAs } = await import("./carriers.ts");
  return embedAs(text, language, neighbours);
}
