import { hostNames, namePatterns } from "./fileNames.ts";

/** The languages, by the identifiers that editors know them by. */
export const languages = ["pg-hba", "pg-ident", "pg-hosts", "postgresql-conf"] as const;

export type Language = (typeof languages)[number];

/** The three files that share one tokenizer (`hba.c`). */
export type AuthLanguage = Exclude<Language, "postgresql-conf">;

/** The language of an editor's identifier, or `undefined` for one that is not ours. */
export function toLanguage(identifier: string): Language | undefined {
  return languages.find((language) => language === identifier);
}

/** The languages of documents that hold our files, or connection strings, as parts: manifests, values, scripts. */
export const hostLanguages = [
  "yaml",
  "dockerfile",
  "shellscript",
  "dotenv",
  "sql",
  "json",
  "properties",
] as const;

export type HostLanguage = (typeof hostLanguages)[number];

/** What VS Code and its extensions call these languages by the names of some files. */
const hostDialects: Readonly<Record<string, HostLanguage>> = {
  dockercompose: "yaml",
  helm: "yaml",
  "helm-template": "yaml",
  ansible: "yaml",
  "docker-compose": "yaml",
  kubernetes: "yaml",
  "jinja-yaml": "yaml",
  "spring-boot-properties-yaml": "yaml",
  sls: "yaml",
  jsonc: "json",
  "java-properties": "properties",
  "spring-boot-properties": "properties",
};

/** All identifiers of languages that hold ours as parts. */
export const hostIdentifiers: readonly string[] = [...hostLanguages, ...Object.keys(hostDialects)];

/** The language of an editor's identifier, or `undefined` for one of documents that hold nothing of ours. */
export function toHostLanguage(identifier: string): HostLanguage | undefined {
  // Vim has the language first, and what else it knows behind a dot: `yaml.docker-compose`.
  const [name = ""] = identifier.split(".");
  return hostLanguages.find((language) => language === name) ?? dialectOf(name);
}

function dialectOf(identifier: string): HostLanguage | undefined {
  return Object.hasOwn(hostDialects, identifier) ? hostDialects[identifier] : undefined;
}

/** The same by a path's name, whatever a template or copy adds to it: `compose.yaml.j2`, `docker-compose.yml.example`. */
export function hostLanguageOfPath(path: string): HostLanguage | undefined {
  return hostNames.find(([pattern]) => pattern.test(path))?.[1];
}

/** Whether connection strings are looked for in a file: what is JSON holds mostly other things, but for the settings of .NET. */
export function isForStrings(path: string, language: HostLanguage): boolean {
  return language !== "json" || /(?:^|[\\/])appsettings(?:\.[^\\/]*)?\.json$/i.test(path);
}

/** The languages of files that belong to no cluster: of libpq's clients, and of PgBouncer, which is a client of servers. */
export const clientLanguages = ["pg-service", "pgpass", "pgbouncer"] as const;

export type ClientLanguage = (typeof clientLanguages)[number];

/** The language of an editor's identifier, or `undefined` for one that is no client's. */
export function toClientLanguage(identifier: string): ClientLanguage | undefined {
  return clientLanguages.find((language) => language === identifier);
}

/** The same by a path's name. */
export function clientLanguageOfPath(path: string): ClientLanguage | undefined {
  const name = path.replace(/^.*[\\/]/s, "").toLowerCase();
  if (/^\.?pg_service\.conf$/.test(name)) return "pg-service";
  if (pgbouncerPath.test(path)) return "pgbouncer";
  return /^(?:\.pgpass|pgpass\.conf)$/.test(name) ? "pgpass" : undefined;
}

/** `pgbouncer.ini` and the like, or any `.ini` in a folder `pgbouncer`. */
const pgbouncerPath = /(?:^|[\\/])(?:pgbouncer[^\\/]*|pgbouncer[\\/][^\\/]+)\.ini$/i;

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

/** Programs that name their files after what they are about: `fail2ban/filter.d/postgresql.conf`. */
const foreignPrograms = new Set([
  "apache2",
  "apparmor.d",
  "collectd",
  "cron.d",
  "datadog-agent",
  "dbus-1",
  "fail2ban",
  "filebeat",
  "fluent-bit",
  "fluentbit",
  "fluent",
  "fluentd",
  "go",
  "haproxy",
  "httpd",
  "icinga",
  "icinga2",
  "keepalived",
  "ld.so.conf.d",
  "limits.d",
  "logrotate",
  "logstash",
  "logwatch",
  "modprobe.d",
  "monit",
  "munin",
  "nagios",
  "netdata",
  "nginx",
  "nrpe",
  "pam.d",
  "pgbackrest",
  "pgbadger",
  "prometheus",
  "promtail",
  "rsyslog",
  "sensu",
  "sudoers.d",
  "supervisor",
  "supervisord",
  "sysctl.d",
  "syslog-ng",
  "systemd",
  "sysusers.d",
  "telegraf",
  "tmpfiles.d",
  "zabbix",
  "zabbix_agentd",
  "zabbix_agent2",
  "zabbix-agent",
]);

/** Whether one of the last four folders of a path is another program's, or one for units of systemd. */
function isInForeignFolder(path: string): boolean {
  return path
    .toLowerCase()
    .split("/")
    .slice(-5, -1)
    .some((folder) => {
      if (foreignPrograms.has(folder) || /.\.service\.d$/.test(folder)) return true;
      return foreignPrograms.has(folder.replace(/\.d$/, "").replace(/\.conf$/, ""));
    });
}

/**
 * The language by a path's name, `conf.d/*.conf` beneath a folder named after PostgreSQL included; also of a path of Windows. Patterns are
 * left to the names that may match them, since compiling them all is a part of each start that can be measured.
 */
export function languageOfPath(given: string): Language | undefined {
  const path = given.replaceAll("\\", "/");
  const language = languageOfName(path.slice(path.lastIndexOf("/") + 1)) ?? languageOfFolder(path);
  // Nobody else has a pg_hba.conf.
  return language === "postgresql-conf" && isInForeignFolder(path) ? undefined : language;
}

function languageOfName(name: string): Language | undefined {
  const lower = name.toLowerCase();
  return namePatterns.find(
    ([stem, pattern]) => lower.includes(stem) && (lower === `${stem}.conf` || pattern.test(name)),
  )?.[2];
}

function languageOfFolder(path: string): Language | undefined {
  if (!/conf\.d\/[^/]+\.conf$/i.test(path)) return undefined;
  return /(^|\/)[^/]{0,255}(postgres|pgsql)[^/]{0,255}\/(.*\/)?conf\.d\/[^/]+\.conf$/i.test(path)
    ? "postgresql-conf"
    : undefined;
}
