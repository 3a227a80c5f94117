import { quoteAuth, writeAuth } from "../../core/index.ts";

/** Words with a special meaning, and first characters that give one. */
const special = /^(all|sameuser|samerole|samegroup|replication|samehost|samenet)$|^[+@]/;

/** A name that means nothing but itself in pg_hba.conf and pg_ident.conf. */
export function quoteWord(name: string): string {
  return special.test(name) ? quoteAuth(name) : writeAuth(name);
}
