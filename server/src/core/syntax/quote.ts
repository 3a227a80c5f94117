/*
 * How texts are written in PostgreSQL's files: the inverse of reading them (`unquoteConfString`, `scanAuthLine`). Everything
 * that writes a value or a word into a file writes it with these.
 */

/** A value of postgresql.conf between its quotes. */
export function escapeConf(text: string): string {
  return text.replace(/[\\'\b\f\n\r]/g, (character) => confEscapes[character] ?? character);
}

/** A value of postgresql.conf in quotes. */
export function quoteConf(text: string): string {
  return `'${escapeConf(text)}'`;
}

/** A value of postgresql.conf, in quotes unless it is a plain word or a number. */
export function writeConf(text: string): string {
  return /^(?:[A-Za-z_]\w*|-?\d+[A-Za-z]*|-?\d+\.\d+)$/.test(text) ? text : quoteConf(text);
}

/** A word of an authentication file between its quotation marks. It cannot hold a line break. */
export function escapeAuth(text: string): string {
  return text.replaceAll('"', '""');
}

/** A word of an authentication file in quotation marks, which also take the meaning from keywords, `+` and `@`. */
export function quoteAuth(text: string): string {
  return `"${escapeAuth(text)}"`;
}

/**
 * A word of an authentication file, in quotation marks where it would be read as something else without them: as several
 * words, a comment, a file of words, or a continued line. Keywords keep their meaning.
 */
export function writeAuth(text: string): string {
  return text === "" || /[\s,#"\0]|^@|\\$/.test(text) ? quoteAuth(text) : text;
}

/** A value of a connection string, in quotes where it holds blanks, quotes or backslashes (manual, "Connection Strings"). */
export function writeConnection(value: string): string {
  return /^[^\s'\\]+$/.test(value) ? value : `'${value.replace(/['\\]/g, "\\$&")}'`;
}

const confEscapes: Readonly<Record<string, string>> = {
  "\\": "\\\\",
  "'": "''",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
};
