import { existsIn, type ServerVersion } from "../../../model/serverVersion.ts";
import type { AuthField, AuthToken } from "../../../syntax/authLine.ts";
import type { HbaRecord } from "../../../syntax/hba/hbaRecord.ts";
import { code, type Markdown, md } from "../render.ts";
import { demandsInWords } from "./demandsInWords.ts";

/** A whole record as one sentence; `undefined` while columns are missing. */
export function ruleInWords(record: HbaRecord, version: ServerVersion): Markdown | undefined {
  const parties = partiesInWords(record, version);
  if (!parties) return undefined;
  const { from, who, where } = parties;
  const connections = connectionsInWords.get(record.type?.tokens[0]?.text ?? "") ?? "Connections";
  return md`${connections}${from} by ${who} ${where} ${demandsInWords(record, version)}.`;
}

/** Whom a record is about: `members of people from 10.0.0.0/8 to any database`; `undefined` while columns are missing. */
export function clientsInWords(record: HbaRecord, version: ServerVersion): Markdown | undefined {
  const parties = partiesInWords(record, version);
  return parties && md`${parties.who}${parties.from} ${parties.where}`;
}

function partiesInWords(record: HbaRecord, version: ServerVersion) {
  const { type, database, user, address, mask, method } = record;
  const isNetwork = type?.tokens[0]?.text !== "local";
  if (!type || !database || !user || !method || (isNetwork && !address)) return undefined;
  return {
    from: isNetwork && address ? md` from ${addressInWords(address, mask)}` : "",
    who: joined(user.tokens.map((token) => userInWords(token, version))),
    where: joined(database.tokens.map((token) => databaseInWords(token, version))),
  };
}

const connectionsInWords: ReadonlyMap<string, string> = new Map([
  ["local", "Connections over the Unix socket"],
  ["host", "TCP/IP connections, encrypted or not,"],
  ["hostssl", "TLS connections"],
  ["hostnossl", "TCP/IP connections without TLS"],
  ["hostgssenc", "TCP/IP connections encrypted with GSSAPI"],
  ["hostnogssenc", "TCP/IP connections without GSSAPI encryption"],
]);

function addressInWords(address: AuthField, mask: AuthField | undefined): Markdown | string {
  const token = address.tokens[0];
  const text = token?.text ?? "";
  if (!token?.quoted) {
    if (text === "all") return "any address";
    if (text === "samehost") return "the server's own addresses";
    if (text === "samenet") return "networks that the server is in";
  }
  return mask ? md`${code(text)} with the mask ${code(mask.tokens[0]?.text ?? "")}` : code(text);
}

function userInWords({ text, quoted }: AuthToken, version: ServerVersion): Markdown | string {
  if (text === "all" && !quoted) return "any user";
  if (text.startsWith("+") && !quoted) return md`members of ${code(text.slice(1))}`;
  if (isRegex(text, version)) return md`users that match ${code(text.slice(1))}`;
  return code(text);
}

function databaseInWords({ text, quoted }: AuthToken, version: ServerVersion): Markdown | string {
  const keyword = quoted ? undefined : databaseKeywords.get(text);
  if (keyword) return keyword;
  if (isRegex(text, version)) return md`to databases that match ${code(text.slice(1))}`;
  return md`to the database ${code(text)}`;
}

const databaseKeywords: ReadonlyMap<string, string> = new Map([
  ["all", "to any database"],
  ["sameuser", "to the database named like the user"],
  ["samerole", "to databases named like a role that the user is a member of"],
  ["samegroup", "to databases named like a role that the user is a member of"],
  ["replication", "for physical replication"],
]);

function isRegex(text: string, version: ServerVersion): boolean {
  return text.startsWith("/") && existsIn({ since: 16 }, version);
}

/** Words joined by commas and a last “or”; long lists are cut. */
function joined(words: readonly (Markdown | string)[]): Markdown | string {
  const shown =
    words.length > maxWords ? [...words.slice(0, maxWords), `${words.length - maxWords} more`] : words;
  return shown.reduce((sentence, word, index) => {
    if (index === 0) return word;
    return index === shown.length - 1 ? md`${sentence} or ${word}` : md`${sentence}, ${word}`;
  }, "");
}

const maxWords = 6;
