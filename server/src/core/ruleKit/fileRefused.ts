/**
 * What the server does because of a line of pg_hba.conf that it refuses. `logged` are the words of its log by which the line can be
 * searched for (the same in all versions unless the caller says otherwise).
 */
export function fileRefused(logged: string): string {
  return `The server refuses the whole file, with “${logged}” in its log: it does not start, and a reload keeps the old records.`;
}
