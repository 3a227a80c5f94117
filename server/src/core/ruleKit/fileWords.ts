import type { OpenSslFamily } from "../model/serverBuild.ts";

/** When a broken SSL configuration bites, for whoever asks why the running server is still fine. */
export const atStart = refusal("ssl");

/**
 * The same for the file of a role: parameters for Diffie-Hellman that cannot be loaded stop a start only. `logged` are the
 * words by which OpenSSL explains it, for whoever searches the log.
 */
export function refusal(role: string, logged?: string): string {
  const log = logged === undefined ? "" : `, with “${logged}” in its log`;
  return role === "ssl_dh_params_file"
    ? `The server refuses to start${log}; a reload goes on with parameters of its own.`
    : `The server refuses to start${log}; a reload keeps the old SSL configuration.`;
}

/** OpenSSL's words where a file holds nothing of what the server wants of it (seen with 1.1.1 and 3.0). */
export function nothingFound(role: string, family: OpenSslFamily): string {
  if (role === "ssl_ca_file" || role === "ssl_crl_file") return "no certificate or crl found";
  return role === "ssl_key_file" && family !== "1.1.1" ? "unsupported" : noStartLine;
}

/** OpenSSL's words where a kind of PEM block does not occur. */
export const noStartLine = "no start line";
