/** A certificate or list that a cluster's configuration names, with the moment from which it holds no more. Plain words only. */
export interface Expiry {
  readonly kind: "certificate" | "crl";
  /** The file, or the directory's entry, that holds it. */
  readonly uri: string;
  /** The setting, or the column of pg_hosts.conf, that names the file. */
  readonly setting: string;
  /** Host names of the line of pg_hosts.conf. */
  readonly hostNames?: readonly string[];
  /** The certificate's subject, or the list's issuer, in short. */
  readonly name: string;
  /** Who issued it, in short. */
  readonly issuer: string;
  /** Lower-case hexadecimal: the certificate's serial number, or the list's number where it has one. */
  readonly number?: string;
  /** Milliseconds since 1970: from when, and until when. */
  readonly begins: number;
  readonly ends: number;
  /** What stops then. */
  readonly stops: string;
}
