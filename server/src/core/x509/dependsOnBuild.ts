import type { Cluster } from "../cluster/cluster.ts";
import { sslSetting } from "../cluster/sslSettings.ts";
import { readCipherList } from "../syntax/cipherList.ts";

/** Whether `ssl_ciphers` has no cipher but those of a system's profile, which Red Hat's builds of OpenSSL know and others do not. */
export function dependsOnBuild(cluster: Cluster): boolean {
  const list = sslSetting(cluster, "ssl_ciphers")?.value;
  if (list === undefined || !/(^|[:, ;])PROFILE=/.test(list)) return false;
  const { errorAt, suites } = readCipherList(list);
  return errorAt === undefined && suites.size === 0;
}
