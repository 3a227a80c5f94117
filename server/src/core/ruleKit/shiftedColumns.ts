import { authMethod, authMethodVersions } from "../data/authMethods.ts";
import { authOptionVersions } from "../data/authOptions.ts";
import { connectionType } from "../data/connectionTypes.ts";
import { numericAddress } from "../model/address.ts";
import type { ServerVersion } from "../model/serverVersion.ts";
import type { Span } from "../model/span.ts";
import type { AuthField } from "../syntax/authLine.ts";
import type { HbaRecord } from "../syntax/hba/hbaRecord.ts";

/** Why the columns of a record are not where the server looks for them. */
export interface ShiftedColumns {
  /**
   * A name with blanks and no quotes, a blank before a comma, an address behind `local`; all columns, but in another order;
   * no user, no address.
   */
  readonly kind: "blanks" | "comma" | "local-address" | "order" | "no-user" | "no-address";
  readonly span: Span;
  /** The names between the type and the address or method, those of databases before those of roles. */
  readonly names: readonly AuthField[];
  /** For `order`: the fields behind the type as they should follow each other. */
  readonly ordered?: readonly AuthField[];
}

/** A record in whose method column is no method, but elsewhere: words too many or too few, or in another order. */
export function shiftedColumns(record: HbaRecord, version: ServerVersion): ShiftedColumns | undefined {
  const { type, method, isComplete } = record;
  if (!isComplete || !type || record.include || !connectionType(type.tokens[0]?.text ?? "")) return undefined;
  if (method && isMethod(method, version)) return undefined;
  return wordsTooMany(record, version) ?? otherOrder(record, version);
}

function wordsTooMany(
  { line, fields, type, method }: HbaRecord,
  version: ServerVersion,
): ShiftedColumns | undefined {
  if (!method || !type) return undefined;
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

/** Takes the words for what they look like, wherever they are. */
function otherOrder({ fields, type }: HbaRecord, version: ServerVersion): ShiftedColumns | undefined {
  const rest = fields.slice(1);
  if (rest.length < 2 || rest.length > maxNames || rest.some(({ tokens }) => tokens[0]?.file !== undefined))
    return undefined;
  const options = rest.filter(isOption);
  const method = rest.findLast((field) => isMethod(field, version));
  const others = rest.filter((field) => field !== method && !options.includes(field));
  const isLocal = type?.tokens[0]?.text === "local";
  const addresses = others.filter((field) => !isAll(field) && isAddress(field));
  const names = others.filter((field) => !addresses.includes(field));
  if (!isLocal && addresses.length === 0 && names.length === 3 && names.every(isAll))
    addresses.push(...names.splice(2));
  if (!method || !isOneAddress(addresses, fields)) return undefined;
  const ordered = [...names, ...addresses, method, ...options];
  const isOrdered = ordered.every((field, at) => field === rest[at]);
  const found = { span: spanOf(rest), names };
  const hasAddress = isLocal ? addresses.length === 0 : addresses.length > 0;
  if (names.length === 2 && hasAddress) return isOrdered ? undefined : { kind: "order", ...found, ordered };
  if (!isOrdered) return undefined;
  if (names.length === 1 && hasAddress) return { kind: "no-user", ...found };
  return names.length === 2 && !isLocal ? { kind: "no-address", ...found } : undefined;
}

/** None, one, or an address with its mask behind it. */
function isOneAddress(addresses: readonly AuthField[], fields: readonly AuthField[]): boolean {
  const [first, second] = addresses;
  if (!first || !second) return true;
  const isNumber = ({ tokens }: AuthField) => numericAddress(tokens[0]?.text ?? "") !== undefined;
  return (
    addresses.length === 2 &&
    isNumber(first) &&
    isNumber(second) &&
    fields.indexOf(second) === fields.indexOf(first) + 1
  );
}

function isOption({ tokens }: AuthField): boolean {
  const [, name] = /^([a-z_]+)=/.exec(tokens[0]?.text ?? "") ?? [];
  return name !== undefined && authOptionVersions(name) !== undefined;
}

function isAll({ tokens }: AuthField): boolean {
  return tokens.length === 1 && tokens[0]?.text === "all";
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
