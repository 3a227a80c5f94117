import type { ContainerEnvironment, ContainerVariable } from "../containers/containerEnvironment.ts";
import { partFrom, type ScalarPart } from "../containers/serverArguments.ts";
import type { Neighbours } from "../neighbours.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText, type YamlNode } from "../yaml/yamlNodes.ts";
import { joinPath, textIn } from "./composeProject.ts";
import { type ComposeService, entriesOf } from "./composeService.ts";
import { dotenvVariables, shownVariables } from "./dotenv.ts";
import { interpolate, type Variables } from "./interpolate.ts";

/** The variables that Compose hands on: `environment` wins over `env_file`, of which the last wins (Compose's manual, "Environment variables precedence"). */
export function readEnvironment(service: ComposeService, neighbours: Neighbours): ContainerEnvironment {
  return (name) => {
    for (const { document, entry, variables, shown } of entriesOf(service, "environment")) {
      const found = inEnvironment(document, entry, name, name === "PGDATA" ? variables : shown);
      if (found === "reset") break;
      if (found) return found;
    }
    return inFiles(service, name, neighbours);
  };
}

/** The value of a variable, from a map or a list of `NAME=value`; a name alone takes it from where Compose runs. */
function inEnvironment(
  document: YamlDocument,
  environment: YamlNode,
  name: string,
  variables: Variables,
): ContainerVariable | "reset" {
  for (const entry of document.entries(environment))
    if (keyText(entry.key) === name) {
      if (document.tag(entry) === "!reset") return "reset";
      const scalar = document.scalar(entry);
      return scalar ? filledIn(partFrom(scalar, 0), variables) : "unknown";
    }
  for (const item of document.items(environment) ?? []) {
    const scalar = document.scalar(item);
    if (scalar?.value === name) return "unknown";
    if (scalar?.value.startsWith(`${name}=`)) return filledIn(partFrom(scalar, name.length + 1), variables);
  }
  return undefined;
}

/** A value with its variables filled in. */
function filledIn({ scalar, text, offsets }: ScalarPart, variables: Variables): ScalarPart {
  const filled = interpolate(text, variables);
  return { scalar, text: filled.text, offsets: filled.offsets.map((at) => offsets[at] ?? 0) };
}

/** The value that the last of the files gives: its place is the name of the file. */
function inFiles(service: ComposeService, name: string, neighbours: Neighbours): ContainerVariable {
  let found: ContainerVariable;
  for (const { document, entry, folder, variables } of [...entriesOf(service, "env_file")].reverse())
    for (const item of document.items(entry) ?? [entry]) {
      const written = document.scalar(item)?.value ?? textIn(document, item, "path");
      const path = written === undefined ? undefined : interpolate(written, variables).text;
      if (path === undefined || path.includes("$")) {
        found = "unknown";
        continue;
      }
      const file = joinPath(folder, path);
      if (neighbours.read(file) === "unknown") found = "unknown";
      const given = dotenvVariables(file, neighbours);
      if (!given.has(name)) continue;
      const get = (one: string) => given.get(one);
      const value = (name === "PGDATA" ? get : shownVariables(get))(name);
      const scalar = document.scalar(item) ?? document.scalar(pathOf(document, item) ?? item);
      found =
        value === undefined || !scalar
          ? "unknown"
          : // Another style than its own, so that no sign of the name counts as one of the value.
            partFrom({ ...scalar, value, style: "raw" }, 0);
    }
  return found;
}

function pathOf(document: YamlDocument, item: YamlNode): YamlNode | undefined {
  return document.entries(item).find(({ key }) => keyText(key) === "path");
}
