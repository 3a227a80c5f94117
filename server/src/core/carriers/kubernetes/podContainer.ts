import type { YamlDocument } from "../yaml/yaml.ts";

/** A container of a pod, and the resource that has it. */
export interface PodContainer {
  readonly document: YamlDocument;
  readonly pod: YamlDocument;
  readonly container: YamlDocument;
}

/** Resources of Kubernetes that run containers, and where they have them. */
const podPaths: Readonly<Record<string, readonly string[]>> = {
  Pod: ["spec"],
  Deployment: ["spec", "template", "spec"],
  StatefulSet: ["spec", "template", "spec"],
  DaemonSet: ["spec", "template", "spec"],
  ReplicaSet: ["spec", "template", "spec"],
  DeploymentConfig: ["spec", "template", "spec"],
};

/** The pod that a resource describes; `undefined` for one of another kind. */
export function podOf(document: YamlDocument): YamlDocument | undefined {
  const kind = document.text("kind") ?? "";
  const path = Object.hasOwn(podPaths, kind) ? podPaths[kind] : undefined;
  const at = path && document.at(...path);
  return at && document.below(at);
}
