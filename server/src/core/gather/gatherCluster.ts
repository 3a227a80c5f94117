import { authFiles, authFileUri } from "../cluster/authFileUri.ts";
import { checkAssignments } from "../cluster/checkedAssignments.ts";
import type { Cluster } from "../cluster/cluster.ts";
import { effectiveSettings } from "../cluster/effectiveSettings.ts";
import { includeDepths } from "../cluster/includeDepths.ts";
import { pathBaseIn } from "../cluster/pathBase.ts";
import type { ProjectSettings } from "../cluster/projectSettings.ts";
import type { Records } from "../cluster/records.ts";
import type { ClusterSnapshot } from "../cluster/snapshot.ts";
import { isTooLarge, type SourceDocument } from "../cluster/sourceDocument.ts";
import { folderOf, pathOf } from "../cluster/uris.ts";
import { joinIdentities } from "../cluster/uses.ts";
import { withComment } from "../cluster/withComment.ts";
import { maxIncludeDepth } from "../data/maxIncludeDepth.ts";
import { isTemplatePath } from "../model/fileNames.ts";
import type { AuthLanguage } from "../model/language.ts";
import type { EffectiveSettings } from "../model/settings.ts";
import type { Place } from "../model/span.ts";
import {
  type AuthReading,
  collectMaps,
  firstLineOf,
  holdsRecords,
  lookAtAuthFile,
  readAuthFile,
} from "./authFiles.ts";
import { gatherClients } from "./clients.ts";
import { type MadeContext, makeContexts } from "./contexts.ts";
import { findVersion } from "./dataDirectory.ts";
import type { Documents } from "./documents.ts";
import { gatherEncodings } from "./encodings.ts";
import type { Facts } from "./facts.ts";
import { gatherFileUses } from "./fileUses.ts";
import { gatherConfiguration, serverAccount } from "./gatherConfiguration.ts";
import { gatherOpenFiles } from "./openFiles.ts";
import { gatherStandbyConnection } from "./standbyConnection.ts";

/** Everything that gathering a cluster needs. */
export interface ClusterSources {
  readonly documents: Documents;
  readonly facts: Facts;
  readonly settings: ProjectSettings;
}

/** A cluster as it was gathered, and what decides later whether it is still up to date. */
export interface GatheredCluster extends Omit<ClusterSnapshot, "files" | "hidden" | "now" | "pki"> {
  readonly madeContexts: ReadonlyMap<string, MadeContext>;
  readonly includedBy: ReadonlyMap<string, ReadonlySet<string>>;
  /** `Documents.revision` when all members were last compared with their documents. */
  readonly revision?: number;
}

/** Reads all files of the cluster whose main configuration file is `given`, or of the lone file `key`. */
export async function gatherCluster(
  key: string,
  given: string | undefined,
  project: ClusterSources,
  former: GatheredCluster | undefined,
): Promise<GatheredCluster> {
  const document = await project.documents.load(given ?? key);
  const isUnread = document !== undefined && isTooLarge(document.current);
  const mainFile = isUnread ? undefined : given; // nothing follows from a file of which nothing is read
  const sources = { ...project, settings: withComment(project.settings, document) };
  const { facts, settings: chosen } = sources;
  const folder = folderOf(key);
  const { configuration, dataDirectory, versionFile } = await gatherConfiguration(mainFile, folder, sources);
  const isOnServer = versionFile !== undefined && !facts.isPartial;
  const shownMain = mainFile && shownMainOf(mainFile, document, configuration.members);
  const plain = shownMain === mainFile ? undefined : configuration.members.get(shownMain ?? "")?.document;
  const isTemplate = document?.current.template !== undefined || isTemplatePath(pathOf(key));
  const version = findVersion(
    document,
    versionFile,
    key,
    chosen,
    configuration.assignments,
    plain,
    isTemplate,
  );
  const settings = mainFile
    ? effectiveSettings(
        configuration.assignments,
        version.value,
        !configuration.isPartial && document?.embedding?.knowsSettings,
      )
    : undefined;

  const members = new Map(configuration.members);
  if (isUnread) {
    members.set(key, project.documents.records(document, version.value));
    configuration.limit.leaveOut(firstLineOf(document), "one");
  }
  const reading: AuthReading = {
    mainFiles: new Set(),
    includedBy: new Map(),
    named: new Map(),
    targets: new Map(),
    limit: configuration.limit,
  };
  const uriOf = (language: AuthLanguage) => authFileUri(language, key, settings, chosen.pathMappings);
  const mainLanguages: readonly AuthLanguage[] =
    version.value >= 19 ? ["pg-hba", "pg-ident", "pg-hosts"] : ["pg-hba", "pg-ident"];
  // The setting says what these are, whatever includes them as well.
  if (mainFile) for (const language of mainLanguages) await project.documents.load(uriOf(language), language);
  const mainDocument = shownMain === mainFile ? document : project.documents.loaded(shownMain ?? "");
  const mainStart = mainFile && mainDocument ? firstLineOf(mainDocument) : undefined;
  const read = (uri: string, language: AuthLanguage) =>
    readAuthFile(
      project.documents.uriOf(uri, language),
      language,
      version.value,
      members,
      reading,
      sources,
      settings?.assignment(authFiles[language][0])?.place ?? mainStart,
    );
  if (!mainFile && document && document.language !== "postgresql-conf") await read(key, document.language);
  const hba = mainFile ? await read(uriOf("pg-hba"), "pg-hba") : undefined;
  const own = members.get(key);
  const ident = own?.document.language === "pg-ident" ? own : await read(uriOf("pg-ident"), "pg-ident");
  if (version.value >= 19 && mainFile) await read(uriOf("pg-hosts"), "pg-hosts");

  const base = pathBaseIn(
    { isOnServer, serverPlatform: chosen.serverPlatform, ...(dataDirectory && { dataDirectory }) },
    key,
    chosen,
  );
  const isOn = settings?.isOn("ssl") === true;
  const uses = settings
    ? await gatherFileUses(
        settings,
        hostsInForce(settings, members),
        base,
        facts,
        document?.embedding?.access,
      )
    : [];
  const account = await serverAccount(dataDirectory, isOnServer, isOn, sources);
  const known =
    settings && isOn
      ? await gatherClients(
          chosen.serviceFile,
          [...new Set([folder, base.folder])],
          settings,
          uses,
          base,
          facts,
        )
      : undefined;
  const standby = settings && (await gatherStandbyConnection(settings, members, version.value, base, facts));
  const hbaPlace = mainStart && (settings?.assignment("hba_file")?.place ?? mainStart);
  const view = {
    settings,
    isOnServer,
    isOneFolder: folder === dataDirectory?.value,
    dataDirectory: dataDirectory?.value,
  };
  const hasRecords = hba && holdsRecords(hba, members, reading, version.value);
  const hbaFile = hbaPlace && {
    ...(await lookAtAuthFile("pg-hba", uriOf("pg-hba"), view, facts)),
    place: hbaPlace,
    ...(hba && { start: firstLineOf(hba.document) }),
    ...(hasRecords !== undefined && { hasRecords }),
  };
  const identFile = mainFile ? await lookAtAuthFile("pg-ident", uriOf("pg-ident"), view, facts) : undefined;
  const identMaps = ident
    ? collectMaps(members, reading)
    : identFile?.state === "missing"
      ? noMaps
      : undefined;
  const mainStat = shownMain && (await facts.stat(shownMain));
  const dateStyle = settings?.value("datestyle");
  const { serverBuild: build, serverPlatform } = chosen;
  const traits = { serverVersion: version.value, build, serverPlatform, dateStyle };
  const cluster: Cluster = {
    serverVersion: version.value,
    serverVersionReason: version.reason,
    ...(version.isOlder && { isServerOlder: true as const }),
    ...(version.isOneOfAll && { isVersionUnknown: true as const }),
    build,
    openSsl: chosen.openssl,
    ...account,
    ...(document?.embedding?.serverUser !== undefined && { isMounted: true as const }),
    ...(shownMain && { mainFile: shownMain }),
    ...(typeof mainStat === "object" && { mainFileStat: mainStat }),
    ...(mainStart && { mainStart }),
    ...(hbaFile && { hbaFile }),
    ...(identFile && { identFile }),
    ...(dataDirectory && { dataDirectory }),
    ...(settings && { settings }),
    assignments: configuration.assignments,
    checkedAssignments: checkAssignments(configuration.assignments, traits),
    includesTooDeep: [...configuration.tooDeep.values()],
    leftOut: configuration.limit.leftOut,
    fileUses: isOn ? uses : [],
    identities: isOn ? joinIdentities(uses) : [],
    idleFileUses: isOn ? [] : uses,
    requestsCertificates: isOn && requestsCertificates(members),
    ...(known && { known }),
    ...(standby && { standby }),
    ...(facts.pki && { pki: facts.pki }),
    expiryWarningDays: chosen.expiryWarningDays,
    encodings: await gatherEncodings(members, facts),
    openFiles: await gatherOpenFiles(members, { isOnServer, serverPlatform }, facts),
  };
  const parts = { identMaps, includeDepths: includeDepths(reading, maxIncludeDepth), named: reading.named };
  const madeContexts = makeContexts(cluster, members, parts, sources, former?.madeContexts);
  return {
    key,
    settings: document?.embedding
      ? { ...project.settings, pathMappings: chosen.pathMappings }
      : project.settings,
    cluster,
    members,
    madeContexts,
    contexts: new Map([...madeContexts].map(([uri, { context }]) => [uri, context])),
    includes: reading.targets,
    includedBy: reading.includedBy,
  };
}

/** The postgresql.conf to be shown and changed: what a container includes, where the first file is made of its arguments. */
function shownMainOf(
  mainFile: string,
  document: SourceDocument | undefined,
  members: ReadonlyMap<string, Records>,
): string {
  if (!document?.embedding) return mainFile;
  return [...members.keys()].find((uri) => uri !== mainFile && uri.startsWith("file:")) ?? mainFile;
}

/** The cluster with the records of its documents as they are now. */
export function withCurrentRecords(gathered: GatheredCluster, documents: Documents): GatheredCluster {
  const { revision } = documents;
  // Only what an editor holds changes by itself.
  const suspects =
    gathered.revision === revision ? documents.editedAmong(gathered.members) : [...gathered.members.keys()];
  const changed = suspects.flatMap((uri): [string, Records][] => {
    const before = gathered.members.get(uri);
    const document = documents.loaded(uri);
    const records = document && before && documents.records(document, before.serverVersion);
    return records && records !== before ? [[uri, records]] : [];
  });
  if (changed.length === 0) return gathered.revision === revision ? gathered : { ...gathered, revision };
  const members = new Map(gathered.members);
  for (const [uri, records] of changed) members.set(uri, records);
  return { ...gathered, members, revision };
}

/** Whether a cluster with other records of its documents still is what would be gathered: nothing changed that others depend on. */
export function stillHolds(gathered: GatheredCluster, { members }: GatheredCluster): boolean {
  for (const [uri, before] of gathered.members) {
    const records = members.get(uri);
    if (records?.document.source !== before.document.source || records.basis !== before.basis) return false;
  }
  const { mainStart, hbaFile, serverVersion } = gathered.cluster;
  if (!startsAs(mainStart, members) || !startsAs(hbaFile?.start, members)) return false;
  const hba = hbaFile?.start && members.get(hbaFile.uri);
  return !hba || holdsRecords(hba, members, gathered, serverVersion) === hbaFile.hasRecords;
}

/** Whether the first line of a file, where findings about the whole file are shown, still ends where it did. */
function startsAs(start: Place | undefined, members: ReadonlyMap<string, Records>): boolean {
  const records = start && members.get(start.uri);
  return !records || start.span.end === firstLineOf(records.document).span.end;
}

function requestsCertificates(members: ReadonlyMap<string, Records>): boolean {
  return [...members.values()].some(({ entries }) =>
    entries.some(({ summary }) => summary?.requestsCertificate),
  );
}

/** The server starts without a pg_ident.conf, and knows no map then. */
const noMaps: ReadonlySet<string> = new Set();

/** The pg_hosts.conf that the server reads and what it includes, in its order; none where no line names a host. */
function hostsInForce(
  settings: EffectiveSettings,
  members: ReadonlyMap<string, Records>,
): readonly Records[] {
  if (!settings.isOn("ssl_sni")) return [];
  const files = [...members.values()].filter(({ document }) => document.language === "pg-hosts");
  return files.filter(({ entries }) => entries.some(({ summary }) => summary?.host));
}
