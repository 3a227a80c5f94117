/** The fields of one record of CSV (RFC 4180), without the end of its line. */
export function csvFields(record: string): string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (record[at] === '"') {
      let field = "";
      for (at++; at < record.length; at++) {
        if (record[at] !== '"') field += record[at];
        else if (record[at + 1] === '"') field += record[at++];
        else break;
      }
      fields.push(field);
      at = record.indexOf(",", at + 1);
    } else {
      const end = record.indexOf(",", at);
      fields.push(record.slice(at, end < 0 ? undefined : end));
      at = end;
    }
    if (at < 0) return fields;
    at++;
  }
}

/** Whether a line of CSV ends inside quotation marks, given whether it starts there. */
export function endsQuoted(line: string, startsQuoted: boolean): boolean {
  let isQuoted = startsQuoted;
  for (let at = line.indexOf('"'); at >= 0; at = line.indexOf('"', at + 1)) isQuoted = !isQuoted;
  return isQuoted;
}
