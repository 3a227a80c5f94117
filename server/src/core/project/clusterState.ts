import { loadLater } from "../loadLater.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { AuthLanguage } from "../model/language.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { EffectiveSettings } from "../model/settings.ts";
import type { judgeClients } from "../rules/hba/judgeClients.ts";
import { gatherClients } from "./clients.ts";
import type { Cluster } from "./cluster.ts";
import { type Configuration, includedFiles, maxIncludeDepth, readConfiguration } from "./configuration.ts";
import { findDataDirectory, findVersion, readVersionFile } from "./dataDirectory.ts";
import type { Documents } from "./documents.ts";
import type { Facts } from "./facts.ts";
import { gatherFileUses, type PathBase } from "./fileUses.ts";
import { type IncludeGraph, includeDepths } from "./includeDepths.ts";
import type { ProjectSettings } from "./projectSettings.ts";
import type { RecordIndex } from "./recordIndex.ts";
import { gatherLine } from "./references.ts";
import { findServerUser } from "./serverUser.ts";
import { topDirective } from "./topDirective.ts";
import { folderOf, type PathMappings, resolvePath } from "./uris.ts";

/** A cluster as it was found at one moment, with the documents that it is made of. */
export interface ClusterState {
  /** The main postgresql.conf, or the lone file when there is none. */
  readonly key: string;
  readonly cluster: Cluster;
  /** All documents of the cluster, by URI. */
  readonly members: ReadonlyMap<string, RecordIndex>;
  /** The map names of pg_ident.conf, absent when that file is not known. */
  readonly identMaps?: ReadonlySet<string>;
  /** How deep authentication files are included; see `AuthContext.includeDepth`. */
  readonly includeDepths: ReadonlyMap<string, number>;
  /** Judges clients whose certificates are at hand; absent where there are none. */
  readonly judgeClients?: typeof judgeClients;
  /** Changes whenever something does that lines of authentication files are judged by. */
  readonly signature: string;
  /** What the cluster rules found; set by the first diagnosis. */
  findings?: readonly Diagnostic[];
}

/** Everything that finding a cluster needs. */
export interface ClusterSources {
  readonly documents: Documents;
  readonly facts: Facts;
  readonly settings: ProjectSettings;
}

/**
 * Reads all files of the cluster whose main configuration file is `mainFile`, or of the lone file `loneFile`.
 * Order as in the manual, "Setting Parameters": the main file with its includes, then postgresql.auto.conf.
 */
export async function readCluster(
  key: string,
  mainFile: string | undefined,
  sources: ClusterSources,
): Promise<ClusterState> {
  const { documents, facts, settings: chosen } = sources;
  const folder = folderOf(key);
  const configuration: Configuration = { members: new Map(), assignments: [], tooDeep: [], repeatedLines: 0 };
  if (mainFile) await readConfiguration(mainFile, configuration, documents, facts, chosen.pathMappings);
  const dataDirectory = await findDataDirectory(folder, configuration, sources);
  const versionFile = dataDirectory && (await readVersionFile(dataDirectory.value, facts));
  const isOnServer = versionFile !== undefined;
  if (mainFile) {
    const autoConf = `${dataDirectory?.value ?? folder}/postgresql.auto.conf`;
    await readConfiguration(autoConf, configuration, documents, facts, chosen.pathMappings);
  }
  const main = mainFile ? configuration.members.get(mainFile) : await documents.load(key);
  const version = findVersion(main, versionFile, key, chosen);
  const later = mainFile ? await loadLater() : undefined;
  const settings = later?.effectiveSettings(configuration.assignments, version.value);

  const members = new Map(configuration.members);
  const includes: IncludeGraph = { mainFiles: new Set(), includedBy: new Map() };
  const auth = async (language: AuthLanguage) => {
    const uri = authFileUri(language, key, settings, chosen.pathMappings);
    return readAuthFile(uri, language, version.value, members, includes, sources);
  };
  if (!mainFile && main && main.document.language !== "postgresql-conf") {
    await readAuthFile(key, main.document.language, version.value, members, includes, sources);
  } else if (main) {
    members.set(key, main);
  }
  if (mainFile) await auth("pg-hba");
  const ident = members.get(key)?.document.language === "pg-ident" ? main : await auth("pg-ident");
  if (version.value >= 19 && mainFile) await auth("pg-hosts");

  const base: PathBase = {
    folder: dataDirectory?.value ?? folder,
    isOnServer,
    mappings: chosen.pathMappings,
    trusted: chosen.trusted,
  };
  const isOn = settings?.isOn("ssl") === true;
  const uses = settings ? await gatherFileUses(settings, hostsInForce(settings, members), base, facts) : [];
  const dataStat = dataDirectory && (await facts.stat(dataDirectory.value));
  const serverUser = await findServerUser(
    chosen.serverUser,
    typeof dataStat === "object" ? dataStat.owner : undefined,
    isOn && isOnServer && tellsAccounts(chosen) ? facts : undefined,
  );
  const folders = [...new Set([folder, base.folder])];
  const known =
    settings && isOn
      ? await gatherClients(chosen.serviceFile, folders, settings, uses, base, facts)
      : undefined;
  const hasClients = (known?.clients.length ?? 0) > 0;
  const identMaps = ident && collectMaps(members, includes);
  const depths = includeDepths(includes, maxIncludeDepth);
  return {
    key,
    members,
    includeDepths: depths,
    ...(identMaps && { identMaps }),
    ...(later && hasClients && { judgeClients: later.judgeClients }),
    signature: JSON.stringify([
      settings && configuration.assignments.map(({ name, value }) => [name, value]),
      identMaps && [...identMaps],
      [...depths],
      hasClients && textsOf("pg-ident", members),
    ]),
    cluster: {
      serverVersion: version.value,
      serverVersionReason: version.reason,
      build: (main && topDirective(main.document)?.build) ?? chosen.serverBuild,
      openSsl: chosen.openssl,
      serverPlatform: chosen.serverPlatform,
      ...(mainFile && { mainFile }),
      ...(dataDirectory && { dataDirectory }),
      isOnServer,
      ...(typeof dataStat === "object" && { dataDirectoryStat: dataStat }),
      ...(serverUser && { serverUser: serverUser.id }),
      ...(serverUser?.groups && { serverGroups: serverUser.groups }),
      ...(settings && { settings }),
      assignments: configuration.assignments,
      includesTooDeep: configuration.tooDeep,
      fileUses: isOn ? uses : [],
      idleFileUses: isOn ? [] : uses,
      asksForCertificates: isOn && asksForCertificates(members),
      ...(known && { known }),
      ...(facts.pki && { pki: facts.pki }),
      expiryWarningDays: chosen.expiryWarningDays,
    },
  };
}

function asksForCertificates(members: ReadonlyMap<string, RecordIndex>): boolean {
  return [...members.values()].some(({ entries }) =>
    entries.some((entry) => entry?.digest?.asksForCertificate),
  );
}

function textsOf(language: AuthLanguage, members: ReadonlyMap<string, RecordIndex>): string[] {
  return [...members.values()].flatMap(({ document }) =>
    document.language === language ? [document.text] : [],
  );
}

/** Whether this machine's accounts are those of the server: files that stand elsewhere there belong to another machine. */
function tellsAccounts({ pathMappings, serverPlatform }: ProjectSettings): boolean {
  return serverPlatform === "posix" && Object.keys(pathMappings).length === 0;
}

/** The pg_hosts.conf that the server reads and what it includes, in its order; none where no line names a host. */
function hostsInForce(
  settings: EffectiveSettings,
  members: ReadonlyMap<string, RecordIndex>,
): readonly RecordIndex[] {
  if (!settings.isOn("ssl_sni")) return [];
  const files = [...members.values()].filter(({ document }) => document.language === "pg-hosts");
  return files.filter(({ entries }) => entries.some((entry) => entry?.digest?.host));
}

/** Where the server looks for an authentication file; `key` is that of the cluster. */
export function authFileUri(
  language: AuthLanguage,
  key: string,
  settings: EffectiveSettings | undefined,
  mappings: PathMappings,
): string {
  const [setting, usualName] = authFiles[language];
  const named = settings?.assignment(setting)?.value;
  return named ? resolvePath(named, folderOf(key), mappings) : `${folderOf(key)}/${usualName}`;
}

const authFiles: Readonly<Record<AuthLanguage, readonly [setting: string, usualName: string]>> = {
  "pg-hba": ["hba_file", "pg_hba.conf"],
  "pg-ident": ["ident_file", "pg_ident.conf"],
  "pg-hosts": ["hosts_file", "pg_hosts.conf"],
};

/** Reads an authentication file, what it includes, and the files whose words its lines take in. */
async function readAuthFile(
  uri: string,
  language: AuthLanguage,
  serverVersion: ServerVersion,
  members: Map<string, RecordIndex>,
  includes: IncludeGraph,
  sources: ClusterSources,
  depth = 0,
): Promise<RecordIndex | undefined> {
  if (depth > maxIncludeDepth || members.has(uri)) return members.get(uri);
  const index = await sources.documents.load(uri, language);
  if (!index) return undefined;
  members.set(uri, index);
  const included = new Set<string>();
  includes.includedBy.set(uri, included);
  if (depth === 0) includes.mainFiles.add(uri);
  const version = topDirective(index.document)?.serverVersion ?? serverVersion;
  index.scan(version);
  for (let line = 0; line < index.entries.length; line++) {
    const named = index.entries[line]?.digest?.references;
    if (!named) continue; // nearly all lines, for which a wait would cost more than the line
    for (const reference of await gatherLine(index, line, named, version, sources)) {
      if (reference.kind === "tokens") continue;
      for (const target of await includedFiles(
        reference,
        uri,
        sources.facts,
        sources.settings.pathMappings,
      )) {
        included.add(target);
        await readAuthFile(target, language, serverVersion, members, includes, sources, depth + 1);
      }
    }
  }
  return index;
}

/** `undefined` when some maps may be in files that are not known here. */
function collectMaps(
  members: ReadonlyMap<string, RecordIndex>,
  { includedBy }: IncludeGraph,
): ReadonlySet<string> | undefined {
  const maps = new Set<string>();
  for (const index of members.values()) {
    if (index.document.language !== "pg-ident") continue;
    for (const target of includedBy.get(index.document.uri) ?? []) if (!members.has(target)) return undefined;
    for (const entry of index.entries) {
      const map = entry?.digest?.identMap;
      if (map?.startsWith("@")) return undefined;
      if (map !== undefined) maps.add(map);
    }
  }
  return maps;
}
