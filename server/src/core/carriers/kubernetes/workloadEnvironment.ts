import type { ContainerEnvironment, ContainerVariable } from "../containers/containerEnvironment.ts";
import { partFrom } from "../containers/serverArguments.ts";
import type { ShellWord } from "../shell/shellWords.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import type { FindResource } from "./kubernetes.ts";
import type { PodContainer } from "./podContainer.ts";

/** The variables of a container of Kubernetes: `env` wins over `envFrom`, of which the last wins (Kubernetes API reference, "Container"). */
export function workloadEnvironment(
  { document, container }: PodContainer,
  find: FindResource,
): ContainerEnvironment {
  // Of several with one name the last counts.
  const own = new Map(container.belowItems("env").map((one) => [one.text("name"), one]));
  const others = [...container.belowItems("envFrom")].reverse();
  return (name) => {
    const found = own.get(name);
    if (found) return variableOf(found, document, find);
    for (const source of others) {
      const prefix = source.text("prefix") ?? "";
      const value = name.startsWith(prefix)
        ? valueFrom(source, name.slice(prefix.length), document, find)
        : undefined;
      if (value) return value;
    }
    return undefined;
  };
}

function variableOf(variable: YamlDocument, document: YamlDocument, find: FindResource): ContainerVariable {
  const scalar = variable.scalar(variable.at("value"));
  if (scalar) return partFrom(scalar, 0);
  const map = variable.at("valueFrom", "configMapKeyRef");
  if (!map) return variable.at("valueFrom") ? "unknown" : undefined;
  const reference = variable.below(map);
  return keyOf(find(document, "ConfigMap", reference.text("name")), reference.text("key") ?? "") ?? "unknown";
}

/** The value of a key that becomes a variable; what a Secret has is shown nowhere. */
function valueFrom(
  source: YamlDocument,
  key: string,
  document: YamlDocument,
  find: FindResource,
): ContainerVariable {
  const map = source.text("configMapRef", "name");
  if (map !== undefined) {
    const found = find(document, "ConfigMap", map);
    return found ? keyOf(found, key) : "unknown";
  }
  const secret = find(document, "Secret", source.text("secretRef", "name"));
  return !secret || secret.at("data", key) || secret.at("stringData", key) ? "unknown" : undefined;
}

function keyOf(map: YamlDocument | undefined, key: string): ContainerVariable {
  const scalar = map?.scalar(map.at("data", key));
  return scalar && partFrom(scalar, 0);
}

/**
 * A text with the variables that Kubernetes fills in: `$(NAME)`, and `$$` for a dollar sign (kubernetes/kubernetes,
 * third_party/forked/golang/expansion/expand.go); one whose value is not known stays as it is written.
 */
export function expandVariables(text: string, variable: ContainerEnvironment): ShellWord {
  let [result, done] = ["", 0];
  const offsets: number[] = [];
  const take = (to: number) => {
    result += text.slice(done, to);
    for (let at = done; at < to; at++) offsets.push(at);
  };
  for (const { 0: all, 1: name, index } of text.matchAll(/\$\$|\$\(([\w.-]{1,100})\)/g)) {
    const found = name === undefined ? undefined : variable(name);
    const value = found && found !== "unknown" ? found.text : name === undefined ? "$" : all;
    take(index);
    result += value;
    for (let at = 0; at < value.length; at++) offsets.push(Math.min(index + at, index + all.length - 1));
    done = index + all.length;
  }
  take(text.length);
  return { text: result, offsets };
}
