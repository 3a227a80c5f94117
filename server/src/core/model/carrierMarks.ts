import { type HostLanguage, isForStrings } from "./language.ts";

/** Variables of Patroni for TLS of its own connections. */
const patroniEnvironment =
  /\bPATRONI_(?:RESTAPI|CTL|SUPERUSER|REPLICATION|REWIND)_(?:\w{0,20}(?:SSL|CERT|KEY|GSS)|CA|VERIFY|CHANNEL)/;

/** A text that is a file of Patroni's within another document. */
const patroniText =
  /\b(?:(?:SPILO|PATRONI)_CONFIGURATION\b|patroni[\w-]{0,30}(?:\.ya?ml)?["']?:[ \t]*(?:[|>#].*)?\r?\n)/
    .source;

/** A resource of Kubernetes that runs containers, with an image of PostgreSQL's or an argument of its server. */
const workload = [
  /(?:Pod|Deployment|StatefulSet|DaemonSet|ReplicaSet|DeploymentConfig)(?<=kind["']?:[ \t]{0,9}["']?\w{3,16})\b/,
  /(?:postgres|postgis|pgvector|timescale|pgrouting|citus)(?<=image["']?:.{0,300})|\b(?:ssl\w{0,40}|(?:config|hba)_file)=/,
] as const;

/** By what a text shows that it is meant for a carrier: the API group of a resource, an expression, or several that it must all have. */
export type CarrierMark = string | RegExp | readonly RegExp[];

export function hasMark(text: string, mark: CarrierMark): boolean {
  if (typeof mark === "string") return hasGroup(text, mark);
  return mark instanceof RegExp ? mark.test(text) : mark.every((each) => each.test(text));
}

/** Whether a text of YAML or JSON has a resource of a group, or of the one for tasks with such resources: `ops.kubedb.com`. */
function hasGroup(text: string, group: string): boolean {
  const name = `${group}/`;
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
    if (/apiVersion["']?:[ \t]*["']?(?:ops\.)?$/.test(text.slice(Math.max(at - 40, 0), at))) return true;
  return false;
}

/** The API groups of operators' resources. */
export const operatorGroups = {
  cloudNativePg: "postgresql.cnpg.io",
  edb: "postgresql.k8s.enterprisedb.io",
  zalando: "acid.zalan.do",
  crunchy: "postgres-operator.crunchydata.com",
  percona: "pgv2.percona.com",
  everest: "everest.percona.com",
  stackGres: "stackgres.io",
  kubeDb: "kubedb.com",
} as const;

/** Options by which a server and the programs around it take settings. */
const serverOptions = /(?:-c|--set|--pgoption|-o)[ \t=]{0,3}["']?[A-Za-z][\w-]{1,60}=|pg_conftool[ \t]/;

const changes = String.raw`(?:ALTER|[Aa]lter)[ \t]+(?:SYSTEM|[Ss]ystem)\b|${serverOptions.source}`;

/** A script in YAML or JSON that writes our files, or changes settings in a running server. */
const shellTexts = [
  new RegExp(
    String.raw`(?:(?:pg_hba|pg_ident|postgresql)[\w.-]{0,80}|\/conf\.d\/[\w.-]{1,60})\.conf|SHOW[ \t]+(?:hba|ident|config)_file|${changes}`,
  ),
  new RegExp(String.raw`<<|\b(?:echo|printf|tee|sed)\b|${changes}`),
  /\.(?:sh|bash|sql)\b|\b(?:ba|da)?sh["'\],]?(?:\s|$)|#!|(?:runcmd|bootcmd)["']?:/m,
] as const;

/** A script in a Secret or ConfigMap, encoded. */
const encodedScripts = [
  /(?:Secret|ConfigMap)(?<=kind["']?:[ \t]{0,9}["']?\w{6,9})\b/,
  /\.(?:(?:ba)?sh|sql)["']?:[ \t]*(?:["']?|[|>][+-]?[ \t]*\r?\n[ \t]+)[A-Za-z0-9+/]{20}/,
] as const;
/** The specification of a cluster for Stolon. */
const stolon = /pg(?:HBA|Parameters)["']?:/;

/** A ConfigMap or Secret with PEM, as it is or encoded, or with what may be records or settings: a container of another file may read it. */
const held = [
  /(?:ConfigMap|Secret)(?<=kind["']?:[ \t]{0,9}["']?\w{6,9})\b/,
  /-----BEGIN |LS0tLS1CRUdJTi|(?:local|host(?:ssl|nossl)?)(?<=(?:^[ \t]{1,60}|"|\\n)\w{4,9})[ \t]+[\w"+,]{1,60}[ \t]+[^\n#]{0,200}\b(?:trust|reject|md5|scram-sha-256|password|peer|cert|ldap|gss)\b|ssl(?:_\w{1,40})?(?<=(?:^[ \t]{1,60}|"|\\n)\w{3,44})[ \t]*=/m,
] as const;

const textCharts = /(?:pgHbaConfig|customConfig)["']?:/;
const bitnami =
  /(?:pgHbaConfiguration|repmgrConfiguration|certKeyFilename|certificatesSecret|extendedConf(?:iguration)?|postgresqlConfiguration|postgresqlExtendedConf)["']?:/;

/**
 * By what a text shows that it may hold our files as parts, by language and carrier. A look at each document that is opened: no parsing,
 * less than 1 ms; here, since the client starts the server by it. Each begins with a word that few texts have, and looks back from there:
 * what begins at each line costs a try at each line.
 */
export const carrierMarks = {
  yaml: {
    ...operatorGroups,
    cloudNativePgChart: [
      /cluster:(?<=(?:^\ufeff?|\n) *cluster:)[ \t]*(?:#.*)?\r?\n/,
      /(?:pg_hba|pg_ident|parameters|serverTLSSecret):(?<=\n[ \t]+\w+:)/,
    ],
    patroni: [
      new RegExp(`postgresql:(?<=(?:^\\ufeff?|\\n)postgresql:)[ \\t]*(?:[#{].*)?\\r?\\n|${patroniText}`),
      new RegExp(`(?:scope|restapi|bootstrap|etcd3?|consul):(?<=(?:^\\ufeff?|\\n)\\w+:)|${patroniText}`),
    ],
    configMap: /(?:pg_hba|user_hba|pg_ident|postgres(?:ql)?(?:\.auto)?|custom|user|override)\.conf["']?:/,
    held,
    workload,
    patroniEnvironment,
    kustomize:
      /(?:hba|ident|postgres(?:ql)?|auto)\.conf(?:=|["']?[ \t]*(?:[\],#\r\n]|$))|path["']?:[ \t]*["']?\/(?:spec\/(?:postgresql|postgres|patroni|authentication|config|configuration|certificates|tls)\b|(?:data|stringData)\/[\w.-]{0,60}\.conf\b)/,
    compose:
      /(?:postgres|postgis|pgvector|timescale|pgrouting|citus)(?<=^[ \t]+["']?(?:image|command)["']?:.{0,300})|\/var\/lib\/postgresql(?<=^[ \t]+(?:- |target:).{0,300})|\bssl\w{0,40}=(?<=^[ \t]+(?:command:|- ).{0,300})|POSTGRES_HOST_AUTH_METHOD|include(?<=^\ufeff?["']?include)["']?:(?=[\s\S]{0,600}?(?:compose|postgres|pgsql|database|\bdb)[\w./-]{0,60}\.ya?ml)/m,
    ansible:
      /(?:postgres(?:ql)?_(?:set|alter_system|global_config_options|conf|server_(?:conf|auth|_(?:hba_\w{0,20}|ssl_ciphers))|hba|hba_(?:entries|conf|rules)|pg_(?:hba\w{0,20}|ident)|parameters|password_encryption|ssl_\w{0,20})|pg_(?:hba_entries|(?:default_)?hba_rules))["']?:/,
    ansibleFiles: [
      /(?:pg_hba|pg_ident|postgresql(?:\.auto)?)\.conf\b/,
      /(?:lineinfile|blockinfile|copy)["']?:(?<=^[ \t-]+["']?(?:ansible\.(?:builtin|legacy)\.)?\w+["']?:)/m,
    ],
    textCharts,
    stolon,
    bitnami,
    shellTexts,
    cloudInit: [
      /write_files["']?:|storage["']?:(?<=(?:^|\n)["']?storage["']?:)/,
      /(?:pg_hba|pg_ident|postgres(?:ql)?(?:\.auto)?|\/conf\.d\/[\w.-]{1,60})\.conf\b/,
    ],
    saltPillar: [
      /postgres:(?<=(?:^|\n)postgres:)[ \t]*(?:#.*)?\r?\n/,
      /(?:acls|postgresconf|identity_map):(?<=\n[ \t]+\w+:)/,
    ],
    hiera: /postgresql::server::(?:pg_hba_rules?|ipv[46]acls|config_entries)["']?:/,
    encodedScripts,
  },
  dockerfile: {
    patroniEnvironment,
    dockerfile: /^\ufeff?[ \t]*FROM[ \t].*(?:postgres|postgis|pgvector|timescale|pgrouting|citus)/im,
  },
  shellscript: {
    shellScript:
      /(?:(?:pg_hba|pg_ident|postgresql)(?:[.-][\w-]{1,40}){0,3}|\/conf\.d\/[\w.-]{1,60})\.conf(?:(?<=^[^#\n]{0,300}(?:<<|\becho\b|\bprintf\b|\btee\b|\bsed\b|\w=|[})][ \t]*>)[^\n]{0,300})|(?=[^\n]{0,300}<<)(?<=^[^#\n]{0,300})|(?<=\\\r?\n[^#\n]{0,300}))|SHOW[ \t]+(?:hba|ident|config)_file|(?:ALTER|[Aa]lter)[ \t]+(?:SYSTEM|[Ss]ystem)\b(?<=^[^#\n]{0,300})/m,
    shellServer: serverOptions,
    patroniEnvironment,
  },
  sql: {
    sqlScript: /\balter[ \t]+system\b/i,
  },
  dotenv: { patroniEnvironment },
  json: {
    ...operatorGroups,
    cloudNativePgChart: [/"cluster": ?\{/, /(?:pg_hba|pg_ident|serverTLSSecret)":/],
    patroni: [
      /"postgresql": ?\{/,
      /(?:pg_hba|pg_ident|parameters)":/,
      /(?:scope|restapi|bootstrap|loop_wait|retry_timeout|maximum_lag_on_failover)":/,
    ],
    configMap:
      /\.conf": ?(?<=(?:pg_hba|user_hba|pg_ident|postgres(?:ql)?(?:\.auto)?|custom|user|override)\.conf": ?)/,
    held,
    workload,
    patroniEnvironment,
    kustomizeFiles:
      /\.conf(?:=|"[ \t]*[\],\r\n])(?<=(?:hba|ident|postgres(?:ql)?|auto)\.conf(?:=|"[ \t]*[\],\r\n]))/,
    kustomizePaths:
      /path": ?"\/(?:spec\/(?:postgresql|postgres|patroni|authentication|config|configuration|certificates|tls)\b|(?:data|stringData)\/[\w.-]{0,60}\.conf\b)/,
    compose:
      /(?:postgres|postgis|pgvector|timescale|pgrouting|citus)(?<="(?:image|command)":.{0,300})|"\/var\/lib\/postgresql|\bssl\w{0,40}=(?<=^[ \t]+".{0,300})|POSTGRES_HOST_AUTH_METHOD/m,
    textCharts,
    stolon,
    bitnami,
    shellTexts,
    encodedScripts,
  },
  properties: {},
} as const satisfies Readonly<Record<HostLanguage, Readonly<Record<string, CarrierMark>>>>;

/** Variables of libpq, addresses, and words of connection strings. */
const connectionStrings =
  /\bPG_?(?:SSL|CHANNEL|REQUIRE|GSSENC|SERVICE|PASS|HOST\b|PORT\b|USER\b|DATABASE\b)|\bpostgres(?:ql)?(?:\+\w{1,30})?:\/\/|\b[Hh]ost(?:addr)?[ \t]*=|\badapter:[ \t]*["']?postg/;

/** The same where programs are written, in which `host=` is mostly something else. */
const assignedStrings =
  /\bPG_?(?:SSL|CHANNEL|REQUIRE|GSSENC|SERVICE|PASS)\w{0,30}[ \t=]|\bpostgres(?:ql)?(?:\+\w{1,30})?:\/\/|\bsslmode[ \t]*=/;

/** By what a text shows that it may have connection strings. */
export const stringMarks: Readonly<Record<HostLanguage, RegExp>> = {
  yaml: connectionStrings,
  dockerfile: assignedStrings,
  shellscript: assignedStrings,
  dotenv: connectionStrings,
  json: connectionStrings,
  properties: /\bpostgres(?:ql)?\\?:\/\/|\b[Hh]ost[ \t]*=/,
  sql: /\b(?:subscription|dblink(?:_\w+)?|wrapper|user[ \t]+mapping|alter[ \t]+server|(?:provider_)?dsn)\b[^;]{0,400}?(?:'|\$)/i,
};

/** Whether a text may hold our files as parts. */
export function holdsFiles(text: string, language: HostLanguage): boolean {
  const marks: readonly CarrierMark[] = Object.values(carrierMarks[language]);
  return marks.some((mark) => hasMark(text, mark));
}

/** Whether a text at a path may hold our files or connection strings as parts. */
export function mayHoldConfiguration(text: string, language: HostLanguage, path: string): boolean {
  return holdsFiles(text, language) || (isForStrings(path, language) && stringMarks[language].test(text));
}
