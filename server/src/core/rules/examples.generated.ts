// GENERATED from the files beside it by server/scripts/generateRuleIndex.ts
import type { RuleWithExamples } from "../ruleKit/rule.ts";
import { atFileEmpty, atFileEmptyExamples } from "./atFileEmpty.ts";
import { atFileMissing, atFileMissingExamples } from "./atFileMissing.ts";
import { atFileNesting, atFileNestingExamples } from "./atFileNesting.ts";
import { atFileSecretExposed, atFileSecretExposedExamples } from "./atFileSecretExposed.ts";
import { atFileUnreadable, atFileUnreadableExamples } from "./atFileUnreadable.ts";
import { authByteOrderMark, authByteOrderMarkExamples } from "./authByteOrderMark.ts";
import { authIncludeDirectoryMissing, authIncludeDirectoryMissingExamples } from "./authIncludeDirectoryMissing.ts";
import { authIncludeMissing, authIncludeMissingExamples } from "./authIncludeMissing.ts";
import { authIncludeNesting, authIncludeNestingExamples } from "./authIncludeNesting.ts";
import { authIncludeUnreadable, authIncludeUnreadableExamples } from "./authIncludeUnreadable.ts";
import { caCertificateExpired, caCertificateExpiredExamples } from "./caCertificateExpired.ts";
import { caCertificateWeak, caCertificateWeakExamples } from "./caCertificateWeak.ts";
import { caDuplicate, caDuplicateExamples } from "./caDuplicate.ts";
import { caIssuerMissing, caIssuerMissingExamples } from "./caIssuerMissing.ts";
import { caNotAuthority, caNotAuthorityExamples } from "./caNotAuthority.ts";
import { caPublic, caPublicExamples } from "./caPublic.ts";
import { caPurpose, caPurposeExamples } from "./caPurpose.ts";
import { certificateAddressUncovered, certificateAddressUncoveredExamples } from "./certificateAddressUncovered.ts";
import { certificateAlgorithmUnusable, certificateAlgorithmUnusableExamples } from "./certificateAlgorithmUnusable.ts";
import { certificateChainIncomplete, certificateChainIncompleteExamples } from "./certificateChainIncomplete.ts";
import { certificateChainInvalid, certificateChainInvalidExamples } from "./certificateChainInvalid.ts";
import { certificateChainOrder, certificateChainOrderExamples } from "./certificateChainOrder.ts";
import { certificateChainRoot, certificateChainRootExamples } from "./certificateChainRoot.ts";
import { certificateChainShuffled, certificateChainShuffledExamples } from "./certificateChainShuffled.ts";
import { certificateChannelBinding, certificateChannelBindingExamples } from "./certificateChannelBinding.ts";
import { certificateDigestWeak, certificateDigestWeakExamples } from "./certificateDigestWeak.ts";
import { certificateExpired, certificateExpiredExamples } from "./certificateExpired.ts";
import { certificateExpiresSoon, certificateExpiresSoonExamples } from "./certificateExpiresSoon.ts";
import { certificateIsAuthority, certificateIsAuthorityExamples } from "./certificateIsAuthority.ts";
import { certificateKeySwapped, certificateKeySwappedExamples } from "./certificateKeySwapped.ts";
import { certificateKeyUnreadable, certificateKeyUnreadableExamples } from "./certificateKeyUnreadable.ts";
import { certificateKeyWeak, certificateKeyWeakExamples } from "./certificateKeyWeak.ts";
import { certificateNamesMissing, certificateNamesMissingExamples } from "./certificateNamesMissing.ts";
import { certificatePurpose, certificatePurposeExamples } from "./certificatePurpose.ts";
import { checkIncomplete, checkIncompleteExamples } from "./checkIncomplete.ts";
import { clientCertificateUnverified, clientCertificateUnverifiedExamples } from "./clientCertificateUnverified.ts";
import { commentContinued, commentContinuedExamples } from "./commentContinued.ts";
import { commentInWord, commentInWordExamples } from "./commentInWord.ts";
import { confBooleanInvalid, confBooleanInvalidExamples } from "./confBooleanInvalid.ts";
import { confByteOrderMark, confByteOrderMarkExamples } from "./confByteOrderMark.ts";
import { confChoiceInvalid, confChoiceInvalidExamples } from "./confChoiceInvalid.ts";
import { confFileUnreadable, confFileUnreadableExamples } from "./confFileUnreadable.ts";
import { confIncludeNesting, confIncludeNestingExamples } from "./confIncludeNesting.ts";
import { confIncludeUnusable, confIncludeUnusableExamples } from "./confIncludeUnusable.ts";
import { confListenAddressUnusable, confListenAddressUnusableExamples } from "./confListenAddressUnusable.ts";
import { confNameInvalid, confNameInvalidExamples } from "./confNameInvalid.ts";
import { confNumberInvalid, confNumberInvalidExamples } from "./confNumberInvalid.ts";
import { confPasswordMd5, confPasswordMd5Examples } from "./confPasswordMd5.ts";
import { confPathRelative, confPathRelativeExamples } from "./confPathRelative.ts";
import { confProcessesTooMany, confProcessesTooManyExamples } from "./confProcessesTooMany.ts";
import { confProtocolOld, confProtocolOldExamples } from "./confProtocolOld.ts";
import { confProtocolRange, confProtocolRangeExamples } from "./confProtocolRange.ts";
import { confQuoteUnclosed, confQuoteUnclosedExamples } from "./confQuoteUnclosed.ts";
import { confQuotesMissing, confQuotesMissingExamples } from "./confQuotesMissing.ts";
import { confRecoveryTargets, confRecoveryTargetsExamples } from "./confRecoveryTargets.ts";
import { confSecretExposed, confSecretExposedExamples } from "./confSecretExposed.ts";
import { confSettingIgnored, confSettingIgnoredExamples } from "./confSettingIgnored.ts";
import { confSettingInternal, confSettingInternalExamples } from "./confSettingInternal.ts";
import { confSettingOverridden, confSettingOverriddenExamples } from "./confSettingOverridden.ts";
import { confSettingRenamed, confSettingRenamedExamples } from "./confSettingRenamed.ts";
import { confSettingUnknown, confSettingUnknownExamples } from "./confSettingUnknown.ts";
import { confSettingsConflict, confSettingsConflictExamples } from "./confSettingsConflict.ts";
import { confStatisticsConflict, confStatisticsConflictExamples } from "./confStatisticsConflict.ts";
import { confTextAfterValue, confTextAfterValueExamples } from "./confTextAfterValue.ts";
import { confUnitInvalid, confUnitInvalidExamples } from "./confUnitInvalid.ts";
import { confUserNamespace, confUserNamespaceExamples } from "./confUserNamespace.ts";
import { confValueMissing, confValueMissingExamples } from "./confValueMissing.ts";
import { confValueRange, confValueRangeExamples } from "./confValueRange.ts";
import { confValueRefused, confValueRefusedExamples } from "./confValueRefused.ts";
import { connectionCertificateUnusable, connectionCertificateUnusableExamples } from "./connectionCertificateUnusable.ts";
import { connectionDriverOption, connectionDriverOptionExamples } from "./connectionDriverOption.ts";
import { connectionDriverUnverified, connectionDriverUnverifiedExamples } from "./connectionDriverUnverified.ts";
import { connectionFileContent, connectionFileContentExamples } from "./connectionFileContent.ts";
import { connectionFileMissing, connectionFileMissingExamples } from "./connectionFileMissing.ts";
import { connectionKeyPermissions, connectionKeyPermissionsExamples } from "./connectionKeyPermissions.ts";
import { connectionKeywordUnknown, connectionKeywordUnknownExamples } from "./connectionKeywordUnknown.ts";
import { connectionModeWeak, connectionModeWeakExamples } from "./connectionModeWeak.ts";
import { connectionSecretExposed, connectionSecretExposedExamples } from "./connectionSecretExposed.ts";
import { connectionStringInvalid, connectionStringInvalidExamples } from "./connectionStringInvalid.ts";
import { connectionValueInvalid, connectionValueInvalidExamples } from "./connectionValueInvalid.ts";
import { connectionVariableUnknown, connectionVariableUnknownExamples } from "./connectionVariableUnknown.ts";
import { crlDelta, crlDeltaExamples } from "./crlDelta.ts";
import { crlDirectoryMissing, crlDirectoryMissingExamples } from "./crlDirectoryMissing.ts";
import { crlDirectoryNames, crlDirectoryNamesExamples } from "./crlDirectoryNames.ts";
import { crlExpiresSoon, crlExpiresSoonExamples } from "./crlExpiresSoon.ts";
import { crlExtensionUnhandled, crlExtensionUnhandledExamples } from "./crlExtensionUnhandled.ts";
import { crlForeign, crlForeignExamples } from "./crlForeign.ts";
import { crlIssuerUsage, crlIssuerUsageExamples } from "./crlIssuerUsage.ts";
import { crlMissing, crlMissingExamples } from "./crlMissing.ts";
import { crlNotCurrent, crlNotCurrentExamples } from "./crlNotCurrent.ts";
import { crlScope, crlScopeExamples } from "./crlScope.ts";
import { dataDirectoryPermissions, dataDirectoryPermissionsExamples } from "./dataDirectoryPermissions.ts";
import { dhParametersWeak, dhParametersWeakExamples } from "./dhParametersWeak.ts";
import { directiveUnknown, directiveUnknownExamples } from "./directiveUnknown.ts";
import { embeddedBlockFolded, embeddedBlockFoldedExamples } from "./embeddedBlockFolded.ts";
import { embeddedDefaultsLost, embeddedDefaultsLostExamples } from "./embeddedDefaultsLost.ts";
import { embeddedEntryType, embeddedEntryTypeExamples } from "./embeddedEntryType.ts";
import { embeddedEscapeUnknown, embeddedEscapeUnknownExamples } from "./embeddedEscapeUnknown.ts";
import { embeddedGroupUnset, embeddedGroupUnsetExamples } from "./embeddedGroupUnset.ts";
import { embeddedIgnored, embeddedIgnoredExamples } from "./embeddedIgnored.ts";
import { embeddedLineBreak, embeddedLineBreakExamples } from "./embeddedLineBreak.ts";
import { embeddedListText, embeddedListTextExamples } from "./embeddedListText.ts";
import { embeddedModeUnknown, embeddedModeUnknownExamples } from "./embeddedModeUnknown.ts";
import { embeddedPoolerRecord, embeddedPoolerRecordExamples } from "./embeddedPoolerRecord.ts";
import { embeddedReadOnce, embeddedReadOnceExamples } from "./embeddedReadOnce.ts";
import { embeddedRefused, embeddedRefusedExamples } from "./embeddedRefused.ts";
import { embeddedSecretIncomplete, embeddedSecretIncompleteExamples } from "./embeddedSecretIncomplete.ts";
import { embeddedSettingFixed, embeddedSettingFixedExamples } from "./embeddedSettingFixed.ts";
import { embeddedSettingMisplaced, embeddedSettingMisplacedExamples } from "./embeddedSettingMisplaced.ts";
import { embeddedTlsIncomplete, embeddedTlsIncompleteExamples } from "./embeddedTlsIncomplete.ts";
import { embeddedValueCut, embeddedValueCutExamples } from "./embeddedValueCut.ts";
import { embeddedVolumeLost, embeddedVolumeLostExamples } from "./embeddedVolumeLost.ts";
import { fileEncoding, fileEncodingExamples } from "./fileEncoding.ts";
import { foreignServerOptionMisplaced, foreignServerOptionMisplacedExamples } from "./foreignServerOptionMisplaced.ts";
import { hbaAddressHostBits, hbaAddressHostBitsExamples } from "./hbaAddressHostBits.ts";
import { hbaAddressLookAlike, hbaAddressLookAlikeExamples } from "./hbaAddressLookAlike.ts";
import { hbaAddressMisread, hbaAddressMisreadExamples } from "./hbaAddressMisread.ts";
import { hbaAddressNoClient, hbaAddressNoClientExamples } from "./hbaAddressNoClient.ts";
import { hbaCertClientcert, hbaCertClientcertExamples } from "./hbaCertClientcert.ts";
import { hbaCleartextGap, hbaCleartextGapExamples } from "./hbaCleartextGap.ts";
import { hbaClientCertificateName, hbaClientCertificateNameExamples } from "./hbaClientCertificateName.ts";
import { hbaClientCertificateWithoutCa, hbaClientCertificateWithoutCaExamples } from "./hbaClientCertificateWithoutCa.ts";
import { hbaClientcertObsolete, hbaClientcertObsoleteExamples } from "./hbaClientcertObsolete.ts";
import { hbaClientnameWithoutClientcert, hbaClientnameWithoutClientcertExamples } from "./hbaClientnameWithoutClientcert.ts";
import { hbaColumnMissing, hbaColumnMissingExamples } from "./hbaColumnMissing.ts";
import { hbaColumnsShifted, hbaColumnsShiftedExamples } from "./hbaColumnsShifted.ts";
import { hbaColumnsSwapped, hbaColumnsSwappedExamples } from "./hbaColumnsSwapped.ts";
import { hbaFileEmpty, hbaFileEmptyExamples } from "./hbaFileEmpty.ts";
import { hbaFileUnusable, hbaFileUnusableExamples } from "./hbaFileUnusable.ts";
import { hbaHostNamePrefix, hbaHostNamePrefixExamples } from "./hbaHostNamePrefix.ts";
import { hbaHostgssencWithoutGssapi, hbaHostgssencWithoutGssapiExamples } from "./hbaHostgssencWithoutGssapi.ts";
import { hbaHostsslWithoutSsl, hbaHostsslWithoutSslExamples } from "./hbaHostsslWithoutSsl.ts";
import { hbaIdentOnLocal, hbaIdentOnLocalExamples } from "./hbaIdentOnLocal.ts";
import { hbaIpv6Missing, hbaIpv6MissingExamples } from "./hbaIpv6Missing.ts";
import { hbaKeywordCase, hbaKeywordCaseExamples } from "./hbaKeywordCase.ts";
import { hbaKeywordQuoted, hbaKeywordQuotedExamples } from "./hbaKeywordQuoted.ts";
import { hbaLdapOptions, hbaLdapOptionsExamples } from "./hbaLdapOptions.ts";
import { hbaLdapSchemeUnknown, hbaLdapSchemeUnknownExamples } from "./hbaLdapSchemeUnknown.ts";
import { hbaLdapUnusable, hbaLdapUnusableExamples } from "./hbaLdapUnusable.ts";
import { hbaLdapUrlInvalid, hbaLdapUrlInvalidExamples } from "./hbaLdapUrlInvalid.ts";
import { hbaMapNotLoaded, hbaMapNotLoadedExamples } from "./hbaMapNotLoaded.ts";
import { hbaMapUnknown, hbaMapUnknownExamples } from "./hbaMapUnknown.ts";
import { hbaMaskInvalid, hbaMaskInvalidExamples } from "./hbaMaskInvalid.ts";
import { hbaMaskMissing, hbaMaskMissingExamples } from "./hbaMaskMissing.ts";
import { hbaMaskNotContiguous, hbaMaskNotContiguousExamples } from "./hbaMaskNotContiguous.ts";
import { hbaMd5UserNamespace, hbaMd5UserNamespaceExamples } from "./hbaMd5UserNamespace.ts";
import { hbaMethodDeprecated, hbaMethodDeprecatedExamples } from "./hbaMethodDeprecated.ts";
import { hbaMethodType, hbaMethodTypeExamples } from "./hbaMethodType.ts";
import { hbaMethodUnknown, hbaMethodUnknownExamples } from "./hbaMethodUnknown.ts";
import { hbaMethodUnsupported, hbaMethodUnsupportedExamples } from "./hbaMethodUnsupported.ts";
import { hbaOauthIssuer, hbaOauthIssuerExamples } from "./hbaOauthIssuer.ts";
import { hbaOauthOptions, hbaOauthOptionsExamples } from "./hbaOauthOptions.ts";
import { hbaOauthValidator, hbaOauthValidatorExamples } from "./hbaOauthValidator.ts";
import { hbaOptionDuplicate, hbaOptionDuplicateExamples } from "./hbaOptionDuplicate.ts";
import { hbaOptionFlag, hbaOptionFlagExamples } from "./hbaOptionFlag.ts";
import { hbaOptionMalformed, hbaOptionMalformedExamples } from "./hbaOptionMalformed.ts";
import { hbaOptionMethod, hbaOptionMethodExamples } from "./hbaOptionMethod.ts";
import { hbaOptionQuotes, hbaOptionQuotesExamples } from "./hbaOptionQuotes.ts";
import { hbaOptionType, hbaOptionTypeExamples } from "./hbaOptionType.ts";
import { hbaOptionUnknown, hbaOptionUnknownExamples } from "./hbaOptionUnknown.ts";
import { hbaOptionValue, hbaOptionValueExamples } from "./hbaOptionValue.ts";
import { hbaPasswordInClearText, hbaPasswordInClearTextExamples } from "./hbaPasswordInClearText.ts";
import { hbaPortInvalid, hbaPortInvalidExamples } from "./hbaPortInvalid.ts";
import { hbaPrefixInvalid, hbaPrefixInvalidExamples } from "./hbaPrefixInvalid.ts";
import { hbaRadiusListInvalid, hbaRadiusListInvalidExamples } from "./hbaRadiusListInvalid.ts";
import { hbaRadiusOptions, hbaRadiusOptionsExamples } from "./hbaRadiusOptions.ts";
import { hbaRadiusServerName, hbaRadiusServerNameExamples } from "./hbaRadiusServerName.ts";
import { hbaRecordSplit, hbaRecordSplitExamples } from "./hbaRecordSplit.ts";
import { hbaRegexInvalid, hbaRegexInvalidExamples } from "./hbaRegexInvalid.ts";
import { hbaRegexUnsupported, hbaRegexUnsupportedExamples } from "./hbaRegexUnsupported.ts";
import { hbaRuleUnreachable, hbaRuleUnreachableExamples } from "./hbaRuleUnreachable.ts";
import { hbaSecretExposed, hbaSecretExposedExamples } from "./hbaSecretExposed.ts";
import { hbaTrustRemote, hbaTrustRemoteExamples } from "./hbaTrustRemote.ts";
import { hbaTypeUnknown, hbaTypeUnknownExamples } from "./hbaTypeUnknown.ts";
import { hbaValidatorOptionName, hbaValidatorOptionNameExamples } from "./hbaValidatorOptionName.ts";
import { hbaValuesMultiple, hbaValuesMultipleExamples } from "./hbaValuesMultiple.ts";
import { hostsCaMissing, hostsCaMissingExamples } from "./hostsCaMissing.ts";
import { hostsColumnMissing, hostsColumnMissingExamples } from "./hostsColumnMissing.ts";
import { hostsFieldsExtra, hostsFieldsExtraExamples } from "./hostsFieldsExtra.ts";
import { hostsFileUnused, hostsFileUnusedExamples } from "./hostsFileUnused.ts";
import { hostsNameDuplicate, hostsNameDuplicateExamples } from "./hostsNameDuplicate.ts";
import { hostsNameMixed, hostsNameMixedExamples } from "./hostsNameMixed.ts";
import { hostsNameUncovered, hostsNameUncoveredExamples } from "./hostsNameUncovered.ts";
import { hostsNameWildcard, hostsNameWildcardExamples } from "./hostsNameWildcard.ts";
import { hostsReloadFlagInvalid, hostsReloadFlagInvalidExamples } from "./hostsReloadFlagInvalid.ts";
import { hostsValuesMultiple, hostsValuesMultipleExamples } from "./hostsValuesMultiple.ts";
import { identCaptureLiteral, identCaptureLiteralExamples } from "./identCaptureLiteral.ts";
import { identCaptureMissing, identCaptureMissingExamples } from "./identCaptureMissing.ts";
import { identColumnMissing, identColumnMissingExamples } from "./identColumnMissing.ts";
import { identFieldsExtra, identFieldsExtraExamples } from "./identFieldsExtra.ts";
import { identKeywordUnsupported, identKeywordUnsupportedExamples } from "./identKeywordUnsupported.ts";
import { identRegexInvalid, identRegexInvalidExamples } from "./identRegexInvalid.ts";
import { identValuesMultiple, identValuesMultipleExamples } from "./identValuesMultiple.ts";
import { keyCipherLegacy, keyCipherLegacyExamples } from "./keyCipherLegacy.ts";
import { keyFileOwner, keyFileOwnerExamples } from "./keyFileOwner.ts";
import { keyFilePermissions, keyFilePermissionsExamples } from "./keyFilePermissions.ts";
import { keyMismatch, keyMismatchExamples } from "./keyMismatch.ts";
import { keyPassphraseMissing, keyPassphraseMissingExamples } from "./keyPassphraseMissing.ts";
import { keyPassphraseReload, keyPassphraseReloadExamples } from "./keyPassphraseReload.ts";
import { lineForeignForm, lineForeignFormExamples } from "./lineForeignForm.ts";
import { lineTooLong, lineTooLongExamples } from "./lineTooLong.ts";
import { nameLookAlike, nameLookAlikeExamples } from "./nameLookAlike.ts";
import { passfileEntryUnused, passfileEntryUnusedExamples } from "./passfileEntryUnused.ts";
import { passfileLineInvalid, passfileLineInvalidExamples } from "./passfileLineInvalid.ts";
import { passfilePermissions, passfilePermissionsExamples } from "./passfilePermissions.ts";
import { passphraseCommandPlaceholder, passphraseCommandPlaceholderExamples } from "./passphraseCommandPlaceholder.ts";
import { pgbouncerAuthenticationWeak, pgbouncerAuthenticationWeakExamples } from "./pgbouncerAuthenticationWeak.ts";
import { pgbouncerCertificateExpired, pgbouncerCertificateExpiredExamples } from "./pgbouncerCertificateExpired.ts";
import { pgbouncerClientUnverified, pgbouncerClientUnverifiedExamples } from "./pgbouncerClientUnverified.ts";
import { pgbouncerFileContent, pgbouncerFileContentExamples } from "./pgbouncerFileContent.ts";
import { pgbouncerFileMissing, pgbouncerFileMissingExamples } from "./pgbouncerFileMissing.ts";
import { pgbouncerHbaLineIgnored, pgbouncerHbaLineIgnoredExamples } from "./pgbouncerHbaLineIgnored.ts";
import { pgbouncerHbaNeverMatches, pgbouncerHbaNeverMatchesExamples } from "./pgbouncerHbaNeverMatches.ts";
import { pgbouncerHbaUnused, pgbouncerHbaUnusedExamples } from "./pgbouncerHbaUnused.ts";
import { pgbouncerIdentLineIgnored, pgbouncerIdentLineIgnoredExamples } from "./pgbouncerIdentLineIgnored.ts";
import { pgbouncerIncludeUnusable, pgbouncerIncludeUnusableExamples } from "./pgbouncerIncludeUnusable.ts";
import { pgbouncerKeyExposed, pgbouncerKeyExposedExamples } from "./pgbouncerKeyExposed.ts";
import { pgbouncerKeyMismatch, pgbouncerKeyMismatchExamples } from "./pgbouncerKeyMismatch.ts";
import { pgbouncerLineInvalid, pgbouncerLineInvalidExamples } from "./pgbouncerLineInvalid.ts";
import { pgbouncerSecretExposed, pgbouncerSecretExposedExamples } from "./pgbouncerSecretExposed.ts";
import { pgbouncerSectionRepeated, pgbouncerSectionRepeatedExamples } from "./pgbouncerSectionRepeated.ts";
import { pgbouncerServerUnverified, pgbouncerServerUnverifiedExamples } from "./pgbouncerServerUnverified.ts";
import { pgbouncerSettingUnknown, pgbouncerSettingUnknownExamples } from "./pgbouncerSettingUnknown.ts";
import { pgbouncerTlsIncomplete, pgbouncerTlsIncompleteExamples } from "./pgbouncerTlsIncomplete.ts";
import { pgbouncerUsersBroken, pgbouncerUsersBrokenExamples } from "./pgbouncerUsersBroken.ts";
import { pgbouncerValueInvalid, pgbouncerValueInvalidExamples } from "./pgbouncerValueInvalid.ts";
import { pgbouncerValueLiteral, pgbouncerValueLiteralExamples } from "./pgbouncerValueLiteral.ts";
import { privateKeyExposed, privateKeyExposedExamples } from "./privateKeyExposed.ts";
import { quoteUnterminated, quoteUnterminatedExamples } from "./quoteUnterminated.ts";
import { referenceNotHere, referenceNotHereExamples } from "./referenceNotHere.ts";
import { regexForeignSyntax, regexForeignSyntaxExamples } from "./regexForeignSyntax.ts";
import { regexUnanchored, regexUnanchoredExamples } from "./regexUnanchored.ts";
import { serviceHostUncovered, serviceHostUncoveredExamples } from "./serviceHostUncovered.ts";
import { serviceLineIgnored, serviceLineIgnoredExamples } from "./serviceLineIgnored.ts";
import { serviceLineInvalid, serviceLineInvalidExamples } from "./serviceLineInvalid.ts";
import { serviceRootMismatch, serviceRootMismatchExamples } from "./serviceRootMismatch.ts";
import { serviceSecretExposed, serviceSecretExposedExamples } from "./serviceSecretExposed.ts";
import { sslCiphersInvalid, sslCiphersInvalidExamples } from "./sslCiphersInvalid.ts";
import { sslCiphersUnknown, sslCiphersUnknownExamples } from "./sslCiphersUnknown.ts";
import { sslCiphersWeak, sslCiphersWeakExamples } from "./sslCiphersWeak.ts";
import { sslFileBroken, sslFileBrokenExamples } from "./sslFileBroken.ts";
import { sslFileByteOrderMark, sslFileByteOrderMarkExamples } from "./sslFileByteOrderMark.ts";
import { sslFileContent, sslFileContentExamples } from "./sslFileContent.ts";
import { sslFileEmpty, sslFileEmptyExamples } from "./sslFileEmpty.ts";
import { sslFileKind, sslFileKindExamples } from "./sslFileKind.ts";
import { sslFileMissing, sslFileMissingExamples } from "./sslFileMissing.ts";
import { sslFileNotHere, sslFileNotHereExamples } from "./sslFileNotHere.ts";
import { sslFileNotPem, sslFileNotPemExamples } from "./sslFileNotPem.ts";
import { sslFileUnreadable, sslFileUnreadableExamples } from "./sslFileUnreadable.ts";
import { sslGroupsEmpty, sslGroupsEmptyExamples } from "./sslGroupsEmpty.ts";
import { sslGroupsUncommon, sslGroupsUncommonExamples } from "./sslGroupsUncommon.ts";
import { sslGroupsUnknown, sslGroupsUnknownExamples } from "./sslGroupsUnknown.ts";
import { sslTls13CiphersUnknown, sslTls13CiphersUnknownExamples } from "./sslTls13CiphersUnknown.ts";
import { standbyRefused, standbyRefusedExamples } from "./standbyRefused.ts";
import { suppressionUnused, suppressionUnusedExamples } from "./suppressionUnused.ts";

/** All rules with their examples, in the order of their ids: for pages and tests, and in no program. */
export const rulesWithExamples: readonly RuleWithExamples[] = [
  { ...atFileEmpty, ...atFileEmptyExamples },
  { ...atFileMissing, ...atFileMissingExamples },
  { ...atFileNesting, ...atFileNestingExamples },
  { ...atFileSecretExposed, ...atFileSecretExposedExamples },
  { ...atFileUnreadable, ...atFileUnreadableExamples },
  { ...authByteOrderMark, ...authByteOrderMarkExamples },
  { ...authIncludeDirectoryMissing, ...authIncludeDirectoryMissingExamples },
  { ...authIncludeMissing, ...authIncludeMissingExamples },
  { ...authIncludeNesting, ...authIncludeNestingExamples },
  { ...authIncludeUnreadable, ...authIncludeUnreadableExamples },
  { ...caCertificateExpired, ...caCertificateExpiredExamples },
  { ...caCertificateWeak, ...caCertificateWeakExamples },
  { ...caDuplicate, ...caDuplicateExamples },
  { ...caIssuerMissing, ...caIssuerMissingExamples },
  { ...caNotAuthority, ...caNotAuthorityExamples },
  { ...caPublic, ...caPublicExamples },
  { ...caPurpose, ...caPurposeExamples },
  { ...certificateAddressUncovered, ...certificateAddressUncoveredExamples },
  { ...certificateAlgorithmUnusable, ...certificateAlgorithmUnusableExamples },
  { ...certificateChainIncomplete, ...certificateChainIncompleteExamples },
  { ...certificateChainInvalid, ...certificateChainInvalidExamples },
  { ...certificateChainOrder, ...certificateChainOrderExamples },
  { ...certificateChainRoot, ...certificateChainRootExamples },
  { ...certificateChainShuffled, ...certificateChainShuffledExamples },
  { ...certificateChannelBinding, ...certificateChannelBindingExamples },
  { ...certificateDigestWeak, ...certificateDigestWeakExamples },
  { ...certificateExpired, ...certificateExpiredExamples },
  { ...certificateExpiresSoon, ...certificateExpiresSoonExamples },
  { ...certificateIsAuthority, ...certificateIsAuthorityExamples },
  { ...certificateKeySwapped, ...certificateKeySwappedExamples },
  { ...certificateKeyUnreadable, ...certificateKeyUnreadableExamples },
  { ...certificateKeyWeak, ...certificateKeyWeakExamples },
  { ...certificateNamesMissing, ...certificateNamesMissingExamples },
  { ...certificatePurpose, ...certificatePurposeExamples },
  { ...checkIncomplete, ...checkIncompleteExamples },
  { ...clientCertificateUnverified, ...clientCertificateUnverifiedExamples },
  { ...commentContinued, ...commentContinuedExamples },
  { ...commentInWord, ...commentInWordExamples },
  { ...confBooleanInvalid, ...confBooleanInvalidExamples },
  { ...confByteOrderMark, ...confByteOrderMarkExamples },
  { ...confChoiceInvalid, ...confChoiceInvalidExamples },
  { ...confFileUnreadable, ...confFileUnreadableExamples },
  { ...confIncludeNesting, ...confIncludeNestingExamples },
  { ...confIncludeUnusable, ...confIncludeUnusableExamples },
  { ...confListenAddressUnusable, ...confListenAddressUnusableExamples },
  { ...confNameInvalid, ...confNameInvalidExamples },
  { ...confNumberInvalid, ...confNumberInvalidExamples },
  { ...confPasswordMd5, ...confPasswordMd5Examples },
  { ...confPathRelative, ...confPathRelativeExamples },
  { ...confProcessesTooMany, ...confProcessesTooManyExamples },
  { ...confProtocolOld, ...confProtocolOldExamples },
  { ...confProtocolRange, ...confProtocolRangeExamples },
  { ...confQuoteUnclosed, ...confQuoteUnclosedExamples },
  { ...confQuotesMissing, ...confQuotesMissingExamples },
  { ...confRecoveryTargets, ...confRecoveryTargetsExamples },
  { ...confSecretExposed, ...confSecretExposedExamples },
  { ...confSettingIgnored, ...confSettingIgnoredExamples },
  { ...confSettingInternal, ...confSettingInternalExamples },
  { ...confSettingOverridden, ...confSettingOverriddenExamples },
  { ...confSettingRenamed, ...confSettingRenamedExamples },
  { ...confSettingUnknown, ...confSettingUnknownExamples },
  { ...confSettingsConflict, ...confSettingsConflictExamples },
  { ...confStatisticsConflict, ...confStatisticsConflictExamples },
  { ...confTextAfterValue, ...confTextAfterValueExamples },
  { ...confUnitInvalid, ...confUnitInvalidExamples },
  { ...confUserNamespace, ...confUserNamespaceExamples },
  { ...confValueMissing, ...confValueMissingExamples },
  { ...confValueRange, ...confValueRangeExamples },
  { ...confValueRefused, ...confValueRefusedExamples },
  { ...connectionCertificateUnusable, ...connectionCertificateUnusableExamples },
  { ...connectionDriverOption, ...connectionDriverOptionExamples },
  { ...connectionDriverUnverified, ...connectionDriverUnverifiedExamples },
  { ...connectionFileContent, ...connectionFileContentExamples },
  { ...connectionFileMissing, ...connectionFileMissingExamples },
  { ...connectionKeyPermissions, ...connectionKeyPermissionsExamples },
  { ...connectionKeywordUnknown, ...connectionKeywordUnknownExamples },
  { ...connectionModeWeak, ...connectionModeWeakExamples },
  { ...connectionSecretExposed, ...connectionSecretExposedExamples },
  { ...connectionStringInvalid, ...connectionStringInvalidExamples },
  { ...connectionValueInvalid, ...connectionValueInvalidExamples },
  { ...connectionVariableUnknown, ...connectionVariableUnknownExamples },
  { ...crlDelta, ...crlDeltaExamples },
  { ...crlDirectoryMissing, ...crlDirectoryMissingExamples },
  { ...crlDirectoryNames, ...crlDirectoryNamesExamples },
  { ...crlExpiresSoon, ...crlExpiresSoonExamples },
  { ...crlExtensionUnhandled, ...crlExtensionUnhandledExamples },
  { ...crlForeign, ...crlForeignExamples },
  { ...crlIssuerUsage, ...crlIssuerUsageExamples },
  { ...crlMissing, ...crlMissingExamples },
  { ...crlNotCurrent, ...crlNotCurrentExamples },
  { ...crlScope, ...crlScopeExamples },
  { ...dataDirectoryPermissions, ...dataDirectoryPermissionsExamples },
  { ...dhParametersWeak, ...dhParametersWeakExamples },
  { ...directiveUnknown, ...directiveUnknownExamples },
  { ...embeddedBlockFolded, ...embeddedBlockFoldedExamples },
  { ...embeddedDefaultsLost, ...embeddedDefaultsLostExamples },
  { ...embeddedEntryType, ...embeddedEntryTypeExamples },
  { ...embeddedEscapeUnknown, ...embeddedEscapeUnknownExamples },
  { ...embeddedGroupUnset, ...embeddedGroupUnsetExamples },
  { ...embeddedIgnored, ...embeddedIgnoredExamples },
  { ...embeddedLineBreak, ...embeddedLineBreakExamples },
  { ...embeddedListText, ...embeddedListTextExamples },
  { ...embeddedModeUnknown, ...embeddedModeUnknownExamples },
  { ...embeddedPoolerRecord, ...embeddedPoolerRecordExamples },
  { ...embeddedReadOnce, ...embeddedReadOnceExamples },
  { ...embeddedRefused, ...embeddedRefusedExamples },
  { ...embeddedSecretIncomplete, ...embeddedSecretIncompleteExamples },
  { ...embeddedSettingFixed, ...embeddedSettingFixedExamples },
  { ...embeddedSettingMisplaced, ...embeddedSettingMisplacedExamples },
  { ...embeddedTlsIncomplete, ...embeddedTlsIncompleteExamples },
  { ...embeddedValueCut, ...embeddedValueCutExamples },
  { ...embeddedVolumeLost, ...embeddedVolumeLostExamples },
  { ...fileEncoding, ...fileEncodingExamples },
  { ...foreignServerOptionMisplaced, ...foreignServerOptionMisplacedExamples },
  { ...hbaAddressHostBits, ...hbaAddressHostBitsExamples },
  { ...hbaAddressLookAlike, ...hbaAddressLookAlikeExamples },
  { ...hbaAddressMisread, ...hbaAddressMisreadExamples },
  { ...hbaAddressNoClient, ...hbaAddressNoClientExamples },
  { ...hbaCertClientcert, ...hbaCertClientcertExamples },
  { ...hbaCleartextGap, ...hbaCleartextGapExamples },
  { ...hbaClientCertificateName, ...hbaClientCertificateNameExamples },
  { ...hbaClientCertificateWithoutCa, ...hbaClientCertificateWithoutCaExamples },
  { ...hbaClientcertObsolete, ...hbaClientcertObsoleteExamples },
  { ...hbaClientnameWithoutClientcert, ...hbaClientnameWithoutClientcertExamples },
  { ...hbaColumnMissing, ...hbaColumnMissingExamples },
  { ...hbaColumnsShifted, ...hbaColumnsShiftedExamples },
  { ...hbaColumnsSwapped, ...hbaColumnsSwappedExamples },
  { ...hbaFileEmpty, ...hbaFileEmptyExamples },
  { ...hbaFileUnusable, ...hbaFileUnusableExamples },
  { ...hbaHostNamePrefix, ...hbaHostNamePrefixExamples },
  { ...hbaHostgssencWithoutGssapi, ...hbaHostgssencWithoutGssapiExamples },
  { ...hbaHostsslWithoutSsl, ...hbaHostsslWithoutSslExamples },
  { ...hbaIdentOnLocal, ...hbaIdentOnLocalExamples },
  { ...hbaIpv6Missing, ...hbaIpv6MissingExamples },
  { ...hbaKeywordCase, ...hbaKeywordCaseExamples },
  { ...hbaKeywordQuoted, ...hbaKeywordQuotedExamples },
  { ...hbaLdapOptions, ...hbaLdapOptionsExamples },
  { ...hbaLdapSchemeUnknown, ...hbaLdapSchemeUnknownExamples },
  { ...hbaLdapUnusable, ...hbaLdapUnusableExamples },
  { ...hbaLdapUrlInvalid, ...hbaLdapUrlInvalidExamples },
  { ...hbaMapNotLoaded, ...hbaMapNotLoadedExamples },
  { ...hbaMapUnknown, ...hbaMapUnknownExamples },
  { ...hbaMaskInvalid, ...hbaMaskInvalidExamples },
  { ...hbaMaskMissing, ...hbaMaskMissingExamples },
  { ...hbaMaskNotContiguous, ...hbaMaskNotContiguousExamples },
  { ...hbaMd5UserNamespace, ...hbaMd5UserNamespaceExamples },
  { ...hbaMethodDeprecated, ...hbaMethodDeprecatedExamples },
  { ...hbaMethodType, ...hbaMethodTypeExamples },
  { ...hbaMethodUnknown, ...hbaMethodUnknownExamples },
  { ...hbaMethodUnsupported, ...hbaMethodUnsupportedExamples },
  { ...hbaOauthIssuer, ...hbaOauthIssuerExamples },
  { ...hbaOauthOptions, ...hbaOauthOptionsExamples },
  { ...hbaOauthValidator, ...hbaOauthValidatorExamples },
  { ...hbaOptionDuplicate, ...hbaOptionDuplicateExamples },
  { ...hbaOptionFlag, ...hbaOptionFlagExamples },
  { ...hbaOptionMalformed, ...hbaOptionMalformedExamples },
  { ...hbaOptionMethod, ...hbaOptionMethodExamples },
  { ...hbaOptionQuotes, ...hbaOptionQuotesExamples },
  { ...hbaOptionType, ...hbaOptionTypeExamples },
  { ...hbaOptionUnknown, ...hbaOptionUnknownExamples },
  { ...hbaOptionValue, ...hbaOptionValueExamples },
  { ...hbaPasswordInClearText, ...hbaPasswordInClearTextExamples },
  { ...hbaPortInvalid, ...hbaPortInvalidExamples },
  { ...hbaPrefixInvalid, ...hbaPrefixInvalidExamples },
  { ...hbaRadiusListInvalid, ...hbaRadiusListInvalidExamples },
  { ...hbaRadiusOptions, ...hbaRadiusOptionsExamples },
  { ...hbaRadiusServerName, ...hbaRadiusServerNameExamples },
  { ...hbaRecordSplit, ...hbaRecordSplitExamples },
  { ...hbaRegexInvalid, ...hbaRegexInvalidExamples },
  { ...hbaRegexUnsupported, ...hbaRegexUnsupportedExamples },
  { ...hbaRuleUnreachable, ...hbaRuleUnreachableExamples },
  { ...hbaSecretExposed, ...hbaSecretExposedExamples },
  { ...hbaTrustRemote, ...hbaTrustRemoteExamples },
  { ...hbaTypeUnknown, ...hbaTypeUnknownExamples },
  { ...hbaValidatorOptionName, ...hbaValidatorOptionNameExamples },
  { ...hbaValuesMultiple, ...hbaValuesMultipleExamples },
  { ...hostsCaMissing, ...hostsCaMissingExamples },
  { ...hostsColumnMissing, ...hostsColumnMissingExamples },
  { ...hostsFieldsExtra, ...hostsFieldsExtraExamples },
  { ...hostsFileUnused, ...hostsFileUnusedExamples },
  { ...hostsNameDuplicate, ...hostsNameDuplicateExamples },
  { ...hostsNameMixed, ...hostsNameMixedExamples },
  { ...hostsNameUncovered, ...hostsNameUncoveredExamples },
  { ...hostsNameWildcard, ...hostsNameWildcardExamples },
  { ...hostsReloadFlagInvalid, ...hostsReloadFlagInvalidExamples },
  { ...hostsValuesMultiple, ...hostsValuesMultipleExamples },
  { ...identCaptureLiteral, ...identCaptureLiteralExamples },
  { ...identCaptureMissing, ...identCaptureMissingExamples },
  { ...identColumnMissing, ...identColumnMissingExamples },
  { ...identFieldsExtra, ...identFieldsExtraExamples },
  { ...identKeywordUnsupported, ...identKeywordUnsupportedExamples },
  { ...identRegexInvalid, ...identRegexInvalidExamples },
  { ...identValuesMultiple, ...identValuesMultipleExamples },
  { ...keyCipherLegacy, ...keyCipherLegacyExamples },
  { ...keyFileOwner, ...keyFileOwnerExamples },
  { ...keyFilePermissions, ...keyFilePermissionsExamples },
  { ...keyMismatch, ...keyMismatchExamples },
  { ...keyPassphraseMissing, ...keyPassphraseMissingExamples },
  { ...keyPassphraseReload, ...keyPassphraseReloadExamples },
  { ...lineForeignForm, ...lineForeignFormExamples },
  { ...lineTooLong, ...lineTooLongExamples },
  { ...nameLookAlike, ...nameLookAlikeExamples },
  { ...passfileEntryUnused, ...passfileEntryUnusedExamples },
  { ...passfileLineInvalid, ...passfileLineInvalidExamples },
  { ...passfilePermissions, ...passfilePermissionsExamples },
  { ...passphraseCommandPlaceholder, ...passphraseCommandPlaceholderExamples },
  { ...pgbouncerAuthenticationWeak, ...pgbouncerAuthenticationWeakExamples },
  { ...pgbouncerCertificateExpired, ...pgbouncerCertificateExpiredExamples },
  { ...pgbouncerClientUnverified, ...pgbouncerClientUnverifiedExamples },
  { ...pgbouncerFileContent, ...pgbouncerFileContentExamples },
  { ...pgbouncerFileMissing, ...pgbouncerFileMissingExamples },
  { ...pgbouncerHbaLineIgnored, ...pgbouncerHbaLineIgnoredExamples },
  { ...pgbouncerHbaNeverMatches, ...pgbouncerHbaNeverMatchesExamples },
  { ...pgbouncerHbaUnused, ...pgbouncerHbaUnusedExamples },
  { ...pgbouncerIdentLineIgnored, ...pgbouncerIdentLineIgnoredExamples },
  { ...pgbouncerIncludeUnusable, ...pgbouncerIncludeUnusableExamples },
  { ...pgbouncerKeyExposed, ...pgbouncerKeyExposedExamples },
  { ...pgbouncerKeyMismatch, ...pgbouncerKeyMismatchExamples },
  { ...pgbouncerLineInvalid, ...pgbouncerLineInvalidExamples },
  { ...pgbouncerSecretExposed, ...pgbouncerSecretExposedExamples },
  { ...pgbouncerSectionRepeated, ...pgbouncerSectionRepeatedExamples },
  { ...pgbouncerServerUnverified, ...pgbouncerServerUnverifiedExamples },
  { ...pgbouncerSettingUnknown, ...pgbouncerSettingUnknownExamples },
  { ...pgbouncerTlsIncomplete, ...pgbouncerTlsIncompleteExamples },
  { ...pgbouncerUsersBroken, ...pgbouncerUsersBrokenExamples },
  { ...pgbouncerValueInvalid, ...pgbouncerValueInvalidExamples },
  { ...pgbouncerValueLiteral, ...pgbouncerValueLiteralExamples },
  { ...privateKeyExposed, ...privateKeyExposedExamples },
  { ...quoteUnterminated, ...quoteUnterminatedExamples },
  { ...referenceNotHere, ...referenceNotHereExamples },
  { ...regexForeignSyntax, ...regexForeignSyntaxExamples },
  { ...regexUnanchored, ...regexUnanchoredExamples },
  { ...serviceHostUncovered, ...serviceHostUncoveredExamples },
  { ...serviceLineIgnored, ...serviceLineIgnoredExamples },
  { ...serviceLineInvalid, ...serviceLineInvalidExamples },
  { ...serviceRootMismatch, ...serviceRootMismatchExamples },
  { ...serviceSecretExposed, ...serviceSecretExposedExamples },
  { ...sslCiphersInvalid, ...sslCiphersInvalidExamples },
  { ...sslCiphersUnknown, ...sslCiphersUnknownExamples },
  { ...sslCiphersWeak, ...sslCiphersWeakExamples },
  { ...sslFileBroken, ...sslFileBrokenExamples },
  { ...sslFileByteOrderMark, ...sslFileByteOrderMarkExamples },
  { ...sslFileContent, ...sslFileContentExamples },
  { ...sslFileEmpty, ...sslFileEmptyExamples },
  { ...sslFileKind, ...sslFileKindExamples },
  { ...sslFileMissing, ...sslFileMissingExamples },
  { ...sslFileNotHere, ...sslFileNotHereExamples },
  { ...sslFileNotPem, ...sslFileNotPemExamples },
  { ...sslFileUnreadable, ...sslFileUnreadableExamples },
  { ...sslGroupsEmpty, ...sslGroupsEmptyExamples },
  { ...sslGroupsUncommon, ...sslGroupsUncommonExamples },
  { ...sslGroupsUnknown, ...sslGroupsUnknownExamples },
  { ...sslTls13CiphersUnknown, ...sslTls13CiphersUnknownExamples },
  { ...standbyRefused, ...standbyRefusedExamples },
  { ...suppressionUnused, ...suppressionUnusedExamples },
];
