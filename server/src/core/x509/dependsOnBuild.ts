import type { Cluster } from "../cluster/cluster.ts";
import { sslSetting } from "../cluster/sslSettings.ts";
import { readCipherList } from "../syntax/cipherList.ts";

/**
 * What of the build decides whether `ssl_ciphers` has a cipher: Red Hat's builds know a system's profile and others do not; among 3.0 to
 * 3.4 only the later ones know IANA's names.
 */
export function dependsOnBuild(cluster: Cluster): "profile" | "release" | undefined {
  const { openSsl } = cluster;
  const list = sslSetting(cluster, "ssl_ciphers")?.value;
  if (list === undefined) return undefined;
  const { errorAt, suites } = readCipherList(list, openSsl);
  if (errorAt === undefined && suites.size > 0) return undefined;
  if (/(^|[:, ;])PROFILE=/.test(list)) return errorAt === undefined ? "profile" : undefined;
  const later = openSsl === "3" ? readCipherList(list, "3.5") : undefined;
  return later && later.errorAt === undefined && later.suites.size > 0 ? "release" : undefined;
}
