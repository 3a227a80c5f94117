/**
 * What keeps the server from reading a value of `synchronous_standby_names`; `undefined` when nothing does. Grammar: the
 * manual, "Replication: Primary Server".
 */
export function checkStandbyNames(text: string): string | undefined {
  if (text === "") return undefined;
  const tokens = [...text.matchAll(tokenPattern)]
    .map(([token]) => token)
    .filter((token) => !/^\s/.test(token));
  const kinds = tokens.map(kindOf);
  const list = "[nd](?:,[nd])*";
  const sequence = kinds.join("");
  if (!new RegExp(`^(?:${list}|[af]?d\\(${list}\\))$`).test(sequence)) {
    return 'write names as in a, b or ANY 1 (a, b) or FIRST 1 (a, b). Names with characters other than letters, digits, "_" and "$" need double quotes';
  }
  const count = /^[af]?d\(/.test(sequence) ? tokens[kinds.indexOf("d")] : undefined;
  return count !== undefined && Number.parseInt(count, 10) === 0
    ? "the server must wait for at least one standby"
    : undefined;
}

const tokenPattern =
  /[ \t\n\r\f\v]+|"(?:[^"]|"")*"|[A-Za-z\u0080-\uffff_][A-Za-z0-9\u0080-\uffff_$]*|[0-9]+|[*,()]|[\s\S]/g;

/** Name, digits, ANY, FIRST, punctuation, or junk. */
function kindOf(token: string): string {
  if (/^[0-9]/.test(token)) return "d";
  if (/^any$/i.test(token)) return "a";
  if (/^first$/i.test(token)) return "f";
  if (token === "," || token === "(" || token === ")") return token;
  return token === "*" || token.length > 1 || /[A-Za-z\u0080-\uffff_]/.test(token) ? "n" : "x";
}
