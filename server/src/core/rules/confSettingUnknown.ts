import { formerSettings } from "../data/formerSettings.ts";
import { foldSettingName, isExtensionName } from "../data/settingName.ts";
import { findSetting, settingVersions } from "../data/settings.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import { confLineOf } from "../ruleKit/confLineOf.ts";
import { configurationRefused, isQuotable } from "../ruleKit/confProblems.ts";
import { type MeantAssignment, meantAssignment } from "../ruleKit/meantAssignment.ts";
import { isForeignName, meantSetting, placeElsewhere } from "../ruleKit/meantSetting.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { replaceText } from "../ruleKit/textFix.ts";
import { existenceInWords, serverInWords, shown } from "../ruleKit/words.ts";
import type { ConfStatement } from "../syntax/conf/confLine.ts";
import { includeKind } from "../syntax/conf/scanConfLine.ts";

export const confSettingUnknown: Rule = {
  id: "conf-setting-unknown",
  severity: "error",
  serverEffect: "line-error",
  summary: "The server's version has no setting of this name.",
  instead:
    "Correct the name. Where a version added or removed the setting, remove the line or set its successor.",
  conf(statement, context, report) {
    const { serverVersion, isServerOlder } = context;
    const { name, syntaxError } = statement;
    if (!name || isExtensionName(name.text) || name.text.startsWith("\ufeff")) return;
    if (includeKind(name.text) || findSetting(name.text, serverVersion)) return;
    if (syntaxError && !isForeignName(name.text, serverVersion)) return;
    if (isServerOlder && Object.hasOwn(formerSettings, foldSettingName(name.text))) return;
    const logged = syntaxError ? undefined : "unrecognized configuration parameter";
    report(
      name.span,
      `${serverInWords(context)} has no setting ${shown(name.text)}${advice(statement, name.text, serverVersion)}`,
      { detail: background(name.text, serverVersion), refusal: configurationRefused(logged) },
    );
  },
  fix({ span }, target) {
    const { serverVersion } = target.context;
    const line = confLineOf(target);
    const name = line?.name;
    const whole = line && rewritten(line, serverVersion);
    if (whole) return [replaceText(target, `Change to ${whole.name}`, whole.span, whole.text)];
    const meant = name && meantSetting(name.text, serverVersion);
    if (meant) return [replaceText(target, `Change to ${meant}`, span, meant)];
    return name && isKnownElsewhere(name.text)
      ? [replaceText(target, "Comment out the line", { start: span.start, end: span.start }, "#")]
      : [];
  },
};

export const confSettingUnknownPage: RulePage = {
  why: "A name without a dot must be one of the server's own settings. With any other the server logs “unrecognized configuration parameter” and refuses the whole file: it does not start, and at a reload nothing in the file takes effect. Names with a dot belong to extensions, and the server accepts all of them.",
  bad: [
    `
    ssl_cert = 'server.crt'
    #^^^^^^^
    `,
    `
    # pgssl: version=17
    ssl_groups = 'prime256v1'
    #^^^^^^^^^
    `,
    `
    # pgssl: version=17
    db_user_namespace = on
    #^^^^^^^^^^^^^^^^
    `,
    `
    sslmode = 'verify-full'
    #^^^^^^
    `,
    `
    ssl_certificate /etc/ssl/server.pem;
    #^^^^^^^^^^^^^^
    `,
    `
    ssl_protocols = 'TLSv1.2 TLSv1.3'
    #^^^^^^^^^^^^
    `,
    `
    SSLProtocol all -SSLv3 -TLSv1 -TLSv1.1
    #^^^^^^^^^^
    `,
    `
    SSLCipherSuite HIGH:!aNULL # as on the web server
    #^^^^^^^^^^^^^
    `,
    `
    ssl_verify_client on;
    #^^^^^^^^^^^^^^^^
    `,
    `
    client_tls_sslmode = require
    #^^^^^^^^^^^^^^^^^
    `,
    `
    ssl_password_file /etc/ssl/passphrase;
    #^^^^^^^^^^^^^^^^
    `,
  ],
  fixed: [
    `
    ssl_cert_file = 'server.crt'
    `,
    `
    # pgssl: version=17
    ssl_ecdh_curve = 'prime256v1'
    `,
    `
    # pgssl: version=17
    #db_user_namespace = on
    `,
    `
    #sslmode = 'verify-full'
    `,
    `
    ssl_cert_file = '/etc/ssl/server.pem'
    `,
    `
    ssl_min_protocol_version = 'TLSv1.2'
    `,
    `
    ssl_min_protocol_version = 'TLSv1.2'
    `,
    `
    ssl_ciphers = 'HIGH:!aNULL' # as on the web server
    `,
    `
    #ssl_verify_client on;
    `,
    `
    #client_tls_sslmode = require
    `,
    `
    #ssl_password_file /etc/ssl/passphrase;
    `,
  ],
  good: [
    `
    SSL_Cert_File = 'server.crt'
    auto_explain.log_min_duration = 0
    `,
    `
    # pgssl: version=18
    ssl_ecdh_curve = 'prime256v1'
    `,
  ],
};

function advice(statement: ConfStatement, name: string, version: ServerVersion): string {
  const range = settingVersions(name);
  const meant = meantSetting(name, version);
  const former = formerSettings[foldSettingName(name)];
  const place = placeElsewhere(name);
  if (!range && !former && place !== undefined) return `; ${place}.`;
  const whole = rewritten(statement, version);
  if (whole && whole.text.length <= 50 && isQuotable(whole.name, whole.text)) return `; write ${whole.text}.`;
  if (!range && !former) return meant ? `; did you mean ${meant}?` : "; correct the name or remove the line.";
  return `${existenceInWords(range)}; ${meant ? `write ${meant}` : "remove the line"}.`;
}

/** The whole line as it was meant, where the name of another program is not all that is wrong with it. */
function rewritten(statement: ConfStatement, version: ServerVersion): MeantAssignment | undefined {
  const { name, value, syntaxError } = statement;
  if (!name || !value || !isForeignName(name.text, version)) return undefined;
  const meant = meantAssignment(statement, version);
  return meant && (syntaxError || meant.value.toLowerCase() !== value.text.toLowerCase()) ? meant : undefined;
}

/** Whether the name is certainly no slip of the pen: it is right in another version or place. */
function isKnownElsewhere(name: string): boolean {
  const isFormer =
    Object.hasOwn(formerSettings, foldSettingName(name)) || settingVersions(name) !== undefined;
  return isFormer || placeElsewhere(name) !== undefined;
}

/** What replaces a former setting, as a sentence; empty where there is nothing to say. */
function background(name: string, version: ServerVersion): string {
  const former = formerSettings[foldSettingName(name)];
  if (!former?.instead || (former.newName && meantSetting(name, version) !== former.newName)) return "";
  return `${former.instead.charAt(0).toUpperCase()}${former.instead.slice(1)}.`;
}
