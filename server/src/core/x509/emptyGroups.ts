import type { Cluster } from "../cluster/cluster.ts";
import { listWords, sslSetting } from "../cluster/sslSettings.ts";
import { findTlsGroup } from "../data/tlsGroups.ts";
import type { Assignment } from "../model/settings.ts";
import { leavesNoGroup } from "./groupList.ts";

/** The list of groups that lets no client in that can do TLS 1.3. Up to 1.2 other ways of exchanging keys may be left. */
export function emptyGroups(cluster: Cluster): Assignment | undefined {
  if (cluster.serverVersion < 18 || cluster.openSsl === "1.1.1") return undefined;
  const assignment = sslSetting(cluster, "ssl_groups");
  const maximum = cluster.settings?.value("ssl_max_protocol_version") ?? "";
  if (!assignment || !/^(TLSv1\.3)?$/i.test(maximum)) return undefined;
  return leavesNoGroup(assignment.value) ? assignment : undefined;
}

/** The list of groups of which clients on OpenSSL offer none by default; one with a word that is not a group is left out. */
export function uncommonGroups(cluster: Cluster): Assignment | undefined {
  const assignment = sslSetting(cluster, cluster.serverVersion >= 18 ? "ssl_groups" : "ssl_ecdh_curve");
  const groups = listWords(assignment?.value ?? "", ":").map(
    (word) => findTlsGroup(word.text, cluster.openSsl)?.group,
  );
  return groups.some((group) => !group || group.offered) ? undefined : assignment;
}
