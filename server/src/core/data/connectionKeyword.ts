import type { VersionRange } from "../model/serverVersion.ts";

/** One value that a keyword of a connection string takes. */
export interface ConnectionValue extends VersionRange {
  readonly text: string;
  /** Markdown. */
  readonly documentation: string;
}

/**
 * What libpq does with a value. `text`: takes anything. `choice`: one of `values`, in this case of letters. `protocol`: one of `values`
 * in any case, or nothing. `flag`: takes anything, and one beginning is on. `integer`: a number. `ports`: numbers from 1 to 65535,
 * separated by commas. `methods`: authentication methods, separated by commas, all with `!` or none. `key`: 32 bytes in Base64.
 */
export type ConnectionValueKind =
  | "text"
  | "choice"
  | "protocol"
  | "flag"
  | "integer"
  | "ports"
  | "methods"
  | "key";

/** A keyword of connection strings and service files, as far as one range of versions of libpq goes. */
export interface ConnectionKeyword extends VersionRange {
  readonly name: string;
  readonly kind: ConnectionValueKind;
  /** The environment variable that gives it when the string does not. */
  readonly variable?: string;
  /** What holds when it is given nowhere. */
  readonly byDefault?: string;
  readonly values?: readonly ConnectionValue[];
  /** It names a file or folder. */
  readonly file?: "certificate" | "key" | "authority" | "crl" | "folder" | "passwords" | "services";
  /** Holds a secret, which no hover and no message may show. */
  readonly isSecret?: true;
  /** Has an effect only on connections with TLS. */
  readonly isTls?: true;
  /** Markdown. */
  readonly documentation: string;
}
