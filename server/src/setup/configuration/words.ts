import { quoteAuth, scanAuthLine, writeAuth } from "../../core/index.ts";
import { numericAddress, prefixLength } from "../../core/model/address.ts";
import type { ServerVersion } from "../../core/model/serverVersion.ts";
import { SetupProblem } from "../plan.ts";

/** Words with a special meaning, and first characters that give one. */
const special = /^(all|sameuser|samerole|samegroup|replication|samehost|samenet)$|^[+@]/;

/** A name that means nothing but itself in pg_hba.conf and pg_ident.conf. */
export function quoteWord(name: string): string {
  return special.test(name) ? quoteAuth(name) : writeAuth(name);
}

/** A role's name, which no quotation marks keep from being a regular expression. @throws SetupProblem */
export function quoteRole(name: string): string {
  if (name.startsWith("/"))
    throw new SetupProblem(`${name}: pg_hba.conf reads a name that starts with “/” as a regular expression`);
  return quoteWord(name);
}

/**
 * A word as pg_hba.conf writes it, `+group` or `"a b"`; in quotation marks where it is none without them.
 * @throws SetupProblem for what may be several words
 */
export function writeWord(given: string, version: ServerVersion): string {
  if (!given.startsWith("@") && isOneWord(given, version)) return given;
  const quoted = quoteAuth(given);
  if (given !== "" && !/[",]/.test(given) && isOneWord(quoted, version)) return quoted;
  throw new SetupProblem(
    `“${given}” is not one word of pg_hba.conf: give one name at a time, in quotation marks where it holds a comma`,
    "configuration",
  );
}

/** Whether another word can follow, and both are read as what they are. */
function isOneWord(text: string, version: ServerVersion): boolean {
  return isRead(`${text} x`, [1, 1], version);
}

/** The address column of a record. @throws SetupProblem for what is neither a network, a host name, nor a keyword */
export function writeAddress(given: string): string {
  const [, address = "", bits] = /^([^/]*)(?:\/(\d{1,3}))?$/.exec(given) ?? [];
  const number = numericAddress(address);
  const isNetwork = number && bits !== undefined && prefixLength(bits, number.family) !== undefined;
  const isName = !number && bits === undefined && hostName.test(given);
  if (isNetwork || isName) return given;
  throw new SetupProblem(
    `“${given}” is not an address for pg_hba.conf: write all, samenet, samehost, a host name, or a network like 10.0.0.0/8`,
    "configuration",
  );
}

/** Also a domain, `.example.com`, and the keywords. */
const hostName = /^\.?[a-z0-9_]([a-z0-9_.-]{0,252}[a-z0-9_])?$/i;

/**
 * A record as it is written. @throws SetupProblem when a server would read other words than these: where a name is too long for
 * it, say, or begins a directive
 */
export function writeRecord(columns: readonly (readonly string[])[], version: ServerVersion): string {
  const text = columns.map((words) => words.join(",")).join(" ");
  const counts = columns.map(({ length }) => length);
  if (!isRead(text, counts, version) || /^include(_if_exists|_dir)?$/.test(columns[0]?.[0] ?? ""))
    throw new SetupProblem(
      `PostgreSQL ${version} would not read this as one record: ${text}`,
      "configuration",
    );
  return text;
}

/** Whether a line has so many words in each of its columns, and nothing else. */
function isRead(text: string, counts: readonly number[], version: ServerVersion): boolean {
  if (/[\n\r\0]/.test(text)) return false;
  const { fields, comment, tooLong } = scanAuthLine([`${text}\n`], 0, version);
  return (
    !comment &&
    !tooLong &&
    fields.length === counts.length &&
    fields.every(({ tokens }, column) => tokens.length === counts[column])
  );
}
