import { numericAddress } from "../../model/address.ts";
import type { ClientView } from "../../model/served.ts";
import type { Certificate } from "../../pki.ts";
import { coversHost } from "../../x509/hostCoverage.ts";

/**
 * How clients compare the host name where they verify it: whether the common name counts where there is no subject alternative
 * name, for host names and for addresses.
 */
const clients: readonly {
  readonly client: string;
  readonly byName: boolean;
  /** `null`: it depends on the version. */
  readonly addressByName: boolean | null;
}[] = [
  { client: "libpq", byName: true, addressByName: true },
  { client: "JDBC", byName: true, addressByName: true },
  { client: "Npgsql", byName: true, addressByName: null },
  { client: "Go", byName: false, addressByName: false },
  { client: "Node", byName: true, addressByName: false },
];

/** Which clients take a certificate for that of a host, once they trust its CA. */
export function clientViews(leaf: Certificate, host: string): readonly ClientView[] {
  const isAddress = numericAddress(host) !== undefined;
  const isCovered = coversHost(leaf, host);
  const hasNames = leaf.alternativeNames.some(({ kind }) => kind === (isAddress ? "ip" : "dns"));
  return clients.map(({ client, byName, addressByName }) => {
    if (!isCovered) return { client, verifies: false, reason: `The certificate is not for ${host}.` };
    if (hasNames) return { client, verifies: true, reason: "A subject alternative name covers the host." };
    const verifies = isAddress ? addressByName : byName;
    const reason = verifies
      ? "The common name covers the host."
      : verifies === null
        ? "Only the common name is this address; it counts in some versions."
        : "Only the common name covers the host, and it does not count.";
    return { client, verifies, reason };
  });
}
