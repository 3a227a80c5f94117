/** What the server does with a pg_ident.conf that has a bad line, and the words by which to find that in its log. */
export function mapsUnused(logged: string): string {
  return `The server starts but uses no map of this file, with “${logged}” in its log; a reload keeps the old maps.`;
}
