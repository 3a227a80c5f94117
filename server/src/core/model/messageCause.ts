import type { Diagnostic } from "./diagnostic.ts";

/** What a message of a server, a client or OpenSSL means, and what in the cluster at hand is behind it. */
export interface MessageCause {
  /** The program that has it in its log or prints it, in words. */
  readonly source: string;
  /** The line of the text that was looked at, from 0, and its words. */
  readonly line: number;
  readonly message: string;
  /** How many lines of the text have this message. */
  readonly count: number;
  readonly meaning: string;
  readonly remedy: string;
  /** A rule whose page has more. */
  readonly rule?: string;
  /** The findings that explain it, the likeliest first. */
  readonly findings: readonly Diagnostic[];
  /** The record that the message names. */
  readonly place?: { readonly uri: string; readonly line: number };
  /** For a client that was refused: what the files as they are now decide. */
  readonly decision?: {
    readonly admitted: boolean | null;
    readonly reason: string;
    readonly place?: { readonly uri: string; readonly line: number };
  };
}
