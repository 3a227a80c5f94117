/** The settings that name a certificate, key, CRL or parameter file, in the order in which the server opens them. */
export const fileSettings = [
  "ssl_cert_file",
  "ssl_key_file",
  "ssl_dh_params_file",
  "ssl_ca_file",
  "ssl_crl_file",
  "ssl_crl_dir",
] as const;

/** The files that a line of pg_hosts.conf names, which then replace those of the settings. */
export const hostColumns = [
  ["ssl_cert_file", 1],
  ["ssl_key_file", 2],
  ["ssl_ca_file", 3],
] as const;
