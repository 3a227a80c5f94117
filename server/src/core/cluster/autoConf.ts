/** Whether a file is the one that `ALTER SYSTEM` writes, and that is not for editors: the server overwrites it. */
export function isAutoConf(uri: string): boolean {
  return uri.endsWith("/postgresql.auto.conf");
}
