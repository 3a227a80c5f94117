import type { HostLanguage } from "../model/language.ts";
import { bitnami } from "./bitnami.ts";
import type { Carrier, EmbeddedCluster } from "./carrier.ts";
import { cloudNativePg } from "./cloudNativePg.ts";
import { compose } from "./compose.ts";
import { configMap } from "./configMap.ts";
import { crunchy, percona } from "./crunchy.ts";
import { focus } from "./focus.ts";
import { kubeDb } from "./kubeDb.ts";
import { patroni } from "./patroni.ts";
import { stackGres } from "./stackGres.ts";
import { loadYaml, parseYaml, type Yaml } from "./yaml.ts";
import { zalando } from "./zalando.ts";

/** The carriers, in the order in which they are tried on a document. */
const carriers: readonly Carrier[] = [
  cloudNativePg,
  zalando,
  crunchy,
  percona,
  stackGres,
  kubeDb,
  configMap,
  patroni,
  bitnami,
  compose,
];

/** UTF-16 units of the longest text that is looked at. */
const maxLength = 2_000_000;

/** The carriers that a text may be meant for: a look that costs less than 1 ms. */
export function carriersOf(text: string, language: HostLanguage): readonly Carrier[] {
  if (text.length > maxLength) return [];
  return carriers.filter((carrier) => carrier.language === language && carrier.mark.test(text));
}

/** Whether a text may hold configuration of PostgreSQL as parts. */
export function holdsConfiguration(text: string, language: HostLanguage): boolean {
  return carriersOf(text, language).length > 0;
}

/** The configuration in a host document; none in most. */
export async function embed(text: string, language: HostLanguage): Promise<readonly EmbeddedCluster[]> {
  const candidates = carriersOf(text, language);
  return candidates.length === 0 ? [] : embedWith(text, candidates, await loadYaml());
}

/** The same with a parser at hand. */
export function embedWith(
  text: string,
  candidates: readonly Carrier[],
  yaml: Yaml,
): readonly EmbeddedCluster[] {
  const paths = candidates.flatMap((carrier) => carrier.paths ?? []);
  const readsAll = candidates.some((carrier) => !carrier.paths);
  return parseYaml(text, yaml, readsAll ? text : focus(text, paths)).flatMap((document) => {
    for (const carrier of candidates) {
      const found = carrier.embed(document);
      if (!found) continue;
      if ("carrier" in found) return [found];
      if (found.length > 0) return found;
    }
    return [];
  });
}
