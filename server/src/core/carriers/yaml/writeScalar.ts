/** A text between the single quotes of a YAML scalar. */
export function escapeScalar(text: string): string {
  return text.replaceAll("'", "''");
}

/** A text of one line as a scalar of YAML in single quotes, in which nothing else has a meaning. */
export function quoteScalar(text: string): string {
  return `'${escapeScalar(text)}'`;
}

/** How texts of one line become scalars: bare where that is possible, or quoted anyway. */
export interface ScalarWriter {
  readonly write: (text: string) => string;
  readonly quote: (text: string) => string;
}

/** A text as a scalar of one line: plain where YAML 1.1 and 1.2 read it as it is written, else in single quotes. */
export function writeScalar(text: string): string {
  const isPlain = /^[a-z][^\n]*[^\s:]$/i.test(text) && !/: | #|^[a-z]+$|[[\]{}]|\t/i.test(text);
  return isPlain ? text : quoteScalar(text);
}

/** A text between the double quotes of a scalar of JSON, which are double quotes of YAML as well: RFC 8259, 7. */
export function escapeDouble(text: string): string {
  return text.replace(/["\\]|\p{Cc}/gu, (sign) => {
    const code = sign.charCodeAt(0);
    return code >= 0x20 && code < 0x7f
      ? `\\${sign}`
      : (shortEscapes[sign] ?? `\\u${code.toString(16).padStart(4, "0")}`);
  });
}

const shortEscapes: Readonly<Record<string, string>> = { "\n": "\\n", "\t": "\\t", "\r": "\\r" };

/** A text as a scalar in double quotes. */
export function quoteDouble(text: string): string {
  return `"${escapeDouble(text)}"`;
}

/** Those of the language of a document. */
export function scalarsOf({ isJson }: { readonly isJson: boolean }): ScalarWriter {
  return isJson ? jsonScalars : yamlScalars;
}

const yamlScalars: ScalarWriter = { write: writeScalar, quote: quoteScalar };
const jsonScalars: ScalarWriter = { write: quoteDouble, quote: quoteDouble };
