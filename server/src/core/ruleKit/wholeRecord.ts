import { authMethodVersions } from "../data/authMethods.ts";
import { authOptionVersions } from "../data/authOptions.ts";
import { connectionType } from "../data/connectionTypes.ts";
import { isHostName, numericAddress, prefixLength } from "../model/address.ts";
import { type AuthField, type AuthLine, scanAuthLine } from "../syntax/authLine.ts";
import type { ReferenceContext } from "../syntax/authReference.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";
import { readHbaRecord } from "../syntax/hba/readHbaRecord.ts";

/** Whether a text is a record of pg_hba.conf that a server may accept and that somebody may have meant, as it is. */
export function isWholeHba(text: string, context: ReferenceContext): boolean {
  const record = readHbaRecord(scanAuthLine([text], 0, context.serverVersion), context);
  const { database, user } = record;
  return (
    hasKnownWords(record) &&
    database !== undefined &&
    user !== undefined &&
    [...database.tokens, ...user.tokens].every(({ text, quoted }) => quoted || isName(text)) &&
    (record.type?.tokens[0]?.text === "local" || hasAddress(record))
  );
}

/** The same of a record of pg_ident.conf. */
export function isWholeIdent(text: string, { serverVersion }: ReferenceContext): boolean {
  return hasThreeWords(scanAuthLine([text], 0, serverVersion));
}

/** Whether a line of pg_ident.conf has its three columns, each with something like a name. */
export function hasThreeWords({ fields }: AuthLine): boolean {
  return fields.length === 3 && fields.every(isOneName);
}

function isOneName({ tokens }: AuthField): boolean {
  const token = tokens[0];
  if (token === undefined || tokens.length > 1) return false;
  return token.quoted || token.text.startsWith("/") || isName(token.text);
}

/** Whether connection type, method and options are words that some version knows. */
export function hasKnownWords({ type, method, options }: HbaRecord): boolean {
  return (
    type?.tokens.length === 1 &&
    connectionType(type.tokens[0]?.text ?? "") !== undefined &&
    method?.tokens.length === 1 &&
    authMethodVersions(method.tokens[0]?.text ?? "") !== undefined &&
    options.every(({ name, value }) => value !== undefined && authOptionVersions(name) !== undefined)
  );
}

/** A name without signs that other formats have between words, nor an address. */
function isName(text: string): boolean {
  return plainName.test(text) || (/^[\p{L}\p{N}_+@/\\][^|;,'`]*$/u.test(text) && !/^[\d.]+\/\d+$/.test(text));
}

/** The names of nearly all files, found in a fraction of the time. */
const plainName = /^[a-z_][\w.@+-]*$/i;

function hasAddress({ address, mask, numericAddress: number }: HbaRecord): boolean {
  const text = address?.tokens[0]?.text ?? "";
  if (address?.tokens.length !== 1) return false;
  if (mask) return numericAddress(mask.tokens[0]?.text ?? "")?.family === number?.family;
  if (!number) return isHostName(text.replace(/^\./, ""));
  return prefixLength(text.slice(text.indexOf("/") + 1), number.family) !== undefined;
}
