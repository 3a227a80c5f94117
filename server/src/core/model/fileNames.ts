import type { HostLanguage, Language } from "./language.ts";

/**
 * What the names of files say: the one place for what people call them. By public repositories with a file of the name:
 * `templates/pg_hba.conf.j2` 243, `.erb` 30, `pg_hba.j2` 11; `postgres.conf` 235, `my-postgres.conf` 52; `docker-compose.yml.example`
 * 3,323, `.dist` 1,106, `.template` 664; `templates/docker-compose.yml.j2` 917.
 */

/** What copies that nothing reads add to a name, as globs: of editors, of scripts, of Debian's and Red Hat's packages. */
export const backupSuffixes = [
  ".orig",
  ".bak",
  ".backup",
  ".old",
  ".save",
  ".dpkg-*",
  ".ucf-*",
  ".rpm*",
  "~",
] as const;

/** The same of those that are there to be read, or to be copied by hand. */
export const copySuffixes = [".sample", ".dist", ".example", ".default", ...backupSuffixes] as const;

/**
 * What templates add to the name of the file that they become: Jinja, ERB, EPP, Go, consul-template, Terraform, envsubst, autoconf,
 * Mustache and others; a version may be between.
 */
export const templateSuffixes = [
  ".j2",
  ".jinja",
  ".jinja2",
  ".erb",
  ".epp",
  ".tpl",
  ".tmpl",
  ".gotmpl",
  ".template",
  ".templ",
  ".ctmpl",
  ".tftpl",
  ".envsubst",
  ".in",
  ".mustache",
  ".hbs",
  ".handlebars",
  ".mako",
  ".tt",
  ".tt2",
  ".ejs",
  ".liquid",
] as const;

/** The name of a file without its ending, and what may be around it. */
interface Stem {
  readonly stem: string;
  readonly language: Language;
  /** Any words may follow: `pg_hba_replica.conf`. */
  readonly isLonger: boolean;
  /** Templates without `.conf` are called so: `pg_hba.j2`. Other programs have a `postgresql.j2`. */
  readonly isAlone: boolean;
}

export const stems: readonly Stem[] = [
  { stem: "pg_hba", language: "pg-hba", isLonger: true, isAlone: true },
  { stem: "pg_ident", language: "pg-ident", isLonger: true, isAlone: true },
  { stem: "pg_hosts", language: "pg-hosts", isLonger: true, isAlone: true },
  { stem: "postgresql", language: "postgresql-conf", isLonger: true, isAlone: false },
  // The manual of the official image has my-postgres.conf. A postgres_exporter.conf is none.
  { stem: "postgres", language: "postgresql-conf", isLonger: false, isAlone: false },
];

/** Words before the stem end in one of these, and none follow then: `staging.pg_hba.conf`, `10-postgresql.conf`. */
export const stemSeparators = [".", "_", "-"] as const;

const copies = expressionOf(copySuffixes);
const template = `(?:[-.]\\d+)?${expressionOf(templateSuffixes)}`;

function expressionOf(suffixes: readonly string[]): string {
  return `(?:${suffixes.map((suffix) => suffix.replace(".", "\\.").replace("*", "\\w+")).join("|")})`;
}

/** The name without its ending, what names of its kind look like, and the language. */
export const namePatterns: readonly (readonly [string, RegExp, Language])[] = stems.map(
  ({ stem, language, isLonger, isAlone }) => {
    const before = `.*[${stemSeparators.join("")}]${stem}`;
    const conf = `(?:${stem}${isLonger ? ".*" : ""}|${before})\\.conf(?:${copies}|${template})?`;
    const others = [`${stem}[-_]conf${template}`, ...(isAlone ? [`${stem}(?:${template})?`] : [])];
    return [stem, new RegExp(`^(?:${[conf, ...others].join("|")})$`, "i"), language];
  },
);

const templatePath = new RegExp(`${template}(?:\\.conf)?$|[\\\\/]templates?[\\\\/]`, "i");

/** Whether a path says that something is filled into the file. */
export function isTemplatePath(path: string): boolean {
  return templatePath.test(path);
}

const backup = new RegExp(`${expressionOf(backupSuffixes)}$`, "i");

/** Whether a path says that the file is a copy that nothing reads. */
export function isBackupPath(path: string): boolean {
  return backup.test(path);
}

const around = `(?:${copies}|${template})?$`;

/** Names of files that hold ours as parts. Scripts that a template fills in are none: what is literal in them is not known. */
export const hostNames: readonly (readonly [RegExp, HostLanguage])[] = [
  [new RegExp(`\\.(?:ya?ml|sls)${around}`, "i"), "yaml"],
  [new RegExp(`(?:^|[\\\\/])(?:user[-_]data|cloud[-_](?:init|config))(?:\\.cfg)?${around}`, "i"), "yaml"],
  [/\.(?:sh|bash)$/i, "shellscript"],
  [/\.sql$/i, "sql"],
  [new RegExp(`\\.jsonc?${around}`, "i"), "json"],
  [/\.properties$/i, "properties"],
  [/(?:^|[\\/])\.env(?:\.[^\\/]*)?$|\.env$/i, "dotenv"],
  [/(?:^|[\\/])(?:Docker|Container)file(?:\.[^\\/]*)?$|\.dockerfile$/i, "dockerfile"],
];
