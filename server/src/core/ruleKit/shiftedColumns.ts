import { authMethod, authMethodVersions } from "../data/authMethods.ts";
import { numericAddress } from "../model/address.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { Span } from "../model/span.ts";
import type { AuthField } from "../syntax/authLine.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";

/** Why the columns of a record are not where the server looks for them. */
export interface ShiftedColumns {
  /** A name with blanks and no quotes, a blank before a comma, or an address behind `local`. */
  readonly kind: "blanks" | "comma" | "local-address";
  readonly span: Span;
  /** The names between the type and the address or method, those of databases before those of roles. */
  readonly names: readonly AuthField[];
}

/** A record in whose method column is no method, but one further on: words too many have moved it there. */
export function shiftedColumns(
  { line, fields, type, method, isComplete }: HbaRecord,
  version: ServerVersion,
): ShiftedColumns | undefined {
  if (!isComplete || !method || !type || isMethod(method, version)) return undefined;
  const given = fields.indexOf(method);
  const actual = fields.findIndex((field, at) => at > given && isMethod(field, version));
  if (actual < 0) return undefined;
  const isLocal = type.tokens[0]?.text === "local";
  const addressWidth = isLocal ? 0 : hasMaskBefore(fields, actual) ? 2 : 1;
  const names = fields.slice(1, actual - addressWidth);
  const behind = fields.slice(3, actual);
  if (isLocal && behind.length <= 2 && behind.length === actual - 3 && behind.every(isAddress))
    return { kind: "local-address", span: spanOf(behind), names };
  if (
    names.length <= 2 ||
    names.length > maxNames ||
    names.some(({ tokens }) => tokens[0]?.file !== undefined)
  )
    return undefined;
  // A host name with a mask behind it has a rule of its own.
  if (names.length === 3 && names[2]?.tokens[0]?.text.includes(".")) return undefined;
  const span = spanOf(names);
  const hasComma = / ,/.test(line.text.slice(span.start, span.end));
  return { kind: hasComma ? "comma" : "blanks", span, names };
}

/** Words beyond which nobody can say what was meant. */
const maxNames = 8;

function isMethod({ tokens }: AuthField, version: ServerVersion): boolean {
  const text = tokens[0]?.text ?? "";
  return tokens.length === 1 && (authMethod(text, version) ?? authMethodVersions(text)) !== undefined;
}

function isAddress({ tokens }: AuthField): boolean {
  const text = tokens[0]?.text ?? "";
  return (
    /^(all|samehost|samenet|localhost)$/.test(text) ||
    numericAddress(text.replace(/\/\d+$/, "")) !== undefined
  );
}

function hasMaskBefore(fields: readonly AuthField[], method: number): boolean {
  const [address, mask] = [fields[method - 2], fields[method - 1]].map(
    (field) => field?.tokens[0]?.text ?? "",
  );
  return numericAddress(address ?? "") !== undefined && numericAddress(mask ?? "") !== undefined;
}

function spanOf(fields: readonly AuthField[]): Span {
  return { start: fields[0]?.span.start ?? 0, end: fields.at(-1)?.span.end ?? 0 };
}
