// GENERATED from the files beside it by server/scripts/generateRuleIndex.ts
import type { RuleWithPage } from "../ruleKit/rule.ts";
import { atFileEmpty, atFileEmptyPage } from "./atFileEmpty.ts";
import { atFileMissing, atFileMissingPage } from "./atFileMissing.ts";
import { atFileNesting, atFileNestingPage } from "./atFileNesting.ts";
import { atFileSecretExposed, atFileSecretExposedPage } from "./atFileSecretExposed.ts";
import { atFileUnreadable, atFileUnreadablePage } from "./atFileUnreadable.ts";
import { authByteOrderMark, authByteOrderMarkPage } from "./authByteOrderMark.ts";
import { authIncludeDirectoryMissing, authIncludeDirectoryMissingPage } from "./authIncludeDirectoryMissing.ts";
import { authIncludeMissing, authIncludeMissingPage } from "./authIncludeMissing.ts";
import { authIncludeNesting, authIncludeNestingPage } from "./authIncludeNesting.ts";
import { authIncludeUnreadable, authIncludeUnreadablePage } from "./authIncludeUnreadable.ts";
import { caCertificateExpired, caCertificateExpiredPage } from "./caCertificateExpired.ts";
import { caCertificateWeak, caCertificateWeakPage } from "./caCertificateWeak.ts";
import { caDuplicate, caDuplicatePage } from "./caDuplicate.ts";
import { caIssuerMissing, caIssuerMissingPage } from "./caIssuerMissing.ts";
import { caNotAuthority, caNotAuthorityPage } from "./caNotAuthority.ts";
import { caPublic, caPublicPage } from "./caPublic.ts";
import { caPurpose, caPurposePage } from "./caPurpose.ts";
import { certificateAddressUncovered, certificateAddressUncoveredPage } from "./certificateAddressUncovered.ts";
import { certificateAlgorithmUnusable, certificateAlgorithmUnusablePage } from "./certificateAlgorithmUnusable.ts";
import { certificateChainIncomplete, certificateChainIncompletePage } from "./certificateChainIncomplete.ts";
import { certificateChainInvalid, certificateChainInvalidPage } from "./certificateChainInvalid.ts";
import { certificateChainOrder, certificateChainOrderPage } from "./certificateChainOrder.ts";
import { certificateChainRoot, certificateChainRootPage } from "./certificateChainRoot.ts";
import { certificateChainShuffled, certificateChainShuffledPage } from "./certificateChainShuffled.ts";
import { certificateChannelBinding, certificateChannelBindingPage } from "./certificateChannelBinding.ts";
import { certificateDigestWeak, certificateDigestWeakPage } from "./certificateDigestWeak.ts";
import { certificateExpired, certificateExpiredPage } from "./certificateExpired.ts";
import { certificateExpiresSoon, certificateExpiresSoonPage } from "./certificateExpiresSoon.ts";
import { certificateIsAuthority, certificateIsAuthorityPage } from "./certificateIsAuthority.ts";
import { certificateKeySwapped, certificateKeySwappedPage } from "./certificateKeySwapped.ts";
import { certificateKeyUnreadable, certificateKeyUnreadablePage } from "./certificateKeyUnreadable.ts";
import { certificateKeyWeak, certificateKeyWeakPage } from "./certificateKeyWeak.ts";
import { certificateNamesMissing, certificateNamesMissingPage } from "./certificateNamesMissing.ts";
import { certificatePurpose, certificatePurposePage } from "./certificatePurpose.ts";
import { checkIncomplete, checkIncompletePage } from "./checkIncomplete.ts";
import { clientCertificateUnverified, clientCertificateUnverifiedPage } from "./clientCertificateUnverified.ts";
import { commentContinued, commentContinuedPage } from "./commentContinued.ts";
import { commentInWord, commentInWordPage } from "./commentInWord.ts";
import { confBooleanInvalid, confBooleanInvalidPage } from "./confBooleanInvalid.ts";
import { confByteOrderMark, confByteOrderMarkPage } from "./confByteOrderMark.ts";
import { confChoiceInvalid, confChoiceInvalidPage } from "./confChoiceInvalid.ts";
import { confFileUnreadable, confFileUnreadablePage } from "./confFileUnreadable.ts";
import { confIncludeNesting, confIncludeNestingPage } from "./confIncludeNesting.ts";
import { confIncludeUnusable, confIncludeUnusablePage } from "./confIncludeUnusable.ts";
import { confListenAddressUnusable, confListenAddressUnusablePage } from "./confListenAddressUnusable.ts";
import { confNameInvalid, confNameInvalidPage } from "./confNameInvalid.ts";
import { confNumberInvalid, confNumberInvalidPage } from "./confNumberInvalid.ts";
import { confPasswordMd5, confPasswordMd5Page } from "./confPasswordMd5.ts";
import { confPathRelative, confPathRelativePage } from "./confPathRelative.ts";
import { confProcessesTooMany, confProcessesTooManyPage } from "./confProcessesTooMany.ts";
import { confProtocolOld, confProtocolOldPage } from "./confProtocolOld.ts";
import { confProtocolRange, confProtocolRangePage } from "./confProtocolRange.ts";
import { confQuoteUnclosed, confQuoteUnclosedPage } from "./confQuoteUnclosed.ts";
import { confQuotesMissing, confQuotesMissingPage } from "./confQuotesMissing.ts";
import { confRecoveryTargets, confRecoveryTargetsPage } from "./confRecoveryTargets.ts";
import { confSecretExposed, confSecretExposedPage } from "./confSecretExposed.ts";
import { confSettingIgnored, confSettingIgnoredPage } from "./confSettingIgnored.ts";
import { confSettingInternal, confSettingInternalPage } from "./confSettingInternal.ts";
import { confSettingOverridden, confSettingOverriddenPage } from "./confSettingOverridden.ts";
import { confSettingRenamed, confSettingRenamedPage } from "./confSettingRenamed.ts";
import { confSettingUnknown, confSettingUnknownPage } from "./confSettingUnknown.ts";
import { confSettingsConflict, confSettingsConflictPage } from "./confSettingsConflict.ts";
import { confStatisticsConflict, confStatisticsConflictPage } from "./confStatisticsConflict.ts";
import { confTextAfterValue, confTextAfterValuePage } from "./confTextAfterValue.ts";
import { confUnitInvalid, confUnitInvalidPage } from "./confUnitInvalid.ts";
import { confUserNamespace, confUserNamespacePage } from "./confUserNamespace.ts";
import { confValueMissing, confValueMissingPage } from "./confValueMissing.ts";
import { confValueRange, confValueRangePage } from "./confValueRange.ts";
import { confValueRefused, confValueRefusedPage } from "./confValueRefused.ts";
import { connectionCertificateUnusable, connectionCertificateUnusablePage } from "./connectionCertificateUnusable.ts";
import { connectionDriverOption, connectionDriverOptionPage } from "./connectionDriverOption.ts";
import { connectionDriverUnverified, connectionDriverUnverifiedPage } from "./connectionDriverUnverified.ts";
import { connectionFileContent, connectionFileContentPage } from "./connectionFileContent.ts";
import { connectionFileMissing, connectionFileMissingPage } from "./connectionFileMissing.ts";
import { connectionKeyPermissions, connectionKeyPermissionsPage } from "./connectionKeyPermissions.ts";
import { connectionKeywordUnknown, connectionKeywordUnknownPage } from "./connectionKeywordUnknown.ts";
import { connectionModeWeak, connectionModeWeakPage } from "./connectionModeWeak.ts";
import { connectionSecretExposed, connectionSecretExposedPage } from "./connectionSecretExposed.ts";
import { connectionStringInvalid, connectionStringInvalidPage } from "./connectionStringInvalid.ts";
import { connectionValueInvalid, connectionValueInvalidPage } from "./connectionValueInvalid.ts";
import { connectionVariableUnknown, connectionVariableUnknownPage } from "./connectionVariableUnknown.ts";
import { crlDelta, crlDeltaPage } from "./crlDelta.ts";
import { crlDirectoryMissing, crlDirectoryMissingPage } from "./crlDirectoryMissing.ts";
import { crlDirectoryNames, crlDirectoryNamesPage } from "./crlDirectoryNames.ts";
import { crlExpiresSoon, crlExpiresSoonPage } from "./crlExpiresSoon.ts";
import { crlExtensionUnhandled, crlExtensionUnhandledPage } from "./crlExtensionUnhandled.ts";
import { crlForeign, crlForeignPage } from "./crlForeign.ts";
import { crlIssuerUsage, crlIssuerUsagePage } from "./crlIssuerUsage.ts";
import { crlMissing, crlMissingPage } from "./crlMissing.ts";
import { crlNotCurrent, crlNotCurrentPage } from "./crlNotCurrent.ts";
import { crlScope, crlScopePage } from "./crlScope.ts";
import { dataDirectoryPermissions, dataDirectoryPermissionsPage } from "./dataDirectoryPermissions.ts";
import { dhParametersWeak, dhParametersWeakPage } from "./dhParametersWeak.ts";
import { directiveUnknown, directiveUnknownPage } from "./directiveUnknown.ts";
import { embeddedArgumentRefused, embeddedArgumentRefusedPage } from "./embeddedArgumentRefused.ts";
import { embeddedBlockFolded, embeddedBlockFoldedPage } from "./embeddedBlockFolded.ts";
import { embeddedDefaultsLost, embeddedDefaultsLostPage } from "./embeddedDefaultsLost.ts";
import { embeddedEntryType, embeddedEntryTypePage } from "./embeddedEntryType.ts";
import { embeddedEscapeUnknown, embeddedEscapeUnknownPage } from "./embeddedEscapeUnknown.ts";
import { embeddedGroupUnset, embeddedGroupUnsetPage } from "./embeddedGroupUnset.ts";
import { embeddedIgnored, embeddedIgnoredPage } from "./embeddedIgnored.ts";
import { embeddedKeyMode, embeddedKeyModePage } from "./embeddedKeyMode.ts";
import { embeddedLineBreak, embeddedLineBreakPage } from "./embeddedLineBreak.ts";
import { embeddedListText, embeddedListTextPage } from "./embeddedListText.ts";
import { embeddedModeUnknown, embeddedModeUnknownPage } from "./embeddedModeUnknown.ts";
import { embeddedPoolerRecord, embeddedPoolerRecordPage } from "./embeddedPoolerRecord.ts";
import { embeddedReadOnce, embeddedReadOncePage } from "./embeddedReadOnce.ts";
import { embeddedRefused, embeddedRefusedPage } from "./embeddedRefused.ts";
import { embeddedSecretIncomplete, embeddedSecretIncompletePage } from "./embeddedSecretIncomplete.ts";
import { embeddedSecretNotReloaded, embeddedSecretNotReloadedPage } from "./embeddedSecretNotReloaded.ts";
import { embeddedSettingFixed, embeddedSettingFixedPage } from "./embeddedSettingFixed.ts";
import { embeddedSettingMisplaced, embeddedSettingMisplacedPage } from "./embeddedSettingMisplaced.ts";
import { embeddedTlsIncomplete, embeddedTlsIncompletePage } from "./embeddedTlsIncomplete.ts";
import { embeddedTlsOptional, embeddedTlsOptionalPage } from "./embeddedTlsOptional.ts";
import { embeddedValueCut, embeddedValueCutPage } from "./embeddedValueCut.ts";
import { embeddedVolumeLost, embeddedVolumeLostPage } from "./embeddedVolumeLost.ts";
import { fileEncoding, fileEncodingPage } from "./fileEncoding.ts";
import { foreignServerOptionMisplaced, foreignServerOptionMisplacedPage } from "./foreignServerOptionMisplaced.ts";
import { hbaAddressHostBits, hbaAddressHostBitsPage } from "./hbaAddressHostBits.ts";
import { hbaAddressLookAlike, hbaAddressLookAlikePage } from "./hbaAddressLookAlike.ts";
import { hbaAddressMisread, hbaAddressMisreadPage } from "./hbaAddressMisread.ts";
import { hbaAddressNoClient, hbaAddressNoClientPage } from "./hbaAddressNoClient.ts";
import { hbaCertClientcert, hbaCertClientcertPage } from "./hbaCertClientcert.ts";
import { hbaCleartextGap, hbaCleartextGapPage } from "./hbaCleartextGap.ts";
import { hbaClientCertificateName, hbaClientCertificateNamePage } from "./hbaClientCertificateName.ts";
import { hbaClientCertificateWithoutCa, hbaClientCertificateWithoutCaPage } from "./hbaClientCertificateWithoutCa.ts";
import { hbaClientcertObsolete, hbaClientcertObsoletePage } from "./hbaClientcertObsolete.ts";
import { hbaClientnameWithoutClientcert, hbaClientnameWithoutClientcertPage } from "./hbaClientnameWithoutClientcert.ts";
import { hbaColumnMissing, hbaColumnMissingPage } from "./hbaColumnMissing.ts";
import { hbaColumnsShifted, hbaColumnsShiftedPage } from "./hbaColumnsShifted.ts";
import { hbaColumnsSwapped, hbaColumnsSwappedPage } from "./hbaColumnsSwapped.ts";
import { hbaFileEmpty, hbaFileEmptyPage } from "./hbaFileEmpty.ts";
import { hbaFileUnusable, hbaFileUnusablePage } from "./hbaFileUnusable.ts";
import { hbaHostNamePrefix, hbaHostNamePrefixPage } from "./hbaHostNamePrefix.ts";
import { hbaHostgssencWithoutGssapi, hbaHostgssencWithoutGssapiPage } from "./hbaHostgssencWithoutGssapi.ts";
import { hbaHostsslWithoutSsl, hbaHostsslWithoutSslPage } from "./hbaHostsslWithoutSsl.ts";
import { hbaIdentOnLocal, hbaIdentOnLocalPage } from "./hbaIdentOnLocal.ts";
import { hbaIpv6Missing, hbaIpv6MissingPage } from "./hbaIpv6Missing.ts";
import { hbaKeywordCase, hbaKeywordCasePage } from "./hbaKeywordCase.ts";
import { hbaKeywordQuoted, hbaKeywordQuotedPage } from "./hbaKeywordQuoted.ts";
import { hbaLdapOptions, hbaLdapOptionsPage } from "./hbaLdapOptions.ts";
import { hbaLdapSchemeUnknown, hbaLdapSchemeUnknownPage } from "./hbaLdapSchemeUnknown.ts";
import { hbaLdapUnusable, hbaLdapUnusablePage } from "./hbaLdapUnusable.ts";
import { hbaLdapUrlInvalid, hbaLdapUrlInvalidPage } from "./hbaLdapUrlInvalid.ts";
import { hbaMapNotLoaded, hbaMapNotLoadedPage } from "./hbaMapNotLoaded.ts";
import { hbaMapUnknown, hbaMapUnknownPage } from "./hbaMapUnknown.ts";
import { hbaMaskInvalid, hbaMaskInvalidPage } from "./hbaMaskInvalid.ts";
import { hbaMaskMissing, hbaMaskMissingPage } from "./hbaMaskMissing.ts";
import { hbaMaskNotContiguous, hbaMaskNotContiguousPage } from "./hbaMaskNotContiguous.ts";
import { hbaMd5UserNamespace, hbaMd5UserNamespacePage } from "./hbaMd5UserNamespace.ts";
import { hbaMethodDeprecated, hbaMethodDeprecatedPage } from "./hbaMethodDeprecated.ts";
import { hbaMethodType, hbaMethodTypePage } from "./hbaMethodType.ts";
import { hbaMethodUnknown, hbaMethodUnknownPage } from "./hbaMethodUnknown.ts";
import { hbaMethodUnsupported, hbaMethodUnsupportedPage } from "./hbaMethodUnsupported.ts";
import { hbaOauthIssuer, hbaOauthIssuerPage } from "./hbaOauthIssuer.ts";
import { hbaOauthOptions, hbaOauthOptionsPage } from "./hbaOauthOptions.ts";
import { hbaOauthValidator, hbaOauthValidatorPage } from "./hbaOauthValidator.ts";
import { hbaOptionDuplicate, hbaOptionDuplicatePage } from "./hbaOptionDuplicate.ts";
import { hbaOptionFlag, hbaOptionFlagPage } from "./hbaOptionFlag.ts";
import { hbaOptionMalformed, hbaOptionMalformedPage } from "./hbaOptionMalformed.ts";
import { hbaOptionMethod, hbaOptionMethodPage } from "./hbaOptionMethod.ts";
import { hbaOptionQuotes, hbaOptionQuotesPage } from "./hbaOptionQuotes.ts";
import { hbaOptionType, hbaOptionTypePage } from "./hbaOptionType.ts";
import { hbaOptionUnknown, hbaOptionUnknownPage } from "./hbaOptionUnknown.ts";
import { hbaOptionValue, hbaOptionValuePage } from "./hbaOptionValue.ts";
import { hbaPasswordInClearText, hbaPasswordInClearTextPage } from "./hbaPasswordInClearText.ts";
import { hbaPortInvalid, hbaPortInvalidPage } from "./hbaPortInvalid.ts";
import { hbaPrefixInvalid, hbaPrefixInvalidPage } from "./hbaPrefixInvalid.ts";
import { hbaRadiusListInvalid, hbaRadiusListInvalidPage } from "./hbaRadiusListInvalid.ts";
import { hbaRadiusOptions, hbaRadiusOptionsPage } from "./hbaRadiusOptions.ts";
import { hbaRadiusServerName, hbaRadiusServerNamePage } from "./hbaRadiusServerName.ts";
import { hbaRecordSplit, hbaRecordSplitPage } from "./hbaRecordSplit.ts";
import { hbaRegexInvalid, hbaRegexInvalidPage } from "./hbaRegexInvalid.ts";
import { hbaRegexUnsupported, hbaRegexUnsupportedPage } from "./hbaRegexUnsupported.ts";
import { hbaRuleUnreachable, hbaRuleUnreachablePage } from "./hbaRuleUnreachable.ts";
import { hbaSecretExposed, hbaSecretExposedPage } from "./hbaSecretExposed.ts";
import { hbaTrustRemote, hbaTrustRemotePage } from "./hbaTrustRemote.ts";
import { hbaTypeUnknown, hbaTypeUnknownPage } from "./hbaTypeUnknown.ts";
import { hbaValidatorOptionName, hbaValidatorOptionNamePage } from "./hbaValidatorOptionName.ts";
import { hbaValuesMultiple, hbaValuesMultiplePage } from "./hbaValuesMultiple.ts";
import { hostsCaMissing, hostsCaMissingPage } from "./hostsCaMissing.ts";
import { hostsColumnMissing, hostsColumnMissingPage } from "./hostsColumnMissing.ts";
import { hostsFieldsExtra, hostsFieldsExtraPage } from "./hostsFieldsExtra.ts";
import { hostsFileUnused, hostsFileUnusedPage } from "./hostsFileUnused.ts";
import { hostsNameDuplicate, hostsNameDuplicatePage } from "./hostsNameDuplicate.ts";
import { hostsNameMixed, hostsNameMixedPage } from "./hostsNameMixed.ts";
import { hostsNameUncovered, hostsNameUncoveredPage } from "./hostsNameUncovered.ts";
import { hostsNameWildcard, hostsNameWildcardPage } from "./hostsNameWildcard.ts";
import { hostsReloadFlagInvalid, hostsReloadFlagInvalidPage } from "./hostsReloadFlagInvalid.ts";
import { hostsValuesMultiple, hostsValuesMultiplePage } from "./hostsValuesMultiple.ts";
import { identCaptureLiteral, identCaptureLiteralPage } from "./identCaptureLiteral.ts";
import { identCaptureMissing, identCaptureMissingPage } from "./identCaptureMissing.ts";
import { identColumnMissing, identColumnMissingPage } from "./identColumnMissing.ts";
import { identFieldsExtra, identFieldsExtraPage } from "./identFieldsExtra.ts";
import { identKeywordUnsupported, identKeywordUnsupportedPage } from "./identKeywordUnsupported.ts";
import { identRegexInvalid, identRegexInvalidPage } from "./identRegexInvalid.ts";
import { identValuesMultiple, identValuesMultiplePage } from "./identValuesMultiple.ts";
import { keyCipherLegacy, keyCipherLegacyPage } from "./keyCipherLegacy.ts";
import { keyFileOwner, keyFileOwnerPage } from "./keyFileOwner.ts";
import { keyFilePermissions, keyFilePermissionsPage } from "./keyFilePermissions.ts";
import { keyMismatch, keyMismatchPage } from "./keyMismatch.ts";
import { keyPassphraseMissing, keyPassphraseMissingPage } from "./keyPassphraseMissing.ts";
import { keyPassphraseReload, keyPassphraseReloadPage } from "./keyPassphraseReload.ts";
import { lineForeignForm, lineForeignFormPage } from "./lineForeignForm.ts";
import { lineTooLong, lineTooLongPage } from "./lineTooLong.ts";
import { nameLookAlike, nameLookAlikePage } from "./nameLookAlike.ts";
import { passfileEntryUnused, passfileEntryUnusedPage } from "./passfileEntryUnused.ts";
import { passfileLineInvalid, passfileLineInvalidPage } from "./passfileLineInvalid.ts";
import { passfilePermissions, passfilePermissionsPage } from "./passfilePermissions.ts";
import { passphraseCommandPlaceholder, passphraseCommandPlaceholderPage } from "./passphraseCommandPlaceholder.ts";
import { pgbouncerAuthenticationWeak, pgbouncerAuthenticationWeakPage } from "./pgbouncerAuthenticationWeak.ts";
import { pgbouncerCertificateExpired, pgbouncerCertificateExpiredPage } from "./pgbouncerCertificateExpired.ts";
import { pgbouncerClientUnverified, pgbouncerClientUnverifiedPage } from "./pgbouncerClientUnverified.ts";
import { pgbouncerFileContent, pgbouncerFileContentPage } from "./pgbouncerFileContent.ts";
import { pgbouncerFileMissing, pgbouncerFileMissingPage } from "./pgbouncerFileMissing.ts";
import { pgbouncerHbaLineIgnored, pgbouncerHbaLineIgnoredPage } from "./pgbouncerHbaLineIgnored.ts";
import { pgbouncerHbaNeverMatches, pgbouncerHbaNeverMatchesPage } from "./pgbouncerHbaNeverMatches.ts";
import { pgbouncerHbaUnused, pgbouncerHbaUnusedPage } from "./pgbouncerHbaUnused.ts";
import { pgbouncerIdentLineIgnored, pgbouncerIdentLineIgnoredPage } from "./pgbouncerIdentLineIgnored.ts";
import { pgbouncerIncludeUnusable, pgbouncerIncludeUnusablePage } from "./pgbouncerIncludeUnusable.ts";
import { pgbouncerKeyExposed, pgbouncerKeyExposedPage } from "./pgbouncerKeyExposed.ts";
import { pgbouncerKeyMismatch, pgbouncerKeyMismatchPage } from "./pgbouncerKeyMismatch.ts";
import { pgbouncerLineInvalid, pgbouncerLineInvalidPage } from "./pgbouncerLineInvalid.ts";
import { pgbouncerSecretExposed, pgbouncerSecretExposedPage } from "./pgbouncerSecretExposed.ts";
import { pgbouncerSectionRepeated, pgbouncerSectionRepeatedPage } from "./pgbouncerSectionRepeated.ts";
import { pgbouncerServerUnverified, pgbouncerServerUnverifiedPage } from "./pgbouncerServerUnverified.ts";
import { pgbouncerSettingUnknown, pgbouncerSettingUnknownPage } from "./pgbouncerSettingUnknown.ts";
import { pgbouncerTlsIncomplete, pgbouncerTlsIncompletePage } from "./pgbouncerTlsIncomplete.ts";
import { pgbouncerUsersBroken, pgbouncerUsersBrokenPage } from "./pgbouncerUsersBroken.ts";
import { pgbouncerValueInvalid, pgbouncerValueInvalidPage } from "./pgbouncerValueInvalid.ts";
import { pgbouncerValueLiteral, pgbouncerValueLiteralPage } from "./pgbouncerValueLiteral.ts";
import { privateKeyExposed, privateKeyExposedPage } from "./privateKeyExposed.ts";
import { quoteUnterminated, quoteUnterminatedPage } from "./quoteUnterminated.ts";
import { referenceNotHere, referenceNotHerePage } from "./referenceNotHere.ts";
import { regexForeignSyntax, regexForeignSyntaxPage } from "./regexForeignSyntax.ts";
import { regexUnanchored, regexUnanchoredPage } from "./regexUnanchored.ts";
import { serviceHostUncovered, serviceHostUncoveredPage } from "./serviceHostUncovered.ts";
import { serviceLineIgnored, serviceLineIgnoredPage } from "./serviceLineIgnored.ts";
import { serviceLineInvalid, serviceLineInvalidPage } from "./serviceLineInvalid.ts";
import { serviceRootMismatch, serviceRootMismatchPage } from "./serviceRootMismatch.ts";
import { serviceSecretExposed, serviceSecretExposedPage } from "./serviceSecretExposed.ts";
import { sslCiphersInvalid, sslCiphersInvalidPage } from "./sslCiphersInvalid.ts";
import { sslCiphersUnknown, sslCiphersUnknownPage } from "./sslCiphersUnknown.ts";
import { sslCiphersWeak, sslCiphersWeakPage } from "./sslCiphersWeak.ts";
import { sslFileBroken, sslFileBrokenPage } from "./sslFileBroken.ts";
import { sslFileByteOrderMark, sslFileByteOrderMarkPage } from "./sslFileByteOrderMark.ts";
import { sslFileContent, sslFileContentPage } from "./sslFileContent.ts";
import { sslFileEmpty, sslFileEmptyPage } from "./sslFileEmpty.ts";
import { sslFileKind, sslFileKindPage } from "./sslFileKind.ts";
import { sslFileMissing, sslFileMissingPage } from "./sslFileMissing.ts";
import { sslFileNotHere, sslFileNotHerePage } from "./sslFileNotHere.ts";
import { sslFileNotPem, sslFileNotPemPage } from "./sslFileNotPem.ts";
import { sslFileUnreadable, sslFileUnreadablePage } from "./sslFileUnreadable.ts";
import { sslGroupsEmpty, sslGroupsEmptyPage } from "./sslGroupsEmpty.ts";
import { sslGroupsUncommon, sslGroupsUncommonPage } from "./sslGroupsUncommon.ts";
import { sslGroupsUnknown, sslGroupsUnknownPage } from "./sslGroupsUnknown.ts";
import { sslTls13CiphersUnknown, sslTls13CiphersUnknownPage } from "./sslTls13CiphersUnknown.ts";
import { standbyRefused, standbyRefusedPage } from "./standbyRefused.ts";
import { suppressionUnused, suppressionUnusedPage } from "./suppressionUnused.ts";

/** All rules with their pages, in the order of their ids: for documents and tests, and in no program. */
export const rulesWithPages: readonly RuleWithPage[] = [
  { ...atFileEmpty, ...atFileEmptyPage },
  { ...atFileMissing, ...atFileMissingPage },
  { ...atFileNesting, ...atFileNestingPage },
  { ...atFileSecretExposed, ...atFileSecretExposedPage },
  { ...atFileUnreadable, ...atFileUnreadablePage },
  { ...authByteOrderMark, ...authByteOrderMarkPage },
  { ...authIncludeDirectoryMissing, ...authIncludeDirectoryMissingPage },
  { ...authIncludeMissing, ...authIncludeMissingPage },
  { ...authIncludeNesting, ...authIncludeNestingPage },
  { ...authIncludeUnreadable, ...authIncludeUnreadablePage },
  { ...caCertificateExpired, ...caCertificateExpiredPage },
  { ...caCertificateWeak, ...caCertificateWeakPage },
  { ...caDuplicate, ...caDuplicatePage },
  { ...caIssuerMissing, ...caIssuerMissingPage },
  { ...caNotAuthority, ...caNotAuthorityPage },
  { ...caPublic, ...caPublicPage },
  { ...caPurpose, ...caPurposePage },
  { ...certificateAddressUncovered, ...certificateAddressUncoveredPage },
  { ...certificateAlgorithmUnusable, ...certificateAlgorithmUnusablePage },
  { ...certificateChainIncomplete, ...certificateChainIncompletePage },
  { ...certificateChainInvalid, ...certificateChainInvalidPage },
  { ...certificateChainOrder, ...certificateChainOrderPage },
  { ...certificateChainRoot, ...certificateChainRootPage },
  { ...certificateChainShuffled, ...certificateChainShuffledPage },
  { ...certificateChannelBinding, ...certificateChannelBindingPage },
  { ...certificateDigestWeak, ...certificateDigestWeakPage },
  { ...certificateExpired, ...certificateExpiredPage },
  { ...certificateExpiresSoon, ...certificateExpiresSoonPage },
  { ...certificateIsAuthority, ...certificateIsAuthorityPage },
  { ...certificateKeySwapped, ...certificateKeySwappedPage },
  { ...certificateKeyUnreadable, ...certificateKeyUnreadablePage },
  { ...certificateKeyWeak, ...certificateKeyWeakPage },
  { ...certificateNamesMissing, ...certificateNamesMissingPage },
  { ...certificatePurpose, ...certificatePurposePage },
  { ...checkIncomplete, ...checkIncompletePage },
  { ...clientCertificateUnverified, ...clientCertificateUnverifiedPage },
  { ...commentContinued, ...commentContinuedPage },
  { ...commentInWord, ...commentInWordPage },
  { ...confBooleanInvalid, ...confBooleanInvalidPage },
  { ...confByteOrderMark, ...confByteOrderMarkPage },
  { ...confChoiceInvalid, ...confChoiceInvalidPage },
  { ...confFileUnreadable, ...confFileUnreadablePage },
  { ...confIncludeNesting, ...confIncludeNestingPage },
  { ...confIncludeUnusable, ...confIncludeUnusablePage },
  { ...confListenAddressUnusable, ...confListenAddressUnusablePage },
  { ...confNameInvalid, ...confNameInvalidPage },
  { ...confNumberInvalid, ...confNumberInvalidPage },
  { ...confPasswordMd5, ...confPasswordMd5Page },
  { ...confPathRelative, ...confPathRelativePage },
  { ...confProcessesTooMany, ...confProcessesTooManyPage },
  { ...confProtocolOld, ...confProtocolOldPage },
  { ...confProtocolRange, ...confProtocolRangePage },
  { ...confQuoteUnclosed, ...confQuoteUnclosedPage },
  { ...confQuotesMissing, ...confQuotesMissingPage },
  { ...confRecoveryTargets, ...confRecoveryTargetsPage },
  { ...confSecretExposed, ...confSecretExposedPage },
  { ...confSettingIgnored, ...confSettingIgnoredPage },
  { ...confSettingInternal, ...confSettingInternalPage },
  { ...confSettingOverridden, ...confSettingOverriddenPage },
  { ...confSettingRenamed, ...confSettingRenamedPage },
  { ...confSettingUnknown, ...confSettingUnknownPage },
  { ...confSettingsConflict, ...confSettingsConflictPage },
  { ...confStatisticsConflict, ...confStatisticsConflictPage },
  { ...confTextAfterValue, ...confTextAfterValuePage },
  { ...confUnitInvalid, ...confUnitInvalidPage },
  { ...confUserNamespace, ...confUserNamespacePage },
  { ...confValueMissing, ...confValueMissingPage },
  { ...confValueRange, ...confValueRangePage },
  { ...confValueRefused, ...confValueRefusedPage },
  { ...connectionCertificateUnusable, ...connectionCertificateUnusablePage },
  { ...connectionDriverOption, ...connectionDriverOptionPage },
  { ...connectionDriverUnverified, ...connectionDriverUnverifiedPage },
  { ...connectionFileContent, ...connectionFileContentPage },
  { ...connectionFileMissing, ...connectionFileMissingPage },
  { ...connectionKeyPermissions, ...connectionKeyPermissionsPage },
  { ...connectionKeywordUnknown, ...connectionKeywordUnknownPage },
  { ...connectionModeWeak, ...connectionModeWeakPage },
  { ...connectionSecretExposed, ...connectionSecretExposedPage },
  { ...connectionStringInvalid, ...connectionStringInvalidPage },
  { ...connectionValueInvalid, ...connectionValueInvalidPage },
  { ...connectionVariableUnknown, ...connectionVariableUnknownPage },
  { ...crlDelta, ...crlDeltaPage },
  { ...crlDirectoryMissing, ...crlDirectoryMissingPage },
  { ...crlDirectoryNames, ...crlDirectoryNamesPage },
  { ...crlExpiresSoon, ...crlExpiresSoonPage },
  { ...crlExtensionUnhandled, ...crlExtensionUnhandledPage },
  { ...crlForeign, ...crlForeignPage },
  { ...crlIssuerUsage, ...crlIssuerUsagePage },
  { ...crlMissing, ...crlMissingPage },
  { ...crlNotCurrent, ...crlNotCurrentPage },
  { ...crlScope, ...crlScopePage },
  { ...dataDirectoryPermissions, ...dataDirectoryPermissionsPage },
  { ...dhParametersWeak, ...dhParametersWeakPage },
  { ...directiveUnknown, ...directiveUnknownPage },
  { ...embeddedArgumentRefused, ...embeddedArgumentRefusedPage },
  { ...embeddedBlockFolded, ...embeddedBlockFoldedPage },
  { ...embeddedDefaultsLost, ...embeddedDefaultsLostPage },
  { ...embeddedEntryType, ...embeddedEntryTypePage },
  { ...embeddedEscapeUnknown, ...embeddedEscapeUnknownPage },
  { ...embeddedGroupUnset, ...embeddedGroupUnsetPage },
  { ...embeddedIgnored, ...embeddedIgnoredPage },
  { ...embeddedKeyMode, ...embeddedKeyModePage },
  { ...embeddedLineBreak, ...embeddedLineBreakPage },
  { ...embeddedListText, ...embeddedListTextPage },
  { ...embeddedModeUnknown, ...embeddedModeUnknownPage },
  { ...embeddedPoolerRecord, ...embeddedPoolerRecordPage },
  { ...embeddedReadOnce, ...embeddedReadOncePage },
  { ...embeddedRefused, ...embeddedRefusedPage },
  { ...embeddedSecretIncomplete, ...embeddedSecretIncompletePage },
  { ...embeddedSecretNotReloaded, ...embeddedSecretNotReloadedPage },
  { ...embeddedSettingFixed, ...embeddedSettingFixedPage },
  { ...embeddedSettingMisplaced, ...embeddedSettingMisplacedPage },
  { ...embeddedTlsIncomplete, ...embeddedTlsIncompletePage },
  { ...embeddedTlsOptional, ...embeddedTlsOptionalPage },
  { ...embeddedValueCut, ...embeddedValueCutPage },
  { ...embeddedVolumeLost, ...embeddedVolumeLostPage },
  { ...fileEncoding, ...fileEncodingPage },
  { ...foreignServerOptionMisplaced, ...foreignServerOptionMisplacedPage },
  { ...hbaAddressHostBits, ...hbaAddressHostBitsPage },
  { ...hbaAddressLookAlike, ...hbaAddressLookAlikePage },
  { ...hbaAddressMisread, ...hbaAddressMisreadPage },
  { ...hbaAddressNoClient, ...hbaAddressNoClientPage },
  { ...hbaCertClientcert, ...hbaCertClientcertPage },
  { ...hbaCleartextGap, ...hbaCleartextGapPage },
  { ...hbaClientCertificateName, ...hbaClientCertificateNamePage },
  { ...hbaClientCertificateWithoutCa, ...hbaClientCertificateWithoutCaPage },
  { ...hbaClientcertObsolete, ...hbaClientcertObsoletePage },
  { ...hbaClientnameWithoutClientcert, ...hbaClientnameWithoutClientcertPage },
  { ...hbaColumnMissing, ...hbaColumnMissingPage },
  { ...hbaColumnsShifted, ...hbaColumnsShiftedPage },
  { ...hbaColumnsSwapped, ...hbaColumnsSwappedPage },
  { ...hbaFileEmpty, ...hbaFileEmptyPage },
  { ...hbaFileUnusable, ...hbaFileUnusablePage },
  { ...hbaHostNamePrefix, ...hbaHostNamePrefixPage },
  { ...hbaHostgssencWithoutGssapi, ...hbaHostgssencWithoutGssapiPage },
  { ...hbaHostsslWithoutSsl, ...hbaHostsslWithoutSslPage },
  { ...hbaIdentOnLocal, ...hbaIdentOnLocalPage },
  { ...hbaIpv6Missing, ...hbaIpv6MissingPage },
  { ...hbaKeywordCase, ...hbaKeywordCasePage },
  { ...hbaKeywordQuoted, ...hbaKeywordQuotedPage },
  { ...hbaLdapOptions, ...hbaLdapOptionsPage },
  { ...hbaLdapSchemeUnknown, ...hbaLdapSchemeUnknownPage },
  { ...hbaLdapUnusable, ...hbaLdapUnusablePage },
  { ...hbaLdapUrlInvalid, ...hbaLdapUrlInvalidPage },
  { ...hbaMapNotLoaded, ...hbaMapNotLoadedPage },
  { ...hbaMapUnknown, ...hbaMapUnknownPage },
  { ...hbaMaskInvalid, ...hbaMaskInvalidPage },
  { ...hbaMaskMissing, ...hbaMaskMissingPage },
  { ...hbaMaskNotContiguous, ...hbaMaskNotContiguousPage },
  { ...hbaMd5UserNamespace, ...hbaMd5UserNamespacePage },
  { ...hbaMethodDeprecated, ...hbaMethodDeprecatedPage },
  { ...hbaMethodType, ...hbaMethodTypePage },
  { ...hbaMethodUnknown, ...hbaMethodUnknownPage },
  { ...hbaMethodUnsupported, ...hbaMethodUnsupportedPage },
  { ...hbaOauthIssuer, ...hbaOauthIssuerPage },
  { ...hbaOauthOptions, ...hbaOauthOptionsPage },
  { ...hbaOauthValidator, ...hbaOauthValidatorPage },
  { ...hbaOptionDuplicate, ...hbaOptionDuplicatePage },
  { ...hbaOptionFlag, ...hbaOptionFlagPage },
  { ...hbaOptionMalformed, ...hbaOptionMalformedPage },
  { ...hbaOptionMethod, ...hbaOptionMethodPage },
  { ...hbaOptionQuotes, ...hbaOptionQuotesPage },
  { ...hbaOptionType, ...hbaOptionTypePage },
  { ...hbaOptionUnknown, ...hbaOptionUnknownPage },
  { ...hbaOptionValue, ...hbaOptionValuePage },
  { ...hbaPasswordInClearText, ...hbaPasswordInClearTextPage },
  { ...hbaPortInvalid, ...hbaPortInvalidPage },
  { ...hbaPrefixInvalid, ...hbaPrefixInvalidPage },
  { ...hbaRadiusListInvalid, ...hbaRadiusListInvalidPage },
  { ...hbaRadiusOptions, ...hbaRadiusOptionsPage },
  { ...hbaRadiusServerName, ...hbaRadiusServerNamePage },
  { ...hbaRecordSplit, ...hbaRecordSplitPage },
  { ...hbaRegexInvalid, ...hbaRegexInvalidPage },
  { ...hbaRegexUnsupported, ...hbaRegexUnsupportedPage },
  { ...hbaRuleUnreachable, ...hbaRuleUnreachablePage },
  { ...hbaSecretExposed, ...hbaSecretExposedPage },
  { ...hbaTrustRemote, ...hbaTrustRemotePage },
  { ...hbaTypeUnknown, ...hbaTypeUnknownPage },
  { ...hbaValidatorOptionName, ...hbaValidatorOptionNamePage },
  { ...hbaValuesMultiple, ...hbaValuesMultiplePage },
  { ...hostsCaMissing, ...hostsCaMissingPage },
  { ...hostsColumnMissing, ...hostsColumnMissingPage },
  { ...hostsFieldsExtra, ...hostsFieldsExtraPage },
  { ...hostsFileUnused, ...hostsFileUnusedPage },
  { ...hostsNameDuplicate, ...hostsNameDuplicatePage },
  { ...hostsNameMixed, ...hostsNameMixedPage },
  { ...hostsNameUncovered, ...hostsNameUncoveredPage },
  { ...hostsNameWildcard, ...hostsNameWildcardPage },
  { ...hostsReloadFlagInvalid, ...hostsReloadFlagInvalidPage },
  { ...hostsValuesMultiple, ...hostsValuesMultiplePage },
  { ...identCaptureLiteral, ...identCaptureLiteralPage },
  { ...identCaptureMissing, ...identCaptureMissingPage },
  { ...identColumnMissing, ...identColumnMissingPage },
  { ...identFieldsExtra, ...identFieldsExtraPage },
  { ...identKeywordUnsupported, ...identKeywordUnsupportedPage },
  { ...identRegexInvalid, ...identRegexInvalidPage },
  { ...identValuesMultiple, ...identValuesMultiplePage },
  { ...keyCipherLegacy, ...keyCipherLegacyPage },
  { ...keyFileOwner, ...keyFileOwnerPage },
  { ...keyFilePermissions, ...keyFilePermissionsPage },
  { ...keyMismatch, ...keyMismatchPage },
  { ...keyPassphraseMissing, ...keyPassphraseMissingPage },
  { ...keyPassphraseReload, ...keyPassphraseReloadPage },
  { ...lineForeignForm, ...lineForeignFormPage },
  { ...lineTooLong, ...lineTooLongPage },
  { ...nameLookAlike, ...nameLookAlikePage },
  { ...passfileEntryUnused, ...passfileEntryUnusedPage },
  { ...passfileLineInvalid, ...passfileLineInvalidPage },
  { ...passfilePermissions, ...passfilePermissionsPage },
  { ...passphraseCommandPlaceholder, ...passphraseCommandPlaceholderPage },
  { ...pgbouncerAuthenticationWeak, ...pgbouncerAuthenticationWeakPage },
  { ...pgbouncerCertificateExpired, ...pgbouncerCertificateExpiredPage },
  { ...pgbouncerClientUnverified, ...pgbouncerClientUnverifiedPage },
  { ...pgbouncerFileContent, ...pgbouncerFileContentPage },
  { ...pgbouncerFileMissing, ...pgbouncerFileMissingPage },
  { ...pgbouncerHbaLineIgnored, ...pgbouncerHbaLineIgnoredPage },
  { ...pgbouncerHbaNeverMatches, ...pgbouncerHbaNeverMatchesPage },
  { ...pgbouncerHbaUnused, ...pgbouncerHbaUnusedPage },
  { ...pgbouncerIdentLineIgnored, ...pgbouncerIdentLineIgnoredPage },
  { ...pgbouncerIncludeUnusable, ...pgbouncerIncludeUnusablePage },
  { ...pgbouncerKeyExposed, ...pgbouncerKeyExposedPage },
  { ...pgbouncerKeyMismatch, ...pgbouncerKeyMismatchPage },
  { ...pgbouncerLineInvalid, ...pgbouncerLineInvalidPage },
  { ...pgbouncerSecretExposed, ...pgbouncerSecretExposedPage },
  { ...pgbouncerSectionRepeated, ...pgbouncerSectionRepeatedPage },
  { ...pgbouncerServerUnverified, ...pgbouncerServerUnverifiedPage },
  { ...pgbouncerSettingUnknown, ...pgbouncerSettingUnknownPage },
  { ...pgbouncerTlsIncomplete, ...pgbouncerTlsIncompletePage },
  { ...pgbouncerUsersBroken, ...pgbouncerUsersBrokenPage },
  { ...pgbouncerValueInvalid, ...pgbouncerValueInvalidPage },
  { ...pgbouncerValueLiteral, ...pgbouncerValueLiteralPage },
  { ...privateKeyExposed, ...privateKeyExposedPage },
  { ...quoteUnterminated, ...quoteUnterminatedPage },
  { ...referenceNotHere, ...referenceNotHerePage },
  { ...regexForeignSyntax, ...regexForeignSyntaxPage },
  { ...regexUnanchored, ...regexUnanchoredPage },
  { ...serviceHostUncovered, ...serviceHostUncoveredPage },
  { ...serviceLineIgnored, ...serviceLineIgnoredPage },
  { ...serviceLineInvalid, ...serviceLineInvalidPage },
  { ...serviceRootMismatch, ...serviceRootMismatchPage },
  { ...serviceSecretExposed, ...serviceSecretExposedPage },
  { ...sslCiphersInvalid, ...sslCiphersInvalidPage },
  { ...sslCiphersUnknown, ...sslCiphersUnknownPage },
  { ...sslCiphersWeak, ...sslCiphersWeakPage },
  { ...sslFileBroken, ...sslFileBrokenPage },
  { ...sslFileByteOrderMark, ...sslFileByteOrderMarkPage },
  { ...sslFileContent, ...sslFileContentPage },
  { ...sslFileEmpty, ...sslFileEmptyPage },
  { ...sslFileKind, ...sslFileKindPage },
  { ...sslFileMissing, ...sslFileMissingPage },
  { ...sslFileNotHere, ...sslFileNotHerePage },
  { ...sslFileNotPem, ...sslFileNotPemPage },
  { ...sslFileUnreadable, ...sslFileUnreadablePage },
  { ...sslGroupsEmpty, ...sslGroupsEmptyPage },
  { ...sslGroupsUncommon, ...sslGroupsUncommonPage },
  { ...sslGroupsUnknown, ...sslGroupsUnknownPage },
  { ...sslTls13CiphersUnknown, ...sslTls13CiphersUnknownPage },
  { ...standbyRefused, ...standbyRefusedPage },
  { ...suppressionUnused, ...suppressionUnusedPage },
];
