import type { Node, Scalar, YAMLMap } from "yaml";
import { operatorGroups } from "../../model/carrierMarks.ts";
import type { EmbeddedCluster } from "../carrier.ts";
import { asOfTemplate } from "../ofTemplate.ts";
import type { Yaml, YamlDocument } from "../yaml/yaml.ts";
import type { YamlNode } from "../yaml/yamlNodes.ts";

/** Operations of one patch that are read at the most. */
const maxOperations = 1_000;

/** What a patch is for, as far as it is written. */
export interface PatchTarget {
  readonly group?: string | undefined;
  readonly kind?: string | undefined;
}

/**
 * What a list of operations (RFC 6902) adds to a resource, as resources that have nothing else; none of another list. Where an
 * operation puts an item at a number, what is before it is known to nobody here, so that it is a resource of its own.
 */
export function* patchedResources(
  patch: YamlDocument,
  target: PatchTarget,
  yaml: Yaml,
): Iterable<YamlDocument> {
  const added: Operation[] = [];
  for (const item of patch.itemsAt().slice(0, maxOperations)) {
    const operation = readOperation(patch, item);
    if (!operation) continue;
    if (/^\d+$/.test(operation.keys.at(-1)?.text ?? "")) yield* resourceOf(patch, [operation], target, yaml);
    else added.push(operation);
  }
  yield* resourceOf(patch, added, target, yaml);
}

/** A key of a JSON pointer (RFC 6901), and where it is written. */
interface PointerKey {
  readonly text: string;
  readonly from: number;
  readonly to: number;
}

interface Operation {
  readonly keys: readonly PointerKey[];
  readonly value: Node;
}

function readOperation(patch: YamlDocument, item: YamlNode): Operation | undefined {
  const own = patch.below(item);
  const op = own.text("op");
  const scalar = own.scalar(own.at("path"));
  const value = own.at("value")?.node;
  if ((op !== "add" && op !== "replace") || !value || !scalar?.value.startsWith("/")) return undefined;
  let at = 0;
  const keys = scalar.value
    .slice(1)
    .split("/")
    .map((written): PointerKey => {
      const start = patch.source.indexOf(`/${written}`, scalar.from + at) + 1;
      at += written.length + 1;
      const isFound = start > 0 && start + written.length <= scalar.to;
      const text = written.replaceAll("~1", "/").replaceAll("~0", "~");
      return isFound
        ? { text, from: start, to: start + written.length }
        : { text, from: scalar.from, to: scalar.to };
    });
  return keys.length <= maxDepth ? { keys, value } : undefined;
}

/** Keys of a pointer at the most. */
const maxDepth = 20;

function* resourceOf(
  patch: YamlDocument,
  operations: readonly Operation[],
  target: PatchTarget,
  yaml: Yaml,
): Iterable<YamlDocument> {
  const paths = operations.map(({ keys }) => `/${keys.map(({ text }) => text).join("/")}`);
  const resource = kinds.find(
    ({ apiVersion, kind, path }) =>
      (target.kind === undefined
        ? path && paths.some((one) => one.startsWith(path))
        : target.kind === kind) &&
      (target.group === undefined || target.group === apiVersion.replace(/\/.*/, "")),
  );
  if (!resource || operations.length === 0) return;
  const root = new yaml.YAMLMap();
  root.set(new yaml.Scalar("apiVersion"), scalarOf(resource.apiVersion, undefined, yaml));
  root.set(new yaml.Scalar("kind"), scalarOf(resource.kind, undefined, yaml));
  for (const { keys, value } of operations) put(root, keys, value, yaml);
  yield patch.partWith(root);
}

/** Kinds of resources with our files; the path is one that only this of them has, for a patch that does not name its target. */
const kinds: readonly {
  readonly apiVersion: string;
  readonly kind: string;
  readonly path?: string;
}[] = [
  { apiVersion: `${operatorGroups.cloudNativePg}/v1`, kind: "Cluster", path: "/spec/postgresql/pg_" },
  { apiVersion: `${operatorGroups.edb}/v1`, kind: "Cluster" },
  { apiVersion: `${operatorGroups.zalando}/v1`, kind: "postgresql", path: "/spec/patroni/pg_hba" },
  {
    apiVersion: `${operatorGroups.crunchy}/v1beta1`,
    kind: "PostgresCluster",
    path: "/spec/patroni/dynamicConfiguration",
  },
  { apiVersion: `${operatorGroups.percona}/v2`, kind: "PerconaPGCluster" },
  { apiVersion: `${operatorGroups.stackGres}/v1`, kind: "SGCluster" },
  { apiVersion: `${operatorGroups.stackGres}/v1`, kind: "SGPostgresConfig", path: "/spec/postgresql.conf" },
  { apiVersion: `${operatorGroups.kubeDb}/v1`, kind: "Postgres" },
  { apiVersion: "v1", kind: "ConfigMap", path: "/data/" },
  { apiVersion: "v1", kind: "Secret", path: "/stringData/" },
];

/** Puts a value where a pointer leads, with the maps and lists on the way. */
function put(root: YAMLMap, keys: readonly PointerKey[], value: Node, yaml: Yaml): void {
  let map = root;
  for (const [index, key] of keys.entries()) {
    const next = keys[index + 1];
    const isItem = next !== undefined && index + 2 === keys.length && /^(?:-|\d+)$/.test(next.text);
    const known = map.get(key.text, true) as Node | undefined;
    if (isItem) {
      const list = yaml.isSeq(known) ? known : new yaml.YAMLSeq();
      list.items.push(value);
      if (list !== known) map.set(scalarOf(key.text, key, yaml), list);
      return;
    }
    if (next === undefined) {
      map.delete(key.text);
      map.set(scalarOf(key.text, key, yaml), value);
      return;
    }
    // What other operations put in is not put into the value of one.
    const below = yaml.isMap(known) && !known.range ? known : new yaml.YAMLMap();
    if (below !== known) {
      map.delete(key.text);
      map.set(scalarOf(key.text, key, yaml), below);
    }
    map = below;
  }
}

function scalarOf(text: string, place: PointerKey | undefined, yaml: Yaml): Scalar {
  const scalar = new yaml.Scalar(text);
  scalar.type = "PLAIN";
  scalar.source = text;
  scalar.range = place ? [place.from, place.to, place.to] : [0, 1, 1];
  return scalar;
}

/** A cluster of which a patch has a part: what else there is, is known to nobody here. */
export function asOfPatch(cluster: EmbeddedCluster): EmbeddedCluster {
  const { files, ...rest } = asOfTemplate(cluster);
  return { ...rest, files: files.map((file) => ({ ...file, isPartial: true })) };
}
