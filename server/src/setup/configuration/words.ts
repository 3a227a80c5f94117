import { quoteAuthWord } from "../../core/index.ts";

/** Words that stand for more than themselves, and first characters that do. */
const special = /^(all|sameuser|samerole|samegroup|replication|samehost|samenet)$|^[+@]/;

/** A name that means nothing but itself in pg_hba.conf and pg_ident.conf. */
export function quoteWord(name: string): string {
  return special.test(name) ? `"${quoteAuthWord(name, true)}"` : quoteAuthWord(name, false);
}
