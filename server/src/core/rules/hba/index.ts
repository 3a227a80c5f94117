import type { Rule } from "../rule.ts";
import { addressHostBits } from "./addressHostBits.ts";
import { addressLookAlike } from "./addressLookAlike.ts";
import { certClientcert } from "./certClientcert.ts";
import { cleartextGap } from "./cleartextGap.ts";
import { clientCertificateName } from "./clientCertificateName.ts";
import { clientCertificateWithoutCa } from "./clientCertificateWithoutCa.ts";
import { clientcertObsolete } from "./clientcertObsolete.ts";
import { clientnameWithoutClientcert } from "./clientnameWithoutClientcert.ts";
import { columnMissing } from "./columnMissing.ts";
import { hostgssencWithoutGssapi } from "./hostgssencWithoutGssapi.ts";
import { hostNameWithPrefix } from "./hostNameWithPrefix.ts";
import { hostsslWithoutSsl } from "./hostsslWithoutSsl.ts";
import { identOnLocal } from "./identOnLocal.ts";
import { ipv6Missing } from "./ipv6Missing.ts";
import { keywordCase } from "./keywordCase.ts";
import { keywordQuoted } from "./keywordQuoted.ts";
import { ldapOptions } from "./ldapOptions.ts";
import { ldapSchemeUnknown } from "./ldapSchemeUnknown.ts";
import { ldapUrlInvalid } from "./ldapUrlInvalid.ts";
import { mapNotLoaded } from "./mapNotLoaded.ts";
import { mapUnknown } from "./mapUnknown.ts";
import { maskInvalid } from "./maskInvalid.ts";
import { maskMissing } from "./maskMissing.ts";
import { maskNotContiguous } from "./maskNotContiguous.ts";
import { md5UserNamespace } from "./md5UserNamespace.ts";
import { methodDeprecated } from "./methodDeprecated.ts";
import { methodType } from "./methodType.ts";
import { methodUnknown } from "./methodUnknown.ts";
import { methodUnsupported } from "./methodUnsupported.ts";
import { oauthOptions } from "./oauthOptions.ts";
import { oauthValidator } from "./oauthValidator.ts";
import { optionDuplicate } from "./optionDuplicate.ts";
import { optionFlag } from "./optionFlag.ts";
import { optionMalformed } from "./optionMalformed.ts";
import { optionMethod } from "./optionMethod.ts";
import { optionType } from "./optionType.ts";
import { optionUnknown } from "./optionUnknown.ts";
import { optionValue } from "./optionValue.ts";
import { passwordInClearText } from "./passwordInClearText.ts";
import { portInvalid } from "./portInvalid.ts";
import { prefixInvalid } from "./prefixInvalid.ts";
import { radiusListInvalid } from "./radiusListInvalid.ts";
import { radiusOptions } from "./radiusOptions.ts";
import { radiusServerName } from "./radiusServerName.ts";
import { regexInvalid } from "./regexInvalid.ts";
import { regexLiteral } from "./regexLiteral.ts";
import { ruleUnreachable } from "./ruleUnreachable.ts";
import { trustRemote } from "./trustRemote.ts";
import { typeUnknown } from "./typeUnknown.ts";
import { validatorOptionName } from "./validatorOptionName.ts";
import { valuesMultiple } from "./valuesMultiple.ts";

/** The rules about pg_hba.conf: first what the server refuses, column by column, then advice. */
export const hbaRules: readonly Rule[] = [
  typeUnknown,
  valuesMultiple,
  columnMissing,
  regexInvalid,
  hostNameWithPrefix,
  prefixInvalid,
  maskMissing,
  maskInvalid,
  methodUnknown,
  methodUnsupported,
  methodType,
  md5UserNamespace,
  optionMalformed,
  optionUnknown,
  optionMethod,
  optionType,
  optionValue,
  certClientcert,
  ldapUrlInvalid,
  ldapOptions,
  portInvalid,
  radiusListInvalid,
  radiusServerName,
  radiusOptions,
  oauthOptions,
  oauthValidator,
  validatorOptionName,
  clientCertificateWithoutCa,
  clientCertificateName,
  mapUnknown,
  mapNotLoaded,
  hostsslWithoutSsl,
  hostgssencWithoutGssapi,
  trustRemote,
  passwordInClearText,
  methodDeprecated,
  clientcertObsolete,
  clientnameWithoutClientcert,
  addressHostBits,
  maskNotContiguous,
  addressLookAlike,
  keywordCase,
  keywordQuoted,
  regexLiteral,
  optionDuplicate,
  optionFlag,
  ldapSchemeUnknown,
  identOnLocal,
  ruleUnreachable,
  cleartextGap,
  ipv6Missing,
];
