/** A text between the single quotes of a YAML scalar. */
export function escapeScalar(text: string): string {
  return text.replaceAll("'", "''");
}

/** A text of one line as a scalar of YAML in single quotes, in which nothing else has a meaning. */
export function quoteScalar(text: string): string {
  return `'${escapeScalar(text)}'`;
}

/** A text as a scalar of one line: plain where YAML 1.1 and 1.2 read it as it is written, else in single quotes. */
export function writeScalar(text: string): string {
  const isPlain = /^[a-z][^\n]*[^\s:]$/i.test(text) && !/: | #|^[a-z]+$|[[\]{}]|\t/i.test(text);
  return isPlain ? text : quoteScalar(text);
}
