import { numericAddress } from "../../model/address.ts";
import type { ClientView } from "../../model/served.ts";
import type { Certificate } from "../../pki.ts";
import { coversHost } from "../../x509/hostCoverage.ts";

/**
 * With which setting clients verify chain and host name, and how they compare the latter: whether the common name counts where there is no subject alternative
 * name, for host names and for addresses.
 */
const clients: readonly {
  readonly client: string;
  readonly mode: string;
  readonly byName: boolean;
  /** `null`: it depends on the version. */
  readonly addressByName: boolean | null;
}[] = [
  { client: "libpq", mode: "sslmode=verify-full", byName: true, addressByName: true },
  { client: "JDBC", mode: "sslmode=verify-full", byName: true, addressByName: true },
  { client: "Npgsql", mode: "SSL Mode=VerifyFull", byName: true, addressByName: null },
  { client: "Go", mode: "sslmode=verify-full", byName: false, addressByName: false },
  { client: "Node", mode: "ssl: true", byName: true, addressByName: false },
];

/** Which clients take a certificate for that of a host, once they trust its CA. */
export function clientViews(leaf: Certificate, host: string): readonly ClientView[] {
  const isAddress = numericAddress(host) !== undefined;
  const isCovered = coversHost(leaf, host);
  const hasNames = leaf.alternativeNames.some(({ kind }) => kind === (isAddress ? "ip" : "dns"));
  return clients.map(({ client, mode, byName, addressByName }) => {
    if (!isCovered) return { client, mode, verifies: false, reason: `The certificate is not for ${host}.` };
    if (hasNames)
      return { client, mode, verifies: true, reason: "A subject alternative name covers the host." };
    const verifies = isAddress ? addressByName : byName;
    const reason = verifies
      ? "The common name covers the host."
      : verifies === null
        ? "Only the common name is this address; it counts in some versions."
        : "Only the common name covers the host, and it does not count.";
    return { client, mode, verifies, reason };
  });
}
