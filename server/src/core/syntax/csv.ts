/** The fields of one record of CSV (RFC 4180), without the end of its line. */
export function csvFields(record: string): string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    if (record[at] === '"') {
      const start = at + 1;
      let end = record.indexOf('"', start);
      let isPlain = true;
      while (end >= 0 && record[end + 1] === '"') {
        isPlain = false;
        end = record.indexOf('"', end + 2);
      }
      const field = record.slice(start, end < 0 ? undefined : end);
      fields.push(isPlain ? field : field.replaceAll('""', '"'));
      at = end < 0 ? -1 : record.indexOf(",", end + 1);
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
