import { carrierMarks } from "../../model/carrierMarks.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import type { Carrier, EmbeddedCluster, EmbeddedFile, EmbeddedProblem } from "../carrier.ts";
import { pathVersion } from "../containers/imageVersion.ts";
import { FileWriter } from "../fileWriter.ts";
import { placeAt } from "../kubernetes/kubernetes.ts";
import { writeSettings } from "../writeSettings.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { keyText } from "../yaml/yamlNodes.ts";
import { type ConnectionSection, type ConnectionSettings, connectionProblems } from "./patroniConnections.ts";
import { distributed, head, isOfList, isOwnFile, local, writeList } from "./patroniLists.ts";
import {
  ignoredByPatroni,
  ignoredInMember,
  isConvertedByPatroni,
  isPatronis,
  throughPatroni,
} from "./patroniSettings.ts";
import { ignoredBySpilo, isSpilos, spiloFaults } from "./spilo.ts";

/**
 * A local configuration of Patroni: patroni/patroni, patroni/config.py and patroni/postgresql/config.py, at
 * de6b22c800a4e5edb351482f0bf64415271003f6. What `bootstrap.dcs` holds goes into the distributed configuration once, when the
 * cluster is made; of the two the local one wins.
 */
export const patroni: Carrier = {
  name: "Patroni",
  language: "yaml",
  mark: carrierMarks.yaml.patroni,
  reader: "PyYAML",
  paths: [["bootstrap"], ["postgresql"], ["scope"], ["restapi"], ["ctl"]],
  ...throughPatroni,
  embed(document) {
    const ofSpilo = isSpilos(document);
    const carrier = ofSpilo ? spilo : patroni;
    const hiddenBy = document.variable?.hiddenBy;
    const faults = ofSpilo && hiddenBy === undefined ? spiloFaults(document) : [];
    if (!isConfiguration(document) || !(ofSpilo || document.isMap(document.at("postgresql"))))
      return faults.length > 0 ? withoutLines(document, carrier, faults) : undefined;
    if (hiddenBy !== undefined) {
      const place = placeAt(document, local);
      return withoutLines(document, carrier, [{ kind: "ignored", place, word: `${hiddenBy} is given` }]);
    }
    const problems = [...faults, ...connectionProblems(ownConnections(document))];
    const version =
      pathVersion(document.text("postgresql", "bin_dir"), "the path in bin_dir says so") ??
      pathVersion(document.text("postgresql", "data_dir"), "the path in data_dir says so");
    return roles(document).map((role, index) => {
      const own = index === 0 ? problems : [];
      const files = [
        writeConf(document, role, version?.value, own),
        writeList(document, "pg_hba", role, own),
        writeList(document, "pg_ident", role, own),
      ];
      const once = readOnce(document, role).filter(
        ({ place }) => !own.some((one) => one.place.from === place.from),
      );
      return {
        carrier,
        ...(role !== "" && { name: role.slice(1) }),
        ...(version && { version }),
        knowsSettings: false,
        files,
        problems: [...own, ...once],
      };
    });
  },
};

/** The same in the variable of an image that has Spilo. */
const spilo: Carrier = { ...patroni, name: "Spilo" };

/** A configuration of which nothing becomes a line. */
function withoutLines(
  document: YamlDocument,
  carrier: Carrier,
  problems: readonly EmbeddedProblem[],
): EmbeddedCluster {
  const place = placeAt(document, local);
  const file = new FileWriter("postgresql-conf", document.source).finish(place, "map", true);
  return { carrier, knowsSettings: false, files: [file], problems };
}

/** The endings of lists and settings for members in one role, the first of which is for all others. */
function roles(document: YamlDocument): readonly string[] {
  const isGiven = (role: string) =>
    [local, distributed].some((path) =>
      ["parameters", "pg_hba", "pg_ident"].some((name) => document.at(...path, `${name}${role}`)),
    );
  return ["", ...["_primary", "_replica", "_standby_leader"].filter(isGiven)];
}

/** Whether it is more than values of another program: a member's own file, or what only Patroni reads there. */
function isConfiguration(document: YamlDocument): boolean {
  return (
    isMembers(document) ||
    ["pg_hba", "pg_ident", "parameters"].some((name) => document.at(...local, name) !== undefined)
  );
}

/** Whether it has a section that no distributed configuration has. */
function isMembers(document: YamlDocument): boolean {
  const sections = [
    "scope",
    "restapi",
    "bootstrap",
    "etcd",
    "etcd3",
    "consul",
    "kubernetes",
    "zookeeper",
    "raft",
  ];
  return sections.some((name) => document.at(name));
}

/** Settings of both maps, which Patroni joins before it writes, and those of the role, in the order in which they win. */
function writeConf(
  document: YamlDocument,
  role: string,
  version: ServerVersion | undefined,
  problems: EmbeddedProblem[],
): EmbeddedFile {
  const writer = new FileWriter("postgresql-conf", document.source)
    .add(...head)
    .add("include 'postgresql.base.conf'", "");
  const given = (name: string) => [local, distributed].find((path) => document.at(...path, name));
  const ofRole = given(`parameters${role}`) ?? local;
  const paths = [
    [...distributed, "parameters"],
    [...local, "parameters"],
    ...(role === "" ? [] : [[...ofRole, `parameters${role}`]]),
  ];
  for (const [index, path] of paths.entries()) {
    const assigned = new Set(
      paths
        .slice(index + 1)
        .flatMap((one) => document.entries(document.at(...one)).map(({ key }) => keyText(key))),
    );
    const isLocal = path[0] === "postgresql" && isMembers(document);
    writeSettings(document, document.at(...path), writer, problems, {
      listsIn: path.slice(0, -1),
      isFixed: isPatronis,
      fixedDetail: "It takes them from its own configuration: listen, scope and authentication.",
      takes: "all",
      writesLineBreaks: true,
      ignores: (name, value) =>
        (isLocal ? ignoredInMember(name) : undefined) ??
        (isSpilos(document) && path[0] !== "postgresql" ? ignoredBySpilo(name) : undefined) ??
        ignoredByPatroni(name, value, version),
      // Names of files are those of the lists, or relative to the data directory.
      isReplaced: (name) =>
        isConvertedByPatroni(name) ||
        assigned.has(name) ||
        (isOfList(name) && isOwnFile(document, name) !== false),
    });
  }
  return writer.finish(placeAt(document, [...local, "parameters"]), "map");
}

/** What is read once: the lists and settings with which the cluster is made. */
function readOnce(document: YamlDocument, role: string): EmbeddedProblem[] {
  return ["pg_hba", "pg_ident", "parameters"].flatMap((name): EmbeddedProblem[] => {
    const at = document.at(...distributed, `${name}${role}`);
    // An alias has the member's own file say the same.
    if (!at || at.node === document.at(...local, `${name}${role}`)?.node) return [];
    return [{ kind: "read-once", place: document.place(at), word: `${name}${role}` }];
  });
}

/** The settings of Patroni's own connections. */
function ownConnections(document: YamlDocument): ConnectionSettings {
  const pathOf = (section: ConnectionSection) =>
    section === "restapi" || section === "ctl" ? [section] : [...local, "authentication", section];
  return {
    of: (section) =>
      new Map(
        document.entries(document.at(...pathOf(section))).map((entry) => {
          const value = document.scalar(entry);
          const key = document.place(entry);
          const place = value ? { from: value.from, to: value.to } : key;
          return [keyText(entry.key), { ...(value && { value: value.value }), place, key }];
        }),
      ),
    name: (section, setting) => `${section}.${setting}`,
    isOpen: false,
  };
}
