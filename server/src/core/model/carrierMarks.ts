/**
 * By what a text shows that it may hold our files as parts, by carrier. A look at each document that is opened: no parsing, less than
 * 1 ms; here, since the client starts the server by it.
 */
export const carrierMarks = {
  cloudNativePg: /(?:^|[{,])[ \t]*(?:-[ \t]+)?["']?apiVersion["']?:[ \t]*["']?postgresql\.cnpg\.io\//m,
  zalando: /(?:^|[{,])[ \t]*(?:-[ \t]+)?["']?apiVersion["']?:[ \t]*["']?acid\.zalan\.do\//m,
  crunchy:
    /(?:^|[{,])[ \t]*(?:-[ \t]+)?["']?apiVersion["']?:[ \t]*["']?postgres-operator\.crunchydata\.com\//m,
  stackGres: /(?:^|[{,])[ \t]*(?:-[ \t]+)?["']?apiVersion["']?:[ \t]*["']?stackgres\.io\//m,
  kubeDb: /(?:^|[{,])[ \t]*(?:-[ \t]+)?["']?apiVersion["']?:[ \t]*["']?(?:ops\.)?kubedb\.com\//m,
  percona: /(?:^|[{,])[ \t]*(?:-[ \t]+)?["']?apiVersion["']?:[ \t]*["']?pgv2\.percona\.com\//m,
  patroni:
    /^(?=(?:[\s\S]*\n)?postgresql:[ \t]*(?:#.*)?\r?\n)(?=(?:[\s\S]*\n)?(?:scope|restapi|bootstrap|etcd3?|consul):)/,
  configMap: /^[ \t]+["']?(?:pg_hba|pg_ident|postgresql)\.conf["']?:/m,
  compose:
    /^[ \t]+["']?(?:image|command)["']?:.*(?:postgres|postgis|pgvector|timescale|pgrouting)|^[ \t]+(?:- |target:).*\/var\/lib\/postgresql/m,
  dockerfile: /^[ \t]*FROM[ \t].*(?:postgres|postgis|pgvector|timescale|pgrouting)/im,
  shellScript:
    /^[^#\n]{0,300}(?:<<|\becho\b|\bprintf\b|\btee\b|[})][ \t]*>)[^\n]{0,300}(?:pg_hba|pg_ident|postgresql(?:\.auto)?)\.conf|^[^#\n]{0,300}(?:pg_hba|pg_ident|postgresql(?:\.auto)?)\.conf[^\n]{0,300}<<|^[^#\n]{0,300}\bALTER[ \t]+SYSTEM\b/im,
  sqlScript: /^[^\n]{0,300}\bALTER[ \t]+SYSTEM\b/im,
  connectionStrings:
    /\bPG_?(?:SSL|CHANNEL|REQUIRE|GSSENC|SERVICE|PASS|HOST\b|PORT\b|USER\b|DATABASE\b)|\bpostgres(?:ql)?:\/\/|\bhost(?:addr)?[ \t]*=/,
  sqlStrings:
    /\b(?:subscription|dblink(?:_\w+)?|wrapper|user[ \t]+mapping|alter[ \t]+server)\b[^;]{0,400}?(?:'|\$)/i,
  bitnami: /^[ \t]+(?:pgHbaConfiguration|certKeyFilename):/m,
} as const;

/** Whether a text may hold our files as parts. */
export function mayHoldConfiguration(text: string): boolean {
  return Object.values(carrierMarks).some((mark) => mark.test(text));
}
