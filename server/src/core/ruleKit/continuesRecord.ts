import { authMethodVersions } from "../data/authMethods.ts";
import { authOptionVersions } from "../data/authOptions.ts";
import { numericAddress } from "../model/address.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";

/** Whether a record starts with a word that belongs further on in a record: an address, a method, an option. */
export function continuesRecord({ type }: HbaRecord): boolean {
  const [token, ...others] = type?.tokens ?? [];
  if (!token || others.length > 0 || token.quoted || token.file !== undefined) return false;
  const [, name] = /^([a-z_]+)=/.exec(token.text) ?? [];
  if (name !== undefined) return authOptionVersions(name) !== undefined;
  return (
    authMethodVersions(token.text) !== undefined ||
    (/[.:]/.test(token.text) && numericAddress(token.text.replace(/\/\d+$/, "")) !== undefined)
  );
}
