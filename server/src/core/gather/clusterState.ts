import type { Cluster } from "../cluster/cluster.ts";
import { authSettings } from "../cluster/context.ts";
import { effectiveSettings } from "../cluster/effectiveSettings.ts";
import { includeDepths } from "../cluster/includeDepths.ts";
import type { ProjectSettings } from "../cluster/projectSettings.ts";
import type { RecordIndex } from "../cluster/recordIndex.ts";
import { topDirective } from "../cluster/topDirective.ts";
import { folderOf } from "../cluster/uris.ts";
import { joinIdentities } from "../cluster/uses.ts";
import type { Diagnostic } from "../model/diagnostic.ts";
import type { AuthLanguage } from "../model/language.ts";
import type { EffectiveSettings } from "../model/settings.ts";
import { judgeClients } from "../x509/judgeClients.ts";
import {
  type AuthReading,
  authFileUri,
  collectMaps,
  firstLineOf,
  holdsRecords,
  lookAtAuthFile,
  readAuthFile,
} from "./authFiles.ts";
import { gatherClients } from "./clients.ts";
import { maxIncludeDepth } from "./configuration.ts";
import { findVersion } from "./dataDirectory.ts";
import type { Documents } from "./documents.ts";
import type { Facts } from "./facts.ts";
import { gatherFileUses, type PathBase } from "./fileUses.ts";
import { gatherConfiguration, serverAccount } from "./gatherConfiguration.ts";

/** A cluster as it was found at one moment, with the documents that it is made of. */
export interface ClusterState {
  /** The main postgresql.conf, or the lone file when there is none. */
  readonly key: string;
  readonly cluster: Cluster;
  /** All documents of the cluster, by URI. */
  readonly members: ReadonlyMap<string, RecordIndex>;
  /** The members as they were when they were read. */
  readonly readings: ReadonlyMap<RecordIndex, number>;
  /** The map names of pg_ident.conf, absent when that file is not known. */
  readonly identMaps?: ReadonlySet<string>;
  /** What `cluster.hbaFile.hasRecords` would be by now: an edit that empties pg_hba.conf touches nothing else that is joined. */
  readonly hbaHasRecords: () => boolean | undefined;
  /** Whether the first lines, where findings about whole files stand, look otherwise by now. */
  readonly startsMoved: () => boolean;
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

/** Reads all files of the cluster whose main configuration file is `mainFile`, or of the lone file `key`. */
export async function readCluster(
  key: string,
  mainFile: string | undefined,
  sources: ClusterSources,
): Promise<ClusterState> {
  const { documents, facts, settings: chosen } = sources;
  const folder = folderOf(key);
  const { configuration, dataDirectory, versionFile } = await gatherConfiguration(mainFile, folder, sources);
  const isOnServer = versionFile !== undefined;
  const main = mainFile ? configuration.members.get(mainFile) : await documents.load(key);
  const version = findVersion(main, versionFile, key, chosen);
  const settings = mainFile ? effectiveSettings(configuration.assignments, version.value) : undefined;

  const members = new Map(configuration.members);
  const { readings } = configuration;
  const includes: AuthReading = { mainFiles: new Set(), includedBy: new Map(), readings };
  const uriOf = (language: AuthLanguage) => authFileUri(language, key, settings, chosen.pathMappings);
  const auth = (language: AuthLanguage) =>
    readAuthFile(uriOf(language), language, version.value, members, includes, sources);
  if (!mainFile && main && main.document.language !== "postgresql-conf") {
    await readAuthFile(key, main.document.language, version.value, members, includes, sources);
  } else if (main) {
    members.set(key, main);
  }
  const hba = mainFile ? await auth("pg-hba") : undefined;
  const ident = members.get(key)?.document.language === "pg-ident" ? main : await auth("pg-ident");
  if (version.value >= 19 && mainFile) await auth("pg-hosts");

  const base: PathBase = {
    folder: dataDirectory?.value ?? folder,
    isOnServer,
    mappings: chosen.pathMappings,
    trusted: chosen.trusted,
    serverPlatform: chosen.serverPlatform,
  };
  const isOn = settings?.isOn("ssl") === true;
  const uses = settings ? await gatherFileUses(settings, hostsInForce(settings, members), base, facts) : [];
  const account = await serverAccount(dataDirectory, isOnServer, isOn, sources);
  const folders = [...new Set([folder, base.folder])];
  const known =
    settings && isOn
      ? await gatherClients(chosen.serviceFile, folders, settings, uses, base, facts)
      : undefined;
  const hasClients = (known?.clients.length ?? 0) > 0;
  const mainStart = mainFile && main && firstLineOf(main);
  const hbaPlace = mainStart && (settings?.assignment("hba_file")?.place ?? mainStart);
  const view = {
    settings,
    isOnServer,
    isOneFolder: folder === dataDirectory?.value,
    dataDirectory: dataDirectory?.value,
  };
  const hbaFile = hbaPlace && {
    ...(await lookAtAuthFile("pg-hba", uriOf("pg-hba"), view, facts)),
    place: hbaPlace,
    ...(hba && { start: firstLineOf(hba) }),
  };
  const identFile = mainFile ? await lookAtAuthFile("pg-ident", uriOf("pg-ident"), view, facts) : undefined;
  const identMaps = ident
    ? collectMaps(members, includes)
    : identFile?.state === "missing"
      ? noMaps
      : undefined;
  const hbaHasRecords = () => hba && holdsRecords(hba, members, includes, version.value);
  const hasRecords = hbaHasRecords();
  const startsNow = () => JSON.stringify([main, hba].map((index) => index && firstLineOf(index)));
  const starts = startsNow();
  const mainStat = mainFile && (await facts.stat(mainFile));
  const depths = includeDepths(includes, maxIncludeDepth);
  return {
    key,
    members,
    readings,
    includeDepths: depths,
    ...(identMaps && { identMaps }),
    ...(hasClients && { judgeClients }),
    hbaHasRecords,
    startsMoved: () => startsNow() !== starts,
    signature: JSON.stringify([
      settings && authSettings.map((name) => settings.value(name)),
      identMaps && [...identMaps],
      settings && authSettings.map((name) => settings.assignment(name)?.place),
      [...depths],
      hasClients && textsOf("pg-ident", members),
      known?.clients.map(({ title, role, certificates }) => [title, role, certificates[0].fingerprint]),
    ]),
    cluster: {
      serverVersion: version.value,
      serverVersionReason: version.reason,
      build: (main && topDirective(main.document)?.build) ?? chosen.serverBuild,
      openSsl: chosen.openssl,
      ...account,
      ...(mainFile && { mainFile }),
      ...(typeof mainStat === "object" && { mainFileStat: mainStat }),
      ...(mainStart && { mainStart }),
      ...(hbaFile && { hbaFile: { ...hbaFile, ...(hasRecords !== undefined && { hasRecords }) } }),
      ...(identFile && { identFile }),
      ...(dataDirectory && { dataDirectory }),
      ...(settings && { settings }),
      assignments: configuration.assignments,
      includesTooDeep: configuration.tooDeep,
      fileUses: isOn ? uses : [],
      identities: isOn ? joinIdentities(uses) : [],
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

/** The server starts without a pg_ident.conf, and knows no map then. */
const noMaps: ReadonlySet<string> = new Set();

/** The pg_hosts.conf that the server reads and what it includes, in its order; none where no line names a host. */
function hostsInForce(
  settings: EffectiveSettings,
  members: ReadonlyMap<string, RecordIndex>,
): readonly RecordIndex[] {
  if (!settings.isOn("ssl_sni")) return [];
  const files = [...members.values()].filter(({ document }) => document.language === "pg-hosts");
  return files.filter(({ entries }) => entries.some((entry) => entry?.digest?.host));
}
