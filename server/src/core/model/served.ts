import type { Severity } from "./diagnostic.ts";

/** What is wrong with what a running server serves. */
export interface ServedFinding {
  /** The id of a rule for files, or one of those in server/docs/probe.md. */
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  readonly detail?: string;
}

/** A certificate as a server sends it. Times are ISO 8601, `null` where it has none. */
export interface ServedCertificate {
  readonly subject: string;
  readonly issuer: string;
  readonly serialNumber: string;
  readonly names: readonly string[];
  readonly notBefore: string | null;
  readonly notAfter: string | null;
  readonly daysLeft: number;
  readonly fingerprint: string;
  readonly pem: string;
}

/** What `pgssl probe --format json` says of a server; `null` is not known. */
export interface ServedHost {
  readonly host: string;
  readonly port: number;
  readonly protocol: string | null;
  readonly cipher: string | null;
  readonly group: string | null;
  readonly alpn: string | null;
  readonly ocspStaple: boolean | null;
  readonly requestsCertificate: boolean | null;
  /** Names of the CAs of which client certificates are requested. */
  readonly authorities: readonly string[] | null;
  /** The server's own certificate first. */
  readonly chain: readonly ServedCertificate[];
  readonly clients: readonly ClientView[];
  readonly findings: readonly ServedFinding[];
}

/** Whether a kind of clients takes a server's certificate for that of the host, where it verifies. */
export interface ClientView {
  readonly client: string;
  /** The setting with which it verifies the chain and the host name. */
  readonly mode: string;
  /** `null` where it depends on the version of the client. */
  readonly verifies: boolean | null;
  readonly reason: string;
}
