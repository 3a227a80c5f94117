import type { Snapshot } from "../../cluster/snapshot.ts";
import { usesOf } from "../../cluster/uses.ts";
import { certificatesOf } from "../../x509/contents.ts";
import { coversHost } from "../../x509/hostCoverage.ts";
import type { ClientString } from "../connect/decideClient.ts";

/** The only one of several clusters that may be the server of a connection string; `undefined` where there are none or several. */
export function findPrimary(
  { given, host }: ClientString,
  clusters: readonly Snapshot[],
): Snapshot | undefined {
  if (host === undefined || (given.get("host") ?? "").includes(",")) return undefined;
  const port = given.get("port") || "5432";
  const fitting = clusters.filter(
    ({ cluster }) => cluster.settings?.value("port") === port && isNamed(host, cluster),
  );
  return fitting.length === 1 ? fitting[0] : undefined;
}

/** Whether a host is the server of a cluster by its certificate (with or without the domain), its addresses or its own name. */
function isNamed(host: string, cluster: Snapshot["cluster"]): boolean {
  const name = host.toLowerCase();
  const { settings, openSsl } = cluster;
  const addresses = (settings?.value("listen_addresses") ?? "").split(",").map((one) => one.trim());
  if (name === settings?.value("cluster_name")?.toLowerCase() || addresses.includes(name)) return true;
  return usesOf(cluster, "ssl_cert_file").some((use) => {
    const [leaf] = certificatesOf(use, openSsl);
    if (!leaf) return false;
    const isShort = leaf.alternativeNames.some(({ value }) => value.toLowerCase().startsWith(`${name}.`));
    return coversHost(leaf, host) || (!name.includes(".") && isShort);
  });
}
