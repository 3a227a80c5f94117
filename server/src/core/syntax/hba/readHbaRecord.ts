import { type NumericAddress, numericAddress } from "../../model/address.ts";
import type { AuthField, AuthLine, AuthToken } from "../authLine.ts";
import { authPosition, namesIncluded } from "../authPosition.ts";
import { readAuthRecord } from "../authRecord.ts";
import type { ReferenceContext } from "../authReference.ts";
import type { HbaColumn, HbaOption, HbaRecord } from "./hbaRecord.ts";

/** Puts the fields of a line into the columns of pg_hba.conf. Never fails. */
export function readHbaRecord(line: AuthLine, context: ReferenceContext): HbaRecord {
  const record = readAuthRecord(line, context, isListColumn);
  const fields = record.include ? noFields : record.fields;
  const hasAddress = fields[0]?.tokens[0]?.text !== "local";
  const address = hasAddress ? fields[3] : undefined;
  const numeric = address && addressNumber(address, fields[4]);
  const hasMask = numeric !== undefined && address !== undefined && !hasPrefix(address);
  const method = hasAddress ? (hasMask ? 5 : 4) : 3;
  return {
    line,
    fields: record.fields,
    isComplete: record.isComplete,
    include: record.include,
    problem: record.problem,
    type: fields[0],
    database: fields[1],
    user: fields[2],
    address,
    numericAddress: numeric,
    mask: hasMask ? fields[4] : undefined,
    method: fields[method],
    options: fields.length > method + 1 ? readOptions(line, fields, method + 1) : noOptions,
  };
}

/** Where in a record an offset lies. */
export interface HbaPosition {
  /** The column that the offset touches, or the one that would be typed there given what is to its left. */
  readonly column: HbaColumn;
  /** The field as written, absent where none was typed yet. */
  readonly field: AuthField | undefined;
  /** The word as written that the offset touches. */
  readonly token: AuthToken | undefined;
  /** Which word of the field, from 0; for options, which one of the line's options. */
  readonly index: number;
  /** Present in the option column when a word is touched. */
  readonly option: HbaOption | undefined;
  readonly optionPart: "name" | "value" | undefined;
}

/**
 * Where an offset is, by the line as written (an `@file` word is one word in its column). Shared by hover,
 * completion and whatever else starts from a text cursor. `undefined` inside a comment.
 */
export function hbaAt(record: HbaRecord, offset: number): HbaPosition | undefined {
  const { line } = record;
  const position = authPosition(line, offset);
  if (!position) return undefined;
  const { field, token } = position;
  const column = columnAt(line.fields, position.fieldIndex);
  if (column !== "option")
    return { column, field, token, index: position.tokenIndex, option: undefined, optionPart: undefined };
  const earlier = line.fields.slice(methodIndex(line.fields) + 1, position.fieldIndex);
  const index = earlier.reduce((count, { tokens }) => count + tokens.length, position.tokenIndex);
  const option = token && readOption(line, token);
  const isValue = option?.valueSpan !== undefined && offset >= option.valueSpan.start;
  return { column, field, token, index, option, optionPart: isValue ? "value" : "name" };
}

/** The column of a field by those to its left. */
function columnAt(fields: readonly AuthField[], index: number): HbaColumn {
  if (namesIncluded(fields, index)) return "include";
  const early = earlyColumns[index];
  if (early) return early;
  const method = methodIndex(fields);
  if (index === method) return "method";
  if (index > method) return "option";
  return index === 3 ? "address" : "mask";
}

/** Which of a line's fields holds the method, or will once it is typed. */
export function methodIndex(fields: readonly AuthField[]): number {
  if (fields[0]?.tokens[0]?.text === "local") return 3;
  const address = fields[3];
  return address && !hasPrefix(address) && addressNumber(address, fields[4]) ? 5 : 4;
}

/**
 * The number that an address field starts with. A link-local address with the name of an interface is only a number where
 * there is such an interface: what follows shows what the author has in mind.
 */
function addressNumber(address: AuthField, next: AuthField | undefined): NumericAddress | undefined {
  const text = address.tokens[0]?.text ?? "";
  const slash = text.indexOf("/");
  const number = numericAddress(slash < 0 ? text : text.slice(0, slash));
  if (number?.zone === undefined || slash >= 0) return number;
  return numericAddress(next?.tokens[0]?.text ?? "") && number;
}

function hasPrefix(address: AuthField): boolean {
  return address.tokens[0]?.text.includes("/") ?? false;
}

function readOptions(line: AuthLine, fields: readonly AuthField[], from: number): HbaOption[] {
  const options: HbaOption[] = [];
  for (let index = from; index < fields.length; index++)
    for (const [at, token] of (fields[index]?.tokens ?? []).entries()) {
      const option = readOption(line, token);
      options.push(at === 0 ? option : { ...option, joined: true });
    }
  return options;
}

function readOption(line: AuthLine, token: AuthToken): HbaOption {
  const equals = token.text.indexOf("=");
  const { start, end } = token.span;
  if (equals < 0)
    return { token, name: token.text, value: undefined, nameSpan: token.span, valueSpan: undefined };
  const value = token.text.slice(equals + 1);
  const name = token.text.slice(0, equals);
  if (token.file !== undefined) return { token, name, value, nameSpan: token.span, valueSpan: token.span };
  const sign = line.text.indexOf("=", start);
  return { token, name, value, nameSpan: { start, end: sign }, valueSpan: { start: sign + 1, end } };
}

function isListColumn(index: number): boolean {
  return index === 1 || index === 2;
}

const earlyColumns: readonly HbaColumn[] = ["type", "database", "user"];
const noFields: readonly AuthField[] = [];
const noOptions: readonly HbaOption[] = [];
