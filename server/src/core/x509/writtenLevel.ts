import type { Cluster } from "../cluster/cluster.ts";
import { sslSetting } from "../cluster/sslSettings.ts";
import { readCipherList } from "../syntax/cipherList.ts";

/** The security level that `@SECLEVEL` in `ssl_ciphers` sets for handshakes and the chains of clients. */
export function writtenLevel(cluster: Cluster): number | undefined {
  const list = sslSetting(cluster, "ssl_ciphers")?.value;
  return list === undefined ? undefined : readCipherList(list).level;
}

/**
 * Whether a level leaves the usual clients no handshake, whatever the certificates. Tried: 1.1.1 from 3 on (“no shared cipher”),
 * and 3.0 from 4 on, which takes X25519 and P-256 for too weak (“no suitable key share”).
 */
export function leavesNoHandshake(level: number, { openSsl }: Cluster): boolean {
  return level >= (openSsl === "1.1.1" ? 3 : 4);
}
