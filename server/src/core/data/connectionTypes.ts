import type { BuildFeature } from "../model/serverBuild.ts";

/** One word that the first column of pg_hba.conf takes. */
export interface ConnectionType {
  readonly name: ConnectionTypeName;
  /** Whether a record of this type has an address column. */
  readonly hasAddress: boolean;
  /** What the server must be built with, or the record loads and never matches. */
  readonly buildFeature?: BuildFeature;
  /** Markdown. */
  readonly documentation: string;
}

/** The names of the connection types; all exist since 12 or longer. */
export type ConnectionTypeName = "local" | "host" | "hostssl" | "hostnossl" | "hostgssenc" | "hostnogssenc";

/** The connection types, the most used first (manual, "The pg_hba.conf File"). */
export const connectionTypes: readonly ConnectionType[] = [
  {
    name: "local",
    hasAddress: false,
    documentation:
      "Connections over a Unix-domain socket on the server's own machine. A `local` record has no address column. Without one, such connections are refused.",
  },
  {
    name: "host",
    hasAddress: true,
    documentation:
      "Connections over TCP/IP, encrypted or not. It lets clients in without TLS too; use `hostssl` to insist on it.",
  },
  {
    name: "hostssl",
    hasAddress: true,
    buildFeature: "ssl",
    documentation:
      "Connections over TCP/IP that are encrypted with TLS. Needs `ssl = on`: with `ssl = off` the record loads but never matches. Only these records may have `cert`, `clientcert` and `clientname`.",
  },
  {
    name: "hostnossl",
    hasAddress: true,
    documentation:
      "Connections over TCP/IP that are *not* encrypted with TLS. Together with `reject` it shuts out clients that do not encrypt.",
  },
  {
    name: "hostgssenc",
    hasAddress: true,
    buildFeature: "gssapi",
    documentation:
      "Connections over TCP/IP that are encrypted with GSSAPI (Kerberos). On a server built without GSSAPI the record loads but never matches.",
  },
  {
    name: "hostnogssenc",
    hasAddress: true,
    documentation: "Connections over TCP/IP that are *not* encrypted with GSSAPI.",
  },
];

const byName: ReadonlyMap<string, ConnectionType> = new Map(connectionTypes.map((type) => [type.name, type]));

/** The connection type of a name, which the server compares with regard to case. */
export function connectionType(name: string): ConnectionType | undefined {
  return byName.get(name);
}
