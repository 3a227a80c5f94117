import { carrierMarks } from "../../model/carrierMarks.ts";
import { lineEnd } from "../../model/lines.ts";
import type { Carrier, EmbeddedCluster, EmbeddedProblem } from "../carrier.ts";
import { hostSpanOf } from "../containers/argumentProblems.ts";
import { lastStage } from "../docker/dockerfile.ts";
import { environmentOf, readInstructions } from "../docker/dockerInstructions.ts";
import { FileWriter } from "../fileWriter.ts";
import type { HostSpan } from "../hostSpan.ts";
import { readDotenv } from "../strings/readDotenv.ts";
import { readAssignments } from "../strings/shellAssignments.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText, type YamlNode } from "../yaml/yamlNodes.ts";
import {
  type ConnectionSection,
  type ConnectionSetting,
  connectionProblems,
  connectionSections,
} from "./patroniConnections.ts";

const shared = {
  name: "Patroni",
  isBeside: true,
  writesParts: true,
} as const;

/** Patroni's variables in services of Compose, containers of Kubernetes, and ConfigMaps and Secrets that become variables. */
export const patroniEnvironment: Carrier = {
  ...shared,
  language: "yaml",
  mark: carrierMarks.yaml.patroniEnvironment,
  paths: [
    ["services"],
    ["spec", "containers"],
    ["spec", "template", "spec", "containers"],
    ["data"],
    ["stringData"],
  ],
  embed: (document) => {
    const problems = environmentsIn(document).flatMap(problemsOf);
    return clusterOf(patroniEnvironment, document.source, problems);
  },
};

/** The same in files of variables. */
export const patroniDotenv: Carrier = {
  ...shared,
  language: "dotenv",
  mark: carrierMarks.dotenv.patroniEnvironment,
  read: (source) => {
    const variables = readDotenv(source).map(
      ({ name, value }): Variable => ({
        name: name.text,
        setting: { value: value.text, place: value.place, key: name.place },
      }),
    );
    return clusterOf(patroniDotenv, source, problemsOf({ variables, isOpen: false }));
  },
};

/** The same in `ENV` of a Dockerfile; who runs the container may give others. */
export const patroniDockerfile: Carrier = {
  ...shared,
  language: "dockerfile",
  mark: carrierMarks.dockerfile.patroniEnvironment,
  read(source) {
    const { stage } = lastStage(readInstructions(source));
    const variables = [...environmentOf(stage)].map(([name, part]): Variable => {
      const at = source.lastIndexOf(name, hostSpanOf(source, part)?.from ?? part.scalar.to);
      const key = { from: at, to: at + name.length };
      const isKnown = !part.text.includes("$");
      return {
        name,
        setting: { ...(isKnown && { value: part.text }), place: hostSpanOf(source, part) ?? key, key },
      };
    });
    return clusterOf(patroniDockerfile, source, problemsOf({ variables, isOpen: true }));
  },
};

/** The same in scripts, before a command or by `export` and Docker's `-e`; others may come from where the script is started. */
export const patroniShell: Carrier = {
  ...shared,
  language: "shellscript",
  mark: carrierMarks.shellscript.patroniEnvironment,
  read: (source) => {
    const variables = [...source.matchAll(/^[^#\n]{0,300}?(?<![\w$"'{-])(?=PATRONI_\w{1,60}=)/gm)].flatMap(
      ({ 0: before, index }) => {
        const start = index + before.length;
        return readAssignments(source, start, lineEnd(source, start)).entries.map(
          ({ name, value }): Variable => ({
            name: name.text,
            setting: { value: value.text, place: value.place, key: name.place },
          }),
        );
      },
    );
    return clusterOf(patroniShell, source, problemsOf({ variables, isOpen: true }));
  },
};

/** Problems alone: what a server reads is written elsewhere. */
function clusterOf(
  carrier: Carrier,
  source: string,
  problems: readonly EmbeddedProblem[],
): readonly EmbeddedCluster[] {
  const [first] = problems;
  if (!first) return [];
  const files = [new FileWriter("postgresql-conf", source).finish(first.place, "map", true)];
  return [{ carrier, knowsSettings: false, files, problems }];
}

interface Variable {
  readonly name: string;
  readonly setting: ConnectionSetting;
}

/** The variables of one program. */
interface Environment {
  readonly variables: readonly Variable[];
  /** Others may come from elsewhere. */
  readonly isOpen: boolean;
}

function problemsOf({ variables, isOpen }: Environment): readonly EmbeddedProblem[] {
  const sections = new Map<ConnectionSection, Map<string, ConnectionSetting>>();
  for (const { name, setting } of variables) {
    const [, section = "", rest = ""] = /^PATRONI_([A-Z]{1,20})_(\w{1,60})$/.exec(name) ?? [];
    const known = connectionSections.find((one) => one.toUpperCase() === section);
    if (!known) continue;
    const own = sections.get(known) ?? new Map<string, ConnectionSetting>();
    sections.set(known, own.set(rest.toLowerCase(), setting));
  }
  // libpq takes these where Patroni gives none.
  const isGiven = variables.some(({ name }) => /^PGSSL/.test(name));
  return connectionProblems({
    of: (section) => sections.get(section) ?? new Map(),
    name: (section, setting) => `PATRONI_${section}_${setting}`.toUpperCase(),
    isOpen: isOpen || isGiven,
  });
}

function environmentsIn(document: YamlDocument): readonly Environment[] {
  const found: Environment[] = [];
  for (const service of document.entries(document.at("services"))) {
    const own = document.below(service);
    const isOpen = own.at("env_file") !== undefined || own.at("extends") !== undefined;
    found.push({ variables: composeVariables(own, own.at("environment")), isOpen });
  }
  for (const path of [
    ["spec", "containers"],
    ["spec", "template", "spec", "containers"],
  ])
    for (const container of document.belowItems(...path))
      found.push({ variables: containerVariables(container), isOpen: container.at("envFrom") !== undefined });
  // The encoded values of a Secret are known to nobody here.
  const maps = document.text("kind") === "ConfigMap" ? ["data"] : ["stringData"];
  if (document.text("kind") === "ConfigMap" || document.text("kind") === "Secret")
    for (const map of maps) found.push({ variables: entriesOf(document, document.at(map)), isOpen: true });
  return found;
}

function composeVariables(document: YamlDocument, at: YamlNode | undefined): readonly Variable[] {
  const items = at && document.items(at);
  if (!items) return entriesOf(document, at);
  return items.flatMap((item): Variable[] => {
    const scalar = document.scalar(item);
    const [, name, value = ""] = /^(\w+)=(.*)$/s.exec(scalar?.value ?? "") ?? [];
    if (!scalar || !name) return [];
    const from = document.source.indexOf(name, scalar.from);
    const key = { from, to: from + name.length };
    const isExact = document.source.startsWith(`=${value}`, key.to) && value !== "";
    const place = isExact ? { from: key.to + 1, to: key.to + 1 + value.length } : key;
    return [{ name, setting: { value, place, key } }];
  });
}

function entriesOf(document: YamlDocument, map: YamlNode | undefined): readonly Variable[] {
  return document
    .entries(map)
    .map((entry) => variableOf(document, keyText(entry.key), document.place(entry), entry));
}

function containerVariables(document: YamlDocument): readonly Variable[] {
  return document.belowItems("env").flatMap((own): Variable[] => {
    const name = own.scalar(own.at("name"));
    return name ? [variableOf(own, name.value, { from: name.from, to: name.to }, own.at("value"))] : [];
  });
}

function variableOf(
  document: YamlDocument,
  name: string,
  key: HostSpan,
  value: YamlNode | undefined,
): Variable {
  const scalar = document.scalar(value);
  const place = scalar ? { from: scalar.from, to: scalar.to } : key;
  return { name, setting: { ...(scalar && { value: scalar.value }), place, key } };
}
