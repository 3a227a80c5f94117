import type { OpenSslFamily } from "../model/serverBuild.ts";

/** What the server does with an SSL configuration that it cannot load, for a finding's detail. */
export const sslRefused = sslFileRefused("ssl");

/**
 * The same for the file of a setting: Diffie-Hellman parameters that cannot be loaded prevent only a start. `logged` is
 * OpenSSL's reason in the server's log, quoted so that a search for it finds the finding.
 */
export function sslFileRefused(setting: string, logged?: string): string {
  const log = logged === undefined ? "" : ` and logs “${logged}”`;
  return setting === "ssl_dh_params_file"
    ? `The server refuses to start${log}; a reload uses the built-in parameters.`
    : `The server refuses to start${log}; a reload keeps the old SSL configuration.`;
}

/** OpenSSL's reason where a file holds nothing that its setting needs (seen with 1.1.1 and 3.0). */
export function nothingFound(setting: string, family: OpenSslFamily): string {
  if (setting === "ssl_ca_file" || setting === "ssl_crl_file") return "no certificate or crl found";
  return setting === "ssl_key_file" && family !== "1.1.1" ? "unsupported" : noStartLine;
}

/** OpenSSL's reason where a kind of PEM block does not occur. */
export const noStartLine = "no start line";
