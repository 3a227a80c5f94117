/** A text as a scalar of one line: plain where YAML 1.1 and 1.2 read it as it is written, else in single quotes. */
export function writeScalar(text: string): string {
  const isPlain = /^[a-z][^\n]*[^\s:]$/i.test(text) && !/: | #|^[a-z]+$|[[\]{}]|\t/i.test(text);
  return isPlain ? text : `'${text.replaceAll("'", "''")}'`;
}
