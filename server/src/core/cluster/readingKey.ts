import { type Language, languages } from "../model/language.ts";

/*
 * A file that is read under two languages, as a postgresql.conf that pg_hba.conf includes, is two documents. The one of its own
 * language is known by the file's URI. The other's has a fragment, which the URI of a file never has.
 */

const reading = new RegExp(`#(${languages.join("|")})$`);

/** What a document is known by that reads a file in another language than its own. */
export const readingKey = (uri: string, language: Language): string => `${fileOf(uri)}#${language}`;

/** The document among those of a cluster that reads a file in a language. */
export function memberUri(members: ReadonlyMap<string, unknown>, uri: string, language: Language): string {
  const other = readingKey(uri, language);
  return members.has(other) ? other : uri;
}

/** The URI of a document's file. */
export const fileOf = (uri: string): string => (uri.includes("#") ? uri.replace(reading, "") : uri);

/** The language of a document that reads a file in another language than its own. */
export const otherLanguageOf = (uri: string): Language | undefined =>
  uri.includes("#") ? (reading.exec(uri)?.[1] as Language | undefined) : undefined;
