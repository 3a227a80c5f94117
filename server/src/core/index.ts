import { withClientFiles } from "./features/clientFiles/withClientFiles.ts";
import { withCommentedHosts } from "./features/embedded/withCommentedHosts.ts";
import { withEmbedded } from "./features/embedded/withEmbedded.ts";
import type { LanguageService } from "./features/languageService.ts";
import { withPgBouncer } from "./features/pgbouncer/withPgBouncer.ts";
import { createPlainService } from "./features/plainService.ts";
import { withStandbys } from "./features/standby/withStandbys.ts";
import { withStrings } from "./features/strings/withStrings.ts";
import { Workspace } from "./gather/workspace.ts";
import type { Host } from "./host.ts";
import type { LoadPki } from "./pki.ts";

export { matchingOf, traits } from "./cluster/access/matching.ts";
export { authFileUri } from "./cluster/authFileUri.ts";
export { type Cluster, namedFiles } from "./cluster/cluster.ts";
export type { GivenSettings, ProjectSettings } from "./cluster/projectSettings.ts";
export { readGivenSettings } from "./cluster/readGivenSettings.ts";
export { otherLanguageOf } from "./cluster/readingKey.ts";
export { maxSize as maxFileSize } from "./cluster/readLimits.ts";
export { type Records, recordLine } from "./cluster/records.ts";
export type { SettingsFile } from "./cluster/settingsFile.ts";
export type { Snapshot } from "./cluster/snapshot.ts";
export type { AnyDocument, ClientDocument, HostDocument } from "./cluster/sourceDocument.ts";
export { SourceDocument } from "./cluster/sourceDocument.ts";
export { isAbsolutePath, parseUri, pathOf } from "./cluster/uris.ts";
export { driverIds } from "./data/drivers/driverMode.ts";
export { activationAfterChange, activationOf } from "./features/activation.ts";
export { applyEdits } from "./features/applyEdits.ts";
export { asDriverReads } from "./features/connect/asDriverReads.ts";
export type { Client, ConnectionDecision } from "./features/connect/connection.ts";
export type { OrderedRecord } from "./features/connect/orderedRecords.ts";
export { blockFacts } from "./features/describe/blockFacts.ts";
export { shortName } from "./features/describe/describeName.ts";
export { certificatesOf, formInWords } from "./features/describe/describePem.ts";
export { factInWords } from "./features/describe/fact.ts";
export { reloadInWords } from "./features/describe/reloadInWords.ts";
export { distanceInWords } from "./features/describe/timeInWords.ts";
export { describeRule, ruleIds } from "./features/describeRule.ts";
export { forReaders } from "./features/difference/forReaders.ts";
export type { ConnectionState } from "./features/difference/readState.ts";
export { compareStates } from "./features/difference/readState.ts";
export { excerptOf } from "./features/excerpt.ts";
export type { LanguageService, PlaceInDocument, StringDecision } from "./features/languageService.ts";
export { placeEdits } from "./features/placeNewLine.ts";
export { placeRecords } from "./features/placeRecords.ts";
export { checkServed, checkTrust, compareServed, type ServedFacts } from "./features/served/checkServed.ts";
export { clientViews } from "./features/served/clientViews.ts";
export {
  decideSessions,
  isNamedRecord,
  type SessionDecision,
  unusedRecords,
} from "./features/sessions/decideSessions.ts";
export { type LogForm, LogReader } from "./features/sessions/logReader.ts";
export { readActivity, sessionOfRow } from "./features/sessions/readActivity.ts";
export { type CountedSession, isoTime, SessionTable } from "./features/sessions/sessionTable.ts";
export { isBelow } from "./gather/access.ts";
export type { Host } from "./host.ts";
export type { OfferedFix } from "./model/diagnostic.ts";
export { isBackupPath } from "./model/fileNames.ts";
export {
  type ClientLanguage,
  clientLanguageOfPath,
  type HostLanguage,
  hostLanguageOfPath,
  type Language,
  languageOfPath,
  languageOfText,
  toClientLanguage,
  toHostLanguage,
  toLanguage,
} from "./model/language.ts";
export type { LoadPki, Pki } from "./pki.ts";
export { changeSetting } from "./ruleKit/settingFix.ts";
export { shellWord } from "./ruleKit/shell.ts";
export { scanAuthLine } from "./syntax/authLine.ts";
export { lastOfEach } from "./syntax/connection/connectionString.ts";
export { readConnectionString } from "./syntax/connection/readConnectionString.ts";
export { readPassFile } from "./syntax/connection/readPassFile.ts";
export { csvFields } from "./syntax/csv.ts";
export type { HbaRecord } from "./syntax/hba/hbaRecord.ts";
export { quoteAuth, writeAuth, writeConf, writeConnection } from "./syntax/quote.ts";
export { mayHoldSecret } from "./syntax/secrets.ts";
export { readServices } from "./syntax/serviceFile.ts";
export { isAuthority, isSelfSigned } from "./x509/authority.ts";
export { chainFrom } from "./x509/certificateChain.ts";
export { endsSoon } from "./x509/endsSoon.ts";
export { findIssuer, isIssuer, type Signed } from "./x509/issuer.ts";
export { rememberSignatures } from "./x509/rememberSignatures.ts";

/**
 * Makes a language service that sees files through `host` and X.509 through what `loadPki` gives. `findClusters` has the main files of
 * clusters that a standby may have as its primary, beside those that are open or shown.
 */
export function createLanguageService(
  host: Host,
  loadPki: LoadPki,
  findClusters?: () => Promise<readonly string[]>,
): LanguageService {
  const workspace = new Workspace(host, loadPki);
  const plain = withStandbys(createPlainService(host, workspace, loadPki), workspace, findClusters);
  const embedded = withEmbedded(plain, workspace);
  const hosts = withCommentedHosts(withStrings(embedded, workspace), workspace);
  return withPgBouncer(withClientFiles(hosts, workspace), workspace);
}
export { heldTexts } from "./carriers/kubernetes/heldTexts.ts";
export { mayHoldConfiguration } from "./model/carrierMarks.ts";
export { isForeignText } from "./syntax/conf/foreignText.ts";
