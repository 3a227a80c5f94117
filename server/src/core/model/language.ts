/** The languages, by the identifiers that editors know them by. */
export const languages = ["pg-hba", "pg-ident", "pg-hosts", "postgresql-conf"] as const;

export type Language = (typeof languages)[number];

/** The three files that share one tokenizer (`hba.c`). */
export type AuthLanguage = Exclude<Language, "postgresql-conf">;

/** The language of an editor's identifier, or `undefined` for one that is not ours. */
export function toLanguage(identifier: string): Language | undefined {
  return languages.find((language) => language === identifier);
}

const namePatterns: readonly (readonly [RegExp, Language])[] = [
  [/^(pg_hba.*\.conf(\.(sample|orig|bak|dist|example))?|.*\.pg_hba\.conf|pg_hba)$/i, "pg-hba"],
  [/^(pg_ident.*\.conf(\.(sample|orig|bak|dist|example))?|.*\.pg_ident\.conf|pg_ident)$/i, "pg-ident"],
  [/^(pg_hosts.*\.conf(\.(sample|orig|bak|dist|example))?|.*\.pg_hosts\.conf|pg_hosts)$/i, "pg-hosts"],
  [/^(postgresql.*\.conf(\.(sample|orig|bak|dist|example))?|.*\.postgresql\.conf)$/i, "postgresql-conf"],
];

/** The language that a path's name tells, `conf.d/*.conf` beneath a folder named after PostgreSQL included. */
export function languageOfPath(path: string): Language | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const byName = namePatterns.find(([pattern]) => pattern.test(name));
  if (byName) return byName[1];
  return /(^|\/)[^/]*(postgres|pgsql)[^/]*\/(.*\/)?conf\.d\/[^/]+\.conf$/i.test(path)
    ? "postgresql-conf"
    : undefined;
}
