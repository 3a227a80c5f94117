/** The languages, by the identifiers that editors know them by. */
export const languages = ["pg-hba", "pg-ident", "pg-hosts", "postgresql-conf"] as const;

export type Language = (typeof languages)[number];

/** The three files that share one tokenizer (`hba.c`). */
export type AuthLanguage = Exclude<Language, "postgresql-conf">;

/** The language of an editor's identifier, or `undefined` for one that is not ours. */
export function toLanguage(identifier: string): Language | undefined {
  return languages.find((language) => language === identifier);
}

/** The languages of documents that hold our files as parts: manifests, values. */
export const hostLanguages = ["yaml"] as const;

export type HostLanguage = (typeof hostLanguages)[number];

/** The language of an editor's identifier, or `undefined` for one of documents that hold nothing of ours. */
export function toHostLanguage(identifier: string): HostLanguage | undefined {
  return hostLanguages.find((language) => language === identifier);
}

/** The same by a path's name. */
export function hostLanguageOfPath(path: string): HostLanguage | undefined {
  return /\.ya?ml$/i.test(path) ? "yaml" : undefined;
}

/** What templates and copies of a file add to its name, as globs: of PostgreSQL, of editors, of Debian's and Red Hat's packages. */
export const copySuffixes = [
  ".sample",
  ".orig",
  ".bak",
  ".dist",
  ".example",
  ".old",
  ".save",
  ".dpkg-*",
  ".ucf-*",
  ".rpm*",
  "~",
] as const;

const copy = `(${copySuffixes.map((suffix) => suffix.replace(".", "\\.").replace("*", "\\w+")).join("|")})?`;

const namePatterns: readonly (readonly [RegExp, Language])[] = [
  [new RegExp(`^((pg_hba.*|.*\\.pg_hba)\\.conf${copy}|pg_hba)$`, "i"), "pg-hba"],
  [new RegExp(`^((pg_ident.*|.*\\.pg_ident)\\.conf${copy}|pg_ident)$`, "i"), "pg-ident"],
  [new RegExp(`^((pg_hosts.*|.*\\.pg_hosts)\\.conf${copy}|pg_hosts)$`, "i"), "pg-hosts"],
  [new RegExp(`^(postgresql.*|.*\\.postgresql)\\.conf${copy}$`, "i"), "postgresql-conf"],
];

/** First lines of the files that PostgreSQL brings along, as `firstLine` of the editor's languages. */
const firstLines: readonly (readonly [RegExp, Language])[] = [
  [/^\s*#\s*(PostgreSQL Client Authentication Configuration|TYPE\s+DATABASE\s+USER\b)/, "pg-hba"],
  [/^\s*#\s*(PostgreSQL User Name Maps|MAPNAME\s+SYSTEM-USERNAME\b)/, "pg-ident"],
  [/^\s*#\s*(PostgreSQL SNI Host|HOSTNAME\s+SSL[ _]CERTIFICATE\b)/, "pg-hosts"],
  [/^\s*#\s*PostgreSQL configuration file\b/, "postgresql-conf"],
];

/** The language by the head of a text, for files whose names do not show it. */
export function languageOfText(text: string): Language | undefined {
  const head = text.split("\n", 3);
  return firstLines.find(([pattern]) => head.some((line) => pattern.test(line)))?.[1];
}

/** The language by a path's name, `conf.d/*.conf` beneath a folder named after PostgreSQL included. */
export function languageOfPath(path: string): Language | undefined {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const byName = namePatterns.find(([pattern]) => pattern.test(name));
  if (byName) return byName[1];
  return /(^|\/)[^/]{0,255}(postgres|pgsql)[^/]{0,255}\/(.*\/)?conf\.d\/[^/]+\.conf$/i.test(path)
    ? "postgresql-conf"
    : undefined;
}
