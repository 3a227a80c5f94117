import { operatorGroups } from "../../model/carrierMarks.ts";
import type { ContainerEnvironment, ContainerVariable } from "../containers/containerEnvironment.ts";
import { partFrom } from "../containers/serverArguments.ts";
import type { KeyPath } from "../focus.ts";
import { isOfKind } from "../kubernetes/kubernetes.ts";
import type { Project } from "../kubernetes/project.ts";
import type { YamlDocument } from "../yaml/yaml.ts";

/** What the operator of Zalando does with all clusters. */
export interface OperatorSettings {
  /** The pods have a group that may read the keys of their certificates. */
  readonly hasGroup: boolean;
  /** The role by which standbys connect. */
  readonly standby: string;
  /** The role whose members Spilo authenticates by PAM. */
  readonly pamRole: string;
  /** Spilo's variables that all pods have, where a manifest does not give them. */
  readonly environment: ContainerEnvironment;
}

/** The settings that are read, and where a resource of the operator's own kind has them. */
const sections = {
  spilo_fsgroup: "kubernetes",
  pod_environment_configmap: "kubernetes",
  pod_environment_secret: "kubernetes",
  replication_username: "users",
  pam_role_name: "teams_api",
} as const;

/** What is read of `kind: OperatorConfiguration`, and of the ConfigMap in its place. */
export const operatorPaths: readonly KeyPath[] = [
  ...[...new Set(Object.values(sections))].map((section) => ["configuration", section]),
  ["data"],
];

/**
 * The operator's configuration in the same stream, in the project, or else its defaults: zalando/postgres-operator, pkg/util/config/config.go and
 * pkg/apis/acid.zalan.do/v1/operator_configuration_type.go, at a7aaad0a0b9517bb46077f2925eb80ae8ebe1a0c.
 */
export function operatorSettings(
  stream: readonly YamlDocument[],
  project: Pick<Project, "having">,
): OperatorSettings {
  const isOperators = (document: YamlDocument) => isConfiguration(document) || isMap(document);
  const within = stream.filter(isOperators);
  const words = ["OperatorConfiguration", ...Object.keys(sections)];
  const found = within.length > 0 ? within : project.having(words)?.filter(isOperators);
  const own = found?.length === 1 ? found[0] : undefined;
  // Of alternatives in other files, and of one that is changed on the way, nothing is known.
  const isOpen = within.length === 0 && !own && found?.length !== 0;
  const text = (name: keyof typeof sections) =>
    own && (isMap(own) ? own.text("data", name) : own.text("configuration", sections[name], name));
  const role = (name: keyof typeof sections, standard: string) => {
    const given = text(name) ?? "";
    return /^[\w-]+$/.test(given) ? given : standard;
  };
  const named = (kind: string, name: string | undefined) => {
    if (!name) return undefined;
    const isMeant = (one: YamlDocument) => one.text("kind") === kind && one.text("metadata", "name") === name;
    const others = project.having([name])?.filter(isMeant) ?? [];
    return stream.find(isMeant) ?? (others.length === 1 ? others[0] : undefined);
  };
  const secretName = text("pod_environment_secret");
  const secret = named("Secret", secretName);
  const map = named("ConfigMap", text("pod_environment_configmap")?.split("/").at(-1));
  return {
    hasGroup: isOpen || Boolean(text("spilo_fsgroup")),
    standby: role("replication_username", "standby"),
    pamRole: role("pam_role_name", "zalandos"),
    environment: (name) => {
      if (secretName && (!secret || secret.at("data", name) || secret.at("stringData", name)))
        return "unknown";
      const scalar = map?.scalar(map.at("data", name));
      return scalar && partFrom(scalar, 0);
    },
  };
}

/**
 * A variable of the pods: what the manifest gives, or else the Secret and then the ConfigMap for all pods; what the operator makes of `spec.tls` comes
 * behind all of these, and a name that is there is not given again (zalando/postgres-operator, pkg/cluster/k8sres.go,
 * `generateSpiloPodEnvVars`, `appendEnvVars` and `generateStatefulSet`, at a7aaad0a0b9517bb46077f2925eb80ae8ebe1a0c).
 */
export function variableOf(
  document: YamlDocument,
  { environment }: OperatorSettings,
  name: string,
): ContainerVariable {
  const own = document.belowItems("spec", "env").find((item) => item.text("name") === name);
  if (!own) return environment(name);
  const scalar = own.scalar(own.at("value"));
  return scalar ? partFrom(scalar, 0) : own.at("valueFrom") && "unknown";
}

function isConfiguration(document: YamlDocument): boolean {
  return isOfKind(document, operatorGroups.zalando, "OperatorConfiguration");
}

function isMap(document: YamlDocument): boolean {
  return (
    document.text("kind") === "ConfigMap" && Object.keys(sections).some((name) => document.at("data", name))
  );
}
