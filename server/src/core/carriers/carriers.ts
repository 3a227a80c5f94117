import { hasMark } from "../model/carrierMarks.ts";
import type { HostLanguage } from "../model/language.ts";
import { ansible, ansibleFiles } from "./ansible/ansible.ts";
import type { Around, Carrier, EmbeddedCluster } from "./carrier.ts";
import { bitnami } from "./charts/bitnami.ts";
import { textCharts } from "./charts/textCharts.ts";
import { compose } from "./compose/compose.ts";
import { dockerfile } from "./docker/dockerfile.ts";
import { focus } from "./focus.ts";
import { type HostSpan, isHere } from "./hostSpan.ts";
import { cloudInit } from "./hosts/cloudInit.ts";
import { hiera } from "./hosts/hiera.ts";
import { saltPillar } from "./hosts/saltPillar.ts";
import { configMap, heldText } from "./kubernetes/configMap.ts";
import { asOfPatch } from "./kubernetes/jsonPatch.ts";
import { placeAt, resourcesIn } from "./kubernetes/kubernetes.ts";
import { kustomize } from "./kubernetes/kustomize.ts";
import { podOf } from "./kubernetes/podContainer.ts";
import { Project } from "./kubernetes/project.ts";
import { workload } from "./kubernetes/workload.ts";
import { maxManifestClusters, maxManifestDocuments, maxManifestLength } from "./limits.ts";
import type { Neighbours } from "./neighbours.ts";
import { nestedDocuments, nestedPaths } from "./nested.ts";
import { asOfTemplate } from "./ofTemplate.ts";
import { cloudNativePg, cloudNativePgChart, edb } from "./operators/cloudNativePg.ts";
import { cnpgPooler, edbPooler } from "./operators/cnpgPooler.ts";
import { crunchy, percona } from "./operators/crunchy.ts";
import { everest } from "./operators/everest.ts";
import { kubeDb } from "./operators/kubeDb.ts";
import { stackGres } from "./operators/stackGres.ts";
import { stolon } from "./operators/stolon.ts";
import { zalando } from "./operators/zalando.ts";
import { patroni } from "./patroni/patroni.ts";
import {
  patroniDockerfile,
  patroniDotenv,
  patroniEnvironment,
  patroniShell,
} from "./patroni/patroniEnvironment.ts";
import { secretsIn } from "./secrets.ts";
import { encodedScripts } from "./shell/encodedScripts.ts";
import { shellScript, shellServer, sqlScript } from "./shell/scripts.ts";
import { shellTexts } from "./shell/shellTexts.ts";
import { unread } from "./unread.ts";
import { withoutFolded } from "./yaml/foldedBlock.ts";
import { withUnknownEscapes } from "./yaml/unknownEscape.ts";
import { loadYaml, parseYaml, type Yaml, type YamlDocument } from "./yaml/yaml.ts";
import { maskTemplate } from "./yaml/yamlTemplate.ts";

/** The carriers, in the order in which they are tried on a document. */
const carriers: readonly Carrier[] = [
  cloudNativePg,
  edb,
  cnpgPooler,
  edbPooler,
  zalando,
  crunchy,
  percona,
  stackGres,
  everest,
  kubeDb,
  workload,
  configMap,
  heldText,
  kustomize,
  patroni,
  bitnami,
  cloudNativePgChart,
  textCharts,
  stolon,
  cloudInit,
  saltPillar,
  hiera,
  ansible,
  ansibleFiles,
  compose,
  shellTexts,
  encodedScripts,
  dockerfile,
  shellScript,
  shellServer,
  sqlScript,
  patroniEnvironment,
  patroniDockerfile,
  patroniDotenv,
  patroniShell,
];

/** Those whose documents refer to a ConfigMap or Secret. */
const readers: readonly Carrier[] = [cloudNativePg, edb, zalando, crunchy, percona, workload];

/** Those by whose marks a ConfigMap or Secret shows that it may have something of ours. */
const holders: readonly Carrier[] = [configMap, heldText, compose];

/** Where resources of Kubernetes have their names. */
const namePath = ["metadata", "name"] as const;

/** The configuration in a text of a language, by the carriers that it may be meant for. */
export async function embedAs(
  text: string,
  language: HostLanguage,
  neighbours: Neighbours,
): Promise<readonly EmbeddedCluster[]> {
  if (language === "json") return embedJson(text, neighbours);
  const candidates = carriers.filter(
    (carrier) => carrier.language === language && hasMark(text, carrier.mark),
  );
  if (candidates.length === 0) return [];
  if (language === "yaml") return embedYaml(text, candidates, await loadYaml(), neighbours);
  return text.length > maxManifestLength
    ? candidates.map((carrier) => unread(carrier, text, "length"))
    : candidates.flatMap((carrier) => carrier.read?.(text) ?? []);
}

/** JSON is YAML for all that reads manifests, and is tried as one; what its marks show is that it may be one at all. */
async function embedJson(text: string, neighbours: Neighbours): Promise<readonly EmbeddedCluster[]> {
  const candidates = carriers.filter(({ language }) => language === "yaml");
  if (text.length > maxManifestLength) {
    const meant = meantBy(candidates, text);
    return meant ? [unread(meant, text, "length")] : [];
  }
  const yaml = await loadYaml();
  const { parseJson } = await import("./yaml/json.ts");
  return embedDocuments(text, parseJson(text, yaml), candidates, yaml, neighbours);
}

function embedYaml(
  text: string,
  candidates: readonly Carrier[],
  yaml: Yaml,
  neighbours: Neighbours,
): readonly EmbeddedCluster[] {
  if (text.length > maxManifestLength) {
    const parts = text.split(/^---/m).filter((part) => !/^kind: CustomResourceDefinition\b/m.test(part));
    const meant = meantBy(candidates, ...parts);
    return meant ? [unread(meant, text, "length")] : [];
  }
  const paths = candidates.flatMap((carrier) => carrier.paths ?? []);
  const beside = candidates.flatMap((carrier) => carrier.beside ?? []);
  const readsAll = candidates.some((carrier) => !carrier.paths);
  const masked = maskTemplate(text);
  const read = readsAll
    ? masked.read
    : focus(masked.read, { paths: [...paths, ...nestedPaths, namePath], beside });
  const documents = parseYaml(text, yaml, { masked: { ...masked, read } });
  return embedDocuments(text, documents, candidates, yaml, neighbours);
}

function embedDocuments(
  text: string,
  written: readonly YamlDocument[],
  candidates: readonly Carrier[],
  yaml: Yaml,
  neighbours: Neighbours,
): readonly EmbeddedCluster[] {
  const clusters: EmbeddedCluster[] = [];
  const all = written
    .slice(0, maxManifestDocuments)
    .flatMap((document) => (document.repeatsTooMuch ? [document] : [...nestedDocuments(document, yaml)]));
  const documents = all.filter(({ repeatsTooMuch }) => !repeatsTooMuch);
  const project = new Project(documents, neighbours);
  const findResource = resourcesIn(documents, project);
  const readTexts = new Set<number>();
  const findSecret = secretsIn(findResource);
  const around: Around = { neighbours, findResource, findSecret, readTexts, stream: documents, project };
  // What a container reads is not read again as a ConfigMap of which nobody knows who does.
  const [pods = [], others = []] = [true, false].map((isPod) =>
    documents.filter((document) => (podOf(document) !== undefined) === isPod),
  );
  const held = others.filter(isHeld);
  const holdsOurs = candidates.some((carrier) => holders.includes(carrier));
  const inOrder = function* () {
    yield* pods;
    yield* others.filter((document) => !isHeld(document));
    const unused = held.filter(
      (document) => holdsOurs && !document.isTemplate && !findResource.found.has(document),
    );
    yield* project.mentioning(
      unused.flatMap((document) => document.text(...namePath) ?? []),
      readers.map(({ mark }) => mark),
    );
    yield* held;
  };
  for (const document of inOrder()) {
    // A patch does not always say of which group its target is.
    const all = document.isElsewhere ? readers : document.isPatch ? carriers : candidates;
    for (const found of embedDocument(document, all, around).map(asSeenHere)) {
      const cluster = document.isElsewhere ? { ...found, isOfOther: true as const } : found;
      if (document.isElsewhere && !isSeenHere(cluster)) continue;
      if (clusters.length === maxManifestClusters)
        return [...clusters, unread(cluster.carrier, text, "clusters", placeAt(document, ["kind"]))];
      clusters.push(cluster);
      if (cluster.carrier === workload)
        for (const { entries } of cluster.files) for (const { scalar } of entries) readTexts.add(scalar.from);
    }
  }
  const meant = clusters[0]?.carrier ?? meantBy(candidates, text);
  const repeating = all.find(({ repeatsTooMuch }) => repeatsTooMuch);
  const next = written[maxManifestDocuments];
  if (meant && repeating) clusters.push(unread(meant, text, "aliases", startOf(repeating)));
  if (meant && next) clusters.push(unread(meant, text, "documents", startOf(next)));
  for (const why of meant ? neighbours.leftOut : [])
    if (meant && written[0]) clusters.push(unread(meant, text, why, startOf(written[0])));
  if (meant && project.lacksSome) clusters.push(unread(meant, text, "files"));
  return clusters;
}

/** Whether a document holds what others may refer to. */
function isHeld(document: YamlDocument): boolean {
  return /^(?:ConfigMap|Secret)$/.test(document.text("kind") ?? "");
}

/** A cluster without what is wrong in other files, where that is shown. */
function asSeenHere(cluster: EmbeddedCluster): EmbeddedCluster {
  const problems = cluster.problems.filter(({ place }) => isHere(place));
  return problems.length === cluster.problems.length ? cluster : { ...cluster, problems };
}

/** Whether something of a cluster of another file is written in the document that is read. */
function isSeenHere({ files, mounted = [], problems }: EmbeddedCluster): boolean {
  return (
    files.some(({ pieces }) => pieces.length > 0) ||
    mounted.some(({ place }) => isHere(place)) ||
    problems.length > 0
  );
}

function embedDocument(
  document: YamlDocument,
  candidates: readonly Carrier[],
  around: Around,
): readonly EmbeddedCluster[] {
  const beside = candidates.filter(({ isBeside }) => isBeside);
  const others = candidates.filter(({ isBeside }) => !isBeside);
  return [others, ...beside.map((carrier) => [carrier])].flatMap((some) =>
    embedFirst(document, some, around),
  );
}

function embedFirst(
  document: YamlDocument,
  candidates: readonly Carrier[],
  around: Around,
): readonly EmbeddedCluster[] {
  for (const carrier of candidates) {
    const read = carrier.reader ? document.readBy(carrier.reader) : document;
    const found = carrier.embed?.(read, around);
    if (!found) continue;
    const embedded = "carrier" in found ? [found] : found;
    if (embedded.length === 0) continue;
    const mapped = embedded.map((cluster) =>
      withUnknownEscapes(withoutFolded(cluster, document.source), document),
    );
    const clusters = document.isPatch
      ? mapped.map(asOfPatch)
      : document.isTemplate
        ? mapped.map(asOfTemplate)
        : mapped;
    const name = document.text("metadata", "name") ?? document.text("scope");
    return name ? clusters.map((cluster) => ({ name, ...cluster })) : clusters;
  }
  return [];
}

/** The first carrier that one of these texts may be meant for. */
function meantBy(candidates: readonly Carrier[], ...texts: readonly string[]): Carrier | undefined {
  return candidates.find(({ mark }) => texts.some((text) => hasMark(text, mark)));
}

/** Where a document begins: its first key, or what it has in place of a map. */
function startOf(document: YamlDocument): HostSpan {
  const root = document.at();
  return document.place(document.entries(root)[0] ?? root ?? { node: null });
}
