import { authMethodVersions } from "../data/authMethods.ts";
import { authOptionVersions } from "../data/authOptions.ts";
import { connectionType, connectionTypes } from "../data/connectionTypes.ts";
import { otherTypes } from "../data/otherWords.ts";
import { numericAddress } from "../model/address.ts";
import { includeDirective } from "../syntax/authReference.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";
import { meantWord } from "./nearest.ts";

const typeNames = connectionTypes.map(({ name }) => name);

/**
 * Whether a record starts with a word that belongs further on in a record: an address, a method, an option, or in a line that
 * is set in, any word that is not nearly a connection type.
 */
export function continuesRecord({ type, line, include }: HbaRecord): boolean {
  const [token, ...others] = type?.tokens ?? [];
  if (!token || include || token.quoted || token.isUnknown || token.file !== undefined) return false;
  if (connectionType(token.text)) return false;
  const isSetIn = /^[ \t]/.test(line.text) && !includeDirective(token.text);
  if (
    isSetIn &&
    (token.text === "all" || !meantWord(token.text, typeNames, otherTypes)) &&
    /^[\w.+,/-]+$/.test(token.text)
  )
    return true;
  if (others.length > 0) return false;
  const [, name] = /^([a-z_]+)=/.exec(token.text) ?? [];
  if (name !== undefined) return authOptionVersions(name) !== undefined;
  return (
    authMethodVersions(token.text) !== undefined ||
    (/[.:]/.test(token.text) && numericAddress(token.text.replace(/\/\d+$/, "")) !== undefined)
  );
}
