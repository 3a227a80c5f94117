import type { Rule } from "../rule.ts";
import { caCertificateExpired } from "./caCertificateExpired.ts";
import { caCertificateWeak } from "./caCertificateWeak.ts";
import { caDuplicate } from "./caDuplicate.ts";
import { caIssuerMissing } from "./caIssuerMissing.ts";
import { caNotAuthority } from "./caNotAuthority.ts";
import { caPurpose } from "./caPurpose.ts";
import { certificateAddressUncovered } from "./certificateAddressUncovered.ts";
import { certificateAlgorithmUnusable } from "./certificateAlgorithmUnusable.ts";
import { certificateChainIncomplete } from "./certificateChainIncomplete.ts";
import { certificateChainInvalid } from "./certificateChainInvalid.ts";
import { certificateChainOrder } from "./certificateChainOrder.ts";
import { certificateChainRoot } from "./certificateChainRoot.ts";
import { certificateChainShuffled } from "./certificateChainShuffled.ts";
import { certificateDigestWeak } from "./certificateDigestWeak.ts";
import { certificateExpired } from "./certificateExpired.ts";
import { certificateExpiresSoon } from "./certificateExpiresSoon.ts";
import { certificateIsAuthority } from "./certificateIsAuthority.ts";
import { certificateKeySwapped } from "./certificateKeySwapped.ts";
import { certificateKeyUnreadable } from "./certificateKeyUnreadable.ts";
import { certificateKeyWeak } from "./certificateKeyWeak.ts";
import { certificateNamesMissing } from "./certificateNamesMissing.ts";
import { certificatePurpose } from "./certificatePurpose.ts";
import { clientCertificateUnverified } from "./clientCertificateUnverified.ts";
import { confFileUnreadable } from "./confFileUnreadable.ts";
import { crlDirectoryMissing } from "./crlDirectoryMissing.ts";
import { crlDirectoryNames } from "./crlDirectoryNames.ts";
import { crlExpiresSoon } from "./crlExpiresSoon.ts";
import { crlForeign } from "./crlForeign.ts";
import { crlIssuerUsage } from "./crlIssuerUsage.ts";
import { crlMissing } from "./crlMissing.ts";
import { crlNotCurrent } from "./crlNotCurrent.ts";
import { dataDirectoryPermissions } from "./dataDirectoryPermissions.ts";
import { dhParametersWeak } from "./dhParametersWeak.ts";
import { hbaFileEmpty } from "./hbaFileEmpty.ts";
import { hbaFileUnusable } from "./hbaFileUnusable.ts";
import { hostsCaMissing } from "./hostsCaMissing.ts";
import { hostsNameUncovered } from "./hostsNameUncovered.ts";
import { keyFileOwner } from "./keyFileOwner.ts";
import { keyFilePermissions } from "./keyFilePermissions.ts";
import { keyMismatch } from "./keyMismatch.ts";
import { keyPassphraseMissing } from "./keyPassphraseMissing.ts";
import { keyPassphraseReload } from "./keyPassphraseReload.ts";
import { passphraseCommandPlaceholder } from "./passphraseCommandPlaceholder.ts";
import { privateKeyExposed } from "./privateKeyExposed.ts";
import { serviceHostUncovered } from "./serviceHostUncovered.ts";
import { serviceRootMismatch } from "./serviceRootMismatch.ts";
import { sslCiphersInvalid } from "./sslCiphersInvalid.ts";
import { sslCiphersUnknown } from "./sslCiphersUnknown.ts";
import { sslCiphersWeak } from "./sslCiphersWeak.ts";
import { sslFileBroken } from "./sslFileBroken.ts";
import { sslFileByteOrderMark } from "./sslFileByteOrderMark.ts";
import { sslFileContent } from "./sslFileContent.ts";
import { sslFileEmpty } from "./sslFileEmpty.ts";
import { sslFileKind } from "./sslFileKind.ts";
import { sslFileMissing } from "./sslFileMissing.ts";
import { sslFileNotHere } from "./sslFileNotHere.ts";
import { sslFileNotPem } from "./sslFileNotPem.ts";
import { sslFileUnreadable } from "./sslFileUnreadable.ts";
import { sslGroupsEmpty } from "./sslGroupsEmpty.ts";
import { sslGroupsUncommon } from "./sslGroupsUncommon.ts";
import { sslGroupsUnknown } from "./sslGroupsUnknown.ts";
import { sslTls13CiphersUnknown } from "./sslTls13CiphersUnknown.ts";

/** The rules that join the configuration with the files it names, and settings with each other. */
export const filesRules: readonly Rule[] = [
  sslFileMissing,
  sslFileNotHere,
  sslFileUnreadable,
  sslFileKind,
  sslFileEmpty,
  sslFileNotPem,
  sslFileByteOrderMark,
  sslFileContent,
  sslFileBroken,
  privateKeyExposed,
  confFileUnreadable,
  hbaFileUnusable,
  hbaFileEmpty,
  dataDirectoryPermissions,
  keyFilePermissions,
  keyFileOwner,
  certificateKeySwapped,
  keyMismatch,
  keyPassphraseMissing,
  keyPassphraseReload,
  passphraseCommandPlaceholder,
  certificateChainOrder,
  certificateChainIncomplete,
  certificateChainInvalid,
  certificateChainShuffled,
  certificateChainRoot,
  certificateExpired,
  certificateExpiresSoon,
  certificateKeyUnreadable,
  certificateKeyWeak,
  certificateDigestWeak,
  certificateAlgorithmUnusable,
  certificateIsAuthority,
  certificateNamesMissing,
  certificateAddressUncovered,
  hostsNameUncovered,
  hostsCaMissing,
  serviceHostUncovered,
  serviceRootMismatch,
  certificatePurpose,
  caCertificateExpired,
  caCertificateWeak,
  caIssuerMissing,
  caNotAuthority,
  caPurpose,
  caDuplicate,
  clientCertificateUnverified,
  crlMissing,
  crlNotCurrent,
  crlExpiresSoon,
  crlForeign,
  crlIssuerUsage,
  crlDirectoryMissing,
  crlDirectoryNames,
  dhParametersWeak,
  sslGroupsUnknown,
  sslGroupsEmpty,
  sslGroupsUncommon,
  sslCiphersInvalid,
  sslCiphersUnknown,
  sslCiphersWeak,
  sslTls13CiphersUnknown,
];
