import { authOptions } from "../data/authOptions.ts";
import type { Language } from "../model/language.ts";
import { newestServerVersion } from "../model/serverVersion.ts";
import type { Span } from "../model/span.ts";
import { scanConfLine } from "./conf/scanConfLine.ts";
import {
  isConnectionSetting,
  readConnectionSetting,
  secretParameters,
} from "./connection/connectionSetting.ts";
import { readConnectionString } from "./connection/readConnectionString.ts";

/** Whether a record may hold a password or another secret: a quick look, before `secretSpans`. */
export function mayHoldSecret(text: string): boolean {
  return /pass|secret|conninfo|:\/\/[^\s/]*@/i.test(text);
}

/**
 * Where a record holds passwords and commands that print them, written as they should be or not: after the name of such an option or
 * setting with or without a sign between them, after any `password=` and the like, and in a URI. Keywords may be among what is found.
 */
export function secretSpans(language: Language, text: string): readonly Span[] {
  if (!mayHoldSecret(text)) return [];
  const connection = language === "postgresql-conf" ? secretsOfConnection(text) : undefined;
  const spans: Span[] = [...(connection ?? [])];
  const setting = connection ? [] : [secretSetting];
  const patterns =
    language === "postgresql-conf"
      ? [...setting, secretPair, uriPassword]
      : [secretOption, secretPair, uriPassword];
  for (const pattern of patterns)
    for (const found of text.matchAll(pattern)) {
      const start = found.index + (found[1]?.length ?? 0);
      const end = found.index + found[0].length;
      if (end > start) spans.push({ start, end });
    }
  return spans;
}

/** Where a setting holds the secrets of a connection string; `undefined` for other records, and where all of it may be secret. */
function secretsOfConnection(text: string): readonly Span[] | undefined {
  if (!/conninfo/i.test(text)) return undefined;
  const setting = readConnectionSetting(scanConfLine([text], 0), newestServerVersion);
  return setting && secretParameters(setting.connection)?.map(({ valueSpan }) => setting.toRecord(valueSpan));
}

/** What of a setting's value is secret, where its record holds secrets: all of it, or the secrets of a connection string. */
export function secretTextOf(name: string, value: string): string {
  if (!isConnectionSetting(name)) return value;
  const secrets = secretParameters(readConnectionString(value, newestServerVersion));
  return secrets ? secrets.map((secret) => secret.value).join(" ") : value;
}

/** A text of the record's language, or a part of it, with an ellipsis for each secret. */
export function maskSecrets(language: Language, text: string): string {
  let masked = text;
  for (const { start, end } of [...secretSpans(language, text)].sort((a, b) => b.start - a.start))
    masked = `${masked.slice(0, start)}…${masked.slice(Math.max(end, start + 1))}`;
  return masked;
}

const secretNames = authOptions.filter(({ isSecret }) => isSecret).map(({ name }) => name);
const otherNames = authOptions
  .filter(({ isSecret }) => !isSecret)
  .map(({ name }) => name.replace(/\W/g, "\\$&"));

/** All that follows the name of a secret option, up to another option: a password with blanks may lack its quotation marks. */
const secretOption = new RegExp(
  `(\\b(?:${secretNames.join("|")})[\\s"]*=?[\\s"]*)(?:(?!\\s"?(?:${[...secretNames, ...otherNames].join("|")})=)[^#\\n])*`,
  "gi",
);

/** The value of a setting that holds a secret, or a command that prints one. */
const secretSetting =
  /^([^\S\n\r\u2028\u2029]*\w*(?:conninfo|passphrase_command(?!_)|passw(?!ord_encryption)|secret)\w*[\s=]*)\S.*$/gims;

/** `password=…`, `PGPASSWORD=…`, `secret: …` anywhere. */
const secretPair =
  /(\b(?!password_encryption\b|ssl_passphrase_command_supports_reload\b|passfile\b)(?=\w*(?:pass|secret))\w+[ \t]*[=:][ \t]*)(?:"[^"\n]*"|'[^'\n]*'|[^\s#]+)/gi;

/** The password of a URI (RFC 3986, 3.2.1), which has no place in `ldapurl`, and is written there all the same. */
const uriPassword = /(:\/\/[^\s/:@"']*:)[^\s/@]+(?=@)/g;
