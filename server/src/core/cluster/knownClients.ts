import type { Place } from "../model/span.ts";
import type { Certificate } from "../pki.ts";
import type { FileFacts } from "./cluster.ts";

/** A client whose certificate is at hand: named by a service, or in a file that lies beside the server's. */
export interface KnownClient {
  /** The file, and the service that names it: `certs/alice.crt`, `client.crt of the service app`. */
  readonly title: string;
  /** What it sends in the handshake, its own certificate first. */
  readonly certificates: readonly [Certificate, ...Certificate[]];
  /** The role that it connects as: the service's, or else what its file is called. */
  readonly role: string;
  readonly service?: KnownService;
  /** Whether the certificate is surely meant for a client of TLS. */
  readonly isCertain: boolean;
}

/** An entry of a service file that leads to this server. */
export interface KnownService {
  readonly name: string;
  readonly place: Place;
  /** Values by the names of libpq's options. */
  readonly options: ReadonlyMap<string, string>;
  /** What `sslrootcert` names, where its path is absolute. */
  readonly roots?: FileFacts;
}

/** The clients of a server that are known here, and what they may trust. */
export interface KnownClients {
  readonly clients: readonly KnownClient[];
  readonly services: readonly KnownService[];
  /** Roots at hand: those of services, and those that lie beside the server's files. */
  readonly roots: readonly Certificate[];
}
