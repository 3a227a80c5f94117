// GENERATED from the files beside it by server/scripts/generateRuleIndex.ts
import type { Rule } from "../ruleKit/rule.ts";
import { atFileEmpty } from "./atFileEmpty.ts";
import { atFileMissing } from "./atFileMissing.ts";
import { atFileNesting } from "./atFileNesting.ts";
import { atFileSecretExposed } from "./atFileSecretExposed.ts";
import { atFileUnreadable } from "./atFileUnreadable.ts";
import { authByteOrderMark } from "./authByteOrderMark.ts";
import { authIncludeDirectoryMissing } from "./authIncludeDirectoryMissing.ts";
import { authIncludeMissing } from "./authIncludeMissing.ts";
import { authIncludeNesting } from "./authIncludeNesting.ts";
import { authIncludeUnreadable } from "./authIncludeUnreadable.ts";
import { caCertificateExpired } from "./caCertificateExpired.ts";
import { caCertificateWeak } from "./caCertificateWeak.ts";
import { caDuplicate } from "./caDuplicate.ts";
import { caIssuerMissing } from "./caIssuerMissing.ts";
import { caNotAuthority } from "./caNotAuthority.ts";
import { caPublic } from "./caPublic.ts";
import { caPurpose } from "./caPurpose.ts";
import { certificateAddressUncovered } from "./certificateAddressUncovered.ts";
import { certificateAlgorithmUnusable } from "./certificateAlgorithmUnusable.ts";
import { certificateChainIncomplete } from "./certificateChainIncomplete.ts";
import { certificateChainInvalid } from "./certificateChainInvalid.ts";
import { certificateChainOrder } from "./certificateChainOrder.ts";
import { certificateChainRoot } from "./certificateChainRoot.ts";
import { certificateChainShuffled } from "./certificateChainShuffled.ts";
import { certificateChannelBinding } from "./certificateChannelBinding.ts";
import { certificateDigestWeak } from "./certificateDigestWeak.ts";
import { certificateExpired } from "./certificateExpired.ts";
import { certificateExpiresSoon } from "./certificateExpiresSoon.ts";
import { certificateIsAuthority } from "./certificateIsAuthority.ts";
import { certificateKeySwapped } from "./certificateKeySwapped.ts";
import { certificateKeyUnreadable } from "./certificateKeyUnreadable.ts";
import { certificateKeyWeak } from "./certificateKeyWeak.ts";
import { certificateNamesMissing } from "./certificateNamesMissing.ts";
import { certificatePurpose } from "./certificatePurpose.ts";
import { checkIncomplete } from "./checkIncomplete.ts";
import { clientCertificateUnverified } from "./clientCertificateUnverified.ts";
import { commentContinued } from "./commentContinued.ts";
import { commentInWord } from "./commentInWord.ts";
import { confBooleanInvalid } from "./confBooleanInvalid.ts";
import { confByteOrderMark } from "./confByteOrderMark.ts";
import { confChoiceInvalid } from "./confChoiceInvalid.ts";
import { confFileUnreadable } from "./confFileUnreadable.ts";
import { confIncludeNesting } from "./confIncludeNesting.ts";
import { confIncludeUnusable } from "./confIncludeUnusable.ts";
import { confListenAddressUnusable } from "./confListenAddressUnusable.ts";
import { confNameInvalid } from "./confNameInvalid.ts";
import { confNumberInvalid } from "./confNumberInvalid.ts";
import { confPasswordMd5 } from "./confPasswordMd5.ts";
import { confPathRelative } from "./confPathRelative.ts";
import { confProcessesTooMany } from "./confProcessesTooMany.ts";
import { confProtocolOld } from "./confProtocolOld.ts";
import { confProtocolRange } from "./confProtocolRange.ts";
import { confQuoteUnclosed } from "./confQuoteUnclosed.ts";
import { confQuotesMissing } from "./confQuotesMissing.ts";
import { confRecoveryTargets } from "./confRecoveryTargets.ts";
import { confSecretExposed } from "./confSecretExposed.ts";
import { confSettingIgnored } from "./confSettingIgnored.ts";
import { confSettingInternal } from "./confSettingInternal.ts";
import { confSettingOverridden } from "./confSettingOverridden.ts";
import { confSettingRenamed } from "./confSettingRenamed.ts";
import { confSettingUnknown } from "./confSettingUnknown.ts";
import { confSettingsConflict } from "./confSettingsConflict.ts";
import { confStatisticsConflict } from "./confStatisticsConflict.ts";
import { confTextAfterValue } from "./confTextAfterValue.ts";
import { confUnitInvalid } from "./confUnitInvalid.ts";
import { confUserNamespace } from "./confUserNamespace.ts";
import { confValueMissing } from "./confValueMissing.ts";
import { confValueRange } from "./confValueRange.ts";
import { confValueRefused } from "./confValueRefused.ts";
import { connectionCertificateUnusable } from "./connectionCertificateUnusable.ts";
import { connectionDriverOption } from "./connectionDriverOption.ts";
import { connectionDriverUnverified } from "./connectionDriverUnverified.ts";
import { connectionFileContent } from "./connectionFileContent.ts";
import { connectionFileMissing } from "./connectionFileMissing.ts";
import { connectionKeyPermissions } from "./connectionKeyPermissions.ts";
import { connectionKeywordUnknown } from "./connectionKeywordUnknown.ts";
import { connectionModeWeak } from "./connectionModeWeak.ts";
import { connectionSecretExposed } from "./connectionSecretExposed.ts";
import { connectionStringInvalid } from "./connectionStringInvalid.ts";
import { connectionValueInvalid } from "./connectionValueInvalid.ts";
import { connectionVariableUnknown } from "./connectionVariableUnknown.ts";
import { crlDelta } from "./crlDelta.ts";
import { crlDirectoryMissing } from "./crlDirectoryMissing.ts";
import { crlDirectoryNames } from "./crlDirectoryNames.ts";
import { crlExpiresSoon } from "./crlExpiresSoon.ts";
import { crlExtensionUnhandled } from "./crlExtensionUnhandled.ts";
import { crlForeign } from "./crlForeign.ts";
import { crlIssuerUsage } from "./crlIssuerUsage.ts";
import { crlMissing } from "./crlMissing.ts";
import { crlNotCurrent } from "./crlNotCurrent.ts";
import { crlScope } from "./crlScope.ts";
import { dataDirectoryPermissions } from "./dataDirectoryPermissions.ts";
import { dhParametersWeak } from "./dhParametersWeak.ts";
import { directiveUnknown } from "./directiveUnknown.ts";
import { embeddedArgumentRefused } from "./embeddedArgumentRefused.ts";
import { embeddedBlockFolded } from "./embeddedBlockFolded.ts";
import { embeddedDefaultsLost } from "./embeddedDefaultsLost.ts";
import { embeddedEntryType } from "./embeddedEntryType.ts";
import { embeddedEscapeUnknown } from "./embeddedEscapeUnknown.ts";
import { embeddedGroupUnset } from "./embeddedGroupUnset.ts";
import { embeddedIgnored } from "./embeddedIgnored.ts";
import { embeddedKeyMode } from "./embeddedKeyMode.ts";
import { embeddedLineBreak } from "./embeddedLineBreak.ts";
import { embeddedListText } from "./embeddedListText.ts";
import { embeddedModeUnknown } from "./embeddedModeUnknown.ts";
import { embeddedPoolerRecord } from "./embeddedPoolerRecord.ts";
import { embeddedReadOnce } from "./embeddedReadOnce.ts";
import { embeddedRefused } from "./embeddedRefused.ts";
import { embeddedSecretIncomplete } from "./embeddedSecretIncomplete.ts";
import { embeddedSecretNotReloaded } from "./embeddedSecretNotReloaded.ts";
import { embeddedSettingFixed } from "./embeddedSettingFixed.ts";
import { embeddedSettingMisplaced } from "./embeddedSettingMisplaced.ts";
import { embeddedTlsIncomplete } from "./embeddedTlsIncomplete.ts";
import { embeddedTlsOptional } from "./embeddedTlsOptional.ts";
import { embeddedValueCut } from "./embeddedValueCut.ts";
import { embeddedVolumeLost } from "./embeddedVolumeLost.ts";
import { fileEncoding } from "./fileEncoding.ts";
import { foreignServerOptionMisplaced } from "./foreignServerOptionMisplaced.ts";
import { hbaAddressHostBits } from "./hbaAddressHostBits.ts";
import { hbaAddressLookAlike } from "./hbaAddressLookAlike.ts";
import { hbaAddressMisread } from "./hbaAddressMisread.ts";
import { hbaAddressNoClient } from "./hbaAddressNoClient.ts";
import { hbaCertClientcert } from "./hbaCertClientcert.ts";
import { hbaCleartextGap } from "./hbaCleartextGap.ts";
import { hbaClientCertificateName } from "./hbaClientCertificateName.ts";
import { hbaClientCertificateWithoutCa } from "./hbaClientCertificateWithoutCa.ts";
import { hbaClientcertObsolete } from "./hbaClientcertObsolete.ts";
import { hbaClientnameWithoutClientcert } from "./hbaClientnameWithoutClientcert.ts";
import { hbaColumnMissing } from "./hbaColumnMissing.ts";
import { hbaColumnsShifted } from "./hbaColumnsShifted.ts";
import { hbaColumnsSwapped } from "./hbaColumnsSwapped.ts";
import { hbaFileEmpty } from "./hbaFileEmpty.ts";
import { hbaFileUnusable } from "./hbaFileUnusable.ts";
import { hbaHostNamePrefix } from "./hbaHostNamePrefix.ts";
import { hbaHostgssencWithoutGssapi } from "./hbaHostgssencWithoutGssapi.ts";
import { hbaHostsslWithoutSsl } from "./hbaHostsslWithoutSsl.ts";
import { hbaIdentOnLocal } from "./hbaIdentOnLocal.ts";
import { hbaIpv6Missing } from "./hbaIpv6Missing.ts";
import { hbaKeywordCase } from "./hbaKeywordCase.ts";
import { hbaKeywordQuoted } from "./hbaKeywordQuoted.ts";
import { hbaLdapOptions } from "./hbaLdapOptions.ts";
import { hbaLdapSchemeUnknown } from "./hbaLdapSchemeUnknown.ts";
import { hbaLdapUnusable } from "./hbaLdapUnusable.ts";
import { hbaLdapUrlInvalid } from "./hbaLdapUrlInvalid.ts";
import { hbaMapNotLoaded } from "./hbaMapNotLoaded.ts";
import { hbaMapUnknown } from "./hbaMapUnknown.ts";
import { hbaMaskInvalid } from "./hbaMaskInvalid.ts";
import { hbaMaskMissing } from "./hbaMaskMissing.ts";
import { hbaMaskNotContiguous } from "./hbaMaskNotContiguous.ts";
import { hbaMd5UserNamespace } from "./hbaMd5UserNamespace.ts";
import { hbaMethodDeprecated } from "./hbaMethodDeprecated.ts";
import { hbaMethodType } from "./hbaMethodType.ts";
import { hbaMethodUnknown } from "./hbaMethodUnknown.ts";
import { hbaMethodUnsupported } from "./hbaMethodUnsupported.ts";
import { hbaOauthIssuer } from "./hbaOauthIssuer.ts";
import { hbaOauthOptions } from "./hbaOauthOptions.ts";
import { hbaOauthValidator } from "./hbaOauthValidator.ts";
import { hbaOptionDuplicate } from "./hbaOptionDuplicate.ts";
import { hbaOptionFlag } from "./hbaOptionFlag.ts";
import { hbaOptionMalformed } from "./hbaOptionMalformed.ts";
import { hbaOptionMethod } from "./hbaOptionMethod.ts";
import { hbaOptionQuotes } from "./hbaOptionQuotes.ts";
import { hbaOptionType } from "./hbaOptionType.ts";
import { hbaOptionUnknown } from "./hbaOptionUnknown.ts";
import { hbaOptionValue } from "./hbaOptionValue.ts";
import { hbaPasswordInClearText } from "./hbaPasswordInClearText.ts";
import { hbaPortInvalid } from "./hbaPortInvalid.ts";
import { hbaPrefixInvalid } from "./hbaPrefixInvalid.ts";
import { hbaRadiusListInvalid } from "./hbaRadiusListInvalid.ts";
import { hbaRadiusOptions } from "./hbaRadiusOptions.ts";
import { hbaRadiusServerName } from "./hbaRadiusServerName.ts";
import { hbaRecordSplit } from "./hbaRecordSplit.ts";
import { hbaRegexInvalid } from "./hbaRegexInvalid.ts";
import { hbaRegexUnsupported } from "./hbaRegexUnsupported.ts";
import { hbaRuleUnreachable } from "./hbaRuleUnreachable.ts";
import { hbaSecretExposed } from "./hbaSecretExposed.ts";
import { hbaTrustRemote } from "./hbaTrustRemote.ts";
import { hbaTypeUnknown } from "./hbaTypeUnknown.ts";
import { hbaValidatorOptionName } from "./hbaValidatorOptionName.ts";
import { hbaValuesMultiple } from "./hbaValuesMultiple.ts";
import { hostsCaMissing } from "./hostsCaMissing.ts";
import { hostsColumnMissing } from "./hostsColumnMissing.ts";
import { hostsFieldsExtra } from "./hostsFieldsExtra.ts";
import { hostsFileUnused } from "./hostsFileUnused.ts";
import { hostsNameDuplicate } from "./hostsNameDuplicate.ts";
import { hostsNameMixed } from "./hostsNameMixed.ts";
import { hostsNameUncovered } from "./hostsNameUncovered.ts";
import { hostsNameWildcard } from "./hostsNameWildcard.ts";
import { hostsReloadFlagInvalid } from "./hostsReloadFlagInvalid.ts";
import { hostsValuesMultiple } from "./hostsValuesMultiple.ts";
import { identCaptureLiteral } from "./identCaptureLiteral.ts";
import { identCaptureMissing } from "./identCaptureMissing.ts";
import { identColumnMissing } from "./identColumnMissing.ts";
import { identFieldsExtra } from "./identFieldsExtra.ts";
import { identKeywordUnsupported } from "./identKeywordUnsupported.ts";
import { identRegexInvalid } from "./identRegexInvalid.ts";
import { identValuesMultiple } from "./identValuesMultiple.ts";
import { keyCipherLegacy } from "./keyCipherLegacy.ts";
import { keyFileOwner } from "./keyFileOwner.ts";
import { keyFilePermissions } from "./keyFilePermissions.ts";
import { keyMismatch } from "./keyMismatch.ts";
import { keyPassphraseMissing } from "./keyPassphraseMissing.ts";
import { keyPassphraseReload } from "./keyPassphraseReload.ts";
import { lineForeignForm } from "./lineForeignForm.ts";
import { lineTooLong } from "./lineTooLong.ts";
import { nameLookAlike } from "./nameLookAlike.ts";
import { passfileEntryUnused } from "./passfileEntryUnused.ts";
import { passfileLineInvalid } from "./passfileLineInvalid.ts";
import { passfilePermissions } from "./passfilePermissions.ts";
import { passphraseCommandPlaceholder } from "./passphraseCommandPlaceholder.ts";
import { pgbouncerAuthenticationWeak } from "./pgbouncerAuthenticationWeak.ts";
import { pgbouncerCertificateExpired } from "./pgbouncerCertificateExpired.ts";
import { pgbouncerClientUnverified } from "./pgbouncerClientUnverified.ts";
import { pgbouncerFileContent } from "./pgbouncerFileContent.ts";
import { pgbouncerFileMissing } from "./pgbouncerFileMissing.ts";
import { pgbouncerHbaLineIgnored } from "./pgbouncerHbaLineIgnored.ts";
import { pgbouncerHbaNeverMatches } from "./pgbouncerHbaNeverMatches.ts";
import { pgbouncerHbaUnused } from "./pgbouncerHbaUnused.ts";
import { pgbouncerIdentLineIgnored } from "./pgbouncerIdentLineIgnored.ts";
import { pgbouncerIncludeUnusable } from "./pgbouncerIncludeUnusable.ts";
import { pgbouncerKeyExposed } from "./pgbouncerKeyExposed.ts";
import { pgbouncerKeyMismatch } from "./pgbouncerKeyMismatch.ts";
import { pgbouncerLineInvalid } from "./pgbouncerLineInvalid.ts";
import { pgbouncerSecretExposed } from "./pgbouncerSecretExposed.ts";
import { pgbouncerSectionRepeated } from "./pgbouncerSectionRepeated.ts";
import { pgbouncerServerUnverified } from "./pgbouncerServerUnverified.ts";
import { pgbouncerSettingUnknown } from "./pgbouncerSettingUnknown.ts";
import { pgbouncerTlsIncomplete } from "./pgbouncerTlsIncomplete.ts";
import { pgbouncerUsersBroken } from "./pgbouncerUsersBroken.ts";
import { pgbouncerValueInvalid } from "./pgbouncerValueInvalid.ts";
import { pgbouncerValueLiteral } from "./pgbouncerValueLiteral.ts";
import { privateKeyExposed } from "./privateKeyExposed.ts";
import { quoteUnterminated } from "./quoteUnterminated.ts";
import { referenceNotHere } from "./referenceNotHere.ts";
import { regexForeignSyntax } from "./regexForeignSyntax.ts";
import { regexUnanchored } from "./regexUnanchored.ts";
import { serviceHostUncovered } from "./serviceHostUncovered.ts";
import { serviceLineIgnored } from "./serviceLineIgnored.ts";
import { serviceLineInvalid } from "./serviceLineInvalid.ts";
import { serviceRootMismatch } from "./serviceRootMismatch.ts";
import { serviceSecretExposed } from "./serviceSecretExposed.ts";
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
import { standbyRefused } from "./standbyRefused.ts";
import { suppressionUnused } from "./suppressionUnused.ts";

/** All rules, in the order of their ids. */
export const rules: readonly Rule[] = [
  atFileEmpty,
  atFileMissing,
  atFileNesting,
  atFileSecretExposed,
  atFileUnreadable,
  authByteOrderMark,
  authIncludeDirectoryMissing,
  authIncludeMissing,
  authIncludeNesting,
  authIncludeUnreadable,
  caCertificateExpired,
  caCertificateWeak,
  caDuplicate,
  caIssuerMissing,
  caNotAuthority,
  caPublic,
  caPurpose,
  certificateAddressUncovered,
  certificateAlgorithmUnusable,
  certificateChainIncomplete,
  certificateChainInvalid,
  certificateChainOrder,
  certificateChainRoot,
  certificateChainShuffled,
  certificateChannelBinding,
  certificateDigestWeak,
  certificateExpired,
  certificateExpiresSoon,
  certificateIsAuthority,
  certificateKeySwapped,
  certificateKeyUnreadable,
  certificateKeyWeak,
  certificateNamesMissing,
  certificatePurpose,
  checkIncomplete,
  clientCertificateUnverified,
  commentContinued,
  commentInWord,
  confBooleanInvalid,
  confByteOrderMark,
  confChoiceInvalid,
  confFileUnreadable,
  confIncludeNesting,
  confIncludeUnusable,
  confListenAddressUnusable,
  confNameInvalid,
  confNumberInvalid,
  confPasswordMd5,
  confPathRelative,
  confProcessesTooMany,
  confProtocolOld,
  confProtocolRange,
  confQuoteUnclosed,
  confQuotesMissing,
  confRecoveryTargets,
  confSecretExposed,
  confSettingIgnored,
  confSettingInternal,
  confSettingOverridden,
  confSettingRenamed,
  confSettingUnknown,
  confSettingsConflict,
  confStatisticsConflict,
  confTextAfterValue,
  confUnitInvalid,
  confUserNamespace,
  confValueMissing,
  confValueRange,
  confValueRefused,
  connectionCertificateUnusable,
  connectionDriverOption,
  connectionDriverUnverified,
  connectionFileContent,
  connectionFileMissing,
  connectionKeyPermissions,
  connectionKeywordUnknown,
  connectionModeWeak,
  connectionSecretExposed,
  connectionStringInvalid,
  connectionValueInvalid,
  connectionVariableUnknown,
  crlDelta,
  crlDirectoryMissing,
  crlDirectoryNames,
  crlExpiresSoon,
  crlExtensionUnhandled,
  crlForeign,
  crlIssuerUsage,
  crlMissing,
  crlNotCurrent,
  crlScope,
  dataDirectoryPermissions,
  dhParametersWeak,
  directiveUnknown,
  embeddedArgumentRefused,
  embeddedBlockFolded,
  embeddedDefaultsLost,
  embeddedEntryType,
  embeddedEscapeUnknown,
  embeddedGroupUnset,
  embeddedIgnored,
  embeddedKeyMode,
  embeddedLineBreak,
  embeddedListText,
  embeddedModeUnknown,
  embeddedPoolerRecord,
  embeddedReadOnce,
  embeddedRefused,
  embeddedSecretIncomplete,
  embeddedSecretNotReloaded,
  embeddedSettingFixed,
  embeddedSettingMisplaced,
  embeddedTlsIncomplete,
  embeddedTlsOptional,
  embeddedValueCut,
  embeddedVolumeLost,
  fileEncoding,
  foreignServerOptionMisplaced,
  hbaAddressHostBits,
  hbaAddressLookAlike,
  hbaAddressMisread,
  hbaAddressNoClient,
  hbaCertClientcert,
  hbaCleartextGap,
  hbaClientCertificateName,
  hbaClientCertificateWithoutCa,
  hbaClientcertObsolete,
  hbaClientnameWithoutClientcert,
  hbaColumnMissing,
  hbaColumnsShifted,
  hbaColumnsSwapped,
  hbaFileEmpty,
  hbaFileUnusable,
  hbaHostNamePrefix,
  hbaHostgssencWithoutGssapi,
  hbaHostsslWithoutSsl,
  hbaIdentOnLocal,
  hbaIpv6Missing,
  hbaKeywordCase,
  hbaKeywordQuoted,
  hbaLdapOptions,
  hbaLdapSchemeUnknown,
  hbaLdapUnusable,
  hbaLdapUrlInvalid,
  hbaMapNotLoaded,
  hbaMapUnknown,
  hbaMaskInvalid,
  hbaMaskMissing,
  hbaMaskNotContiguous,
  hbaMd5UserNamespace,
  hbaMethodDeprecated,
  hbaMethodType,
  hbaMethodUnknown,
  hbaMethodUnsupported,
  hbaOauthIssuer,
  hbaOauthOptions,
  hbaOauthValidator,
  hbaOptionDuplicate,
  hbaOptionFlag,
  hbaOptionMalformed,
  hbaOptionMethod,
  hbaOptionQuotes,
  hbaOptionType,
  hbaOptionUnknown,
  hbaOptionValue,
  hbaPasswordInClearText,
  hbaPortInvalid,
  hbaPrefixInvalid,
  hbaRadiusListInvalid,
  hbaRadiusOptions,
  hbaRadiusServerName,
  hbaRecordSplit,
  hbaRegexInvalid,
  hbaRegexUnsupported,
  hbaRuleUnreachable,
  hbaSecretExposed,
  hbaTrustRemote,
  hbaTypeUnknown,
  hbaValidatorOptionName,
  hbaValuesMultiple,
  hostsCaMissing,
  hostsColumnMissing,
  hostsFieldsExtra,
  hostsFileUnused,
  hostsNameDuplicate,
  hostsNameMixed,
  hostsNameUncovered,
  hostsNameWildcard,
  hostsReloadFlagInvalid,
  hostsValuesMultiple,
  identCaptureLiteral,
  identCaptureMissing,
  identColumnMissing,
  identFieldsExtra,
  identKeywordUnsupported,
  identRegexInvalid,
  identValuesMultiple,
  keyCipherLegacy,
  keyFileOwner,
  keyFilePermissions,
  keyMismatch,
  keyPassphraseMissing,
  keyPassphraseReload,
  lineForeignForm,
  lineTooLong,
  nameLookAlike,
  passfileEntryUnused,
  passfileLineInvalid,
  passfilePermissions,
  passphraseCommandPlaceholder,
  pgbouncerAuthenticationWeak,
  pgbouncerCertificateExpired,
  pgbouncerClientUnverified,
  pgbouncerFileContent,
  pgbouncerFileMissing,
  pgbouncerHbaLineIgnored,
  pgbouncerHbaNeverMatches,
  pgbouncerHbaUnused,
  pgbouncerIdentLineIgnored,
  pgbouncerIncludeUnusable,
  pgbouncerKeyExposed,
  pgbouncerKeyMismatch,
  pgbouncerLineInvalid,
  pgbouncerSecretExposed,
  pgbouncerSectionRepeated,
  pgbouncerServerUnverified,
  pgbouncerSettingUnknown,
  pgbouncerTlsIncomplete,
  pgbouncerUsersBroken,
  pgbouncerValueInvalid,
  pgbouncerValueLiteral,
  privateKeyExposed,
  quoteUnterminated,
  referenceNotHere,
  regexForeignSyntax,
  regexUnanchored,
  serviceHostUncovered,
  serviceLineIgnored,
  serviceLineInvalid,
  serviceRootMismatch,
  serviceSecretExposed,
  sslCiphersInvalid,
  sslCiphersUnknown,
  sslCiphersWeak,
  sslFileBroken,
  sslFileByteOrderMark,
  sslFileContent,
  sslFileEmpty,
  sslFileKind,
  sslFileMissing,
  sslFileNotHere,
  sslFileNotPem,
  sslFileUnreadable,
  sslGroupsEmpty,
  sslGroupsUncommon,
  sslGroupsUnknown,
  sslTls13CiphersUnknown,
  standbyRefused,
  suppressionUnused,
];
