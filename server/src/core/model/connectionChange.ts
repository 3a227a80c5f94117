import type { Place } from "./span.ts";

/** What becomes of connections when one configuration takes the place of another, the worst first. */
export const changeEffects = [
  /** They were admitted, and are refused. */
  "lost",
  /** Connections without encryption over TCP were refused, and are admitted. */
  "cleartext-opened",
  /** They are admitted all the same, and less is required of them. */
  "weaker",
  /** What becomes of them depends on what no file contains. */
  "undecidable",
  /** They were refused, and are admitted. */
  "gained",
  /** They are admitted all the same, and more is required of them. */
  "stricter",
  /** Connections without encryption were admitted, and are refused, while there is a way with TLS. */
  "cleartext-closed",
] as const;

export type ChangeEffect = (typeof changeEffects)[number];

/** One connection out of a set, as `pgssl explain` takes it. */
export interface ExampleConnection {
  readonly type: ConnectionKind;
  /** Absent on the Unix socket. */
  readonly address?: string;
  readonly database: string;
  readonly user: string;
  readonly replication?: true;
  /** Of connections over TLS: whether the client sends a certificate that the server verifies. */
  readonly certificate?: boolean;
  /** The name that a map leads to the role: of the certificate, or as the method finds it out. */
  readonly systemUser?: string;
  readonly serverName?: string;
}

/** How a connection is made: Unix socket, TCP without encryption, with TLS, with GSSAPI encryption. */
export type ConnectionKind = "local" | "cleartext" | "tls" | "gss";

/** A set of connections with one fate before and another one after. */
export interface ConnectionChange {
  readonly effect: ChangeEffect;
  /** Kinds of connections, joined by commas. */
  readonly type: string;
  /** As in pg_hba.conf; `all` has no replication in it. `except` is followed by what is not meant. */
  readonly database: string;
  readonly user: string;
  /** Networks that are together exactly the addresses; `all`; a name or keyword whose addresses are not known. Empty for `local`. */
  readonly addresses: readonly string[];
  /** What is left out of the addresses. */
  readonly except?: readonly string[];
  /** Which client certificate, where that makes a difference: `none`, `any`, or whose. */
  readonly certificate?: string;
  /** The host name that clients request, where that makes a difference. */
  readonly serverName?: string;
  /** The record or setting that decided, and the one that decides; absent where none did. */
  readonly before?: Place;
  readonly after?: Place;
  /** The state in which a setting or a file that it names refuses all such connections, whatever the records. */
  readonly closedBy?: "before" | "after";
  /** Why it is undecidable, or what is different. */
  readonly reason?: string;
  /** The whole as a person would put it, one line. */
  readonly summary: string;
  readonly example?: ExampleConnection;
}
