import type { Rule } from "../ruleKit/rule.ts";
import { emptyGroups } from "../x509/emptyGroups.ts";

/** A list that OpenSSL takes, and that leaves no group for the key exchange. */
export const sslGroupsEmpty: Rule = {
  id: "ssl-groups-empty",
  severity: "error",
  serverEffect: "connection-error",
  summary: "ssl_groups leaves no group for the key exchange.",
  why: "From OpenSSL 3.5 on a name with `-` before it takes a group out of those named so far: not out of the default list, which counts only where `DEFAULT` says so. A list that ends up empty is taken without a word, and so is an empty value. The server starts, and then TLS 1.3 fails for every client, as does TLS 1.2 with ECDHE: with “handshake failure” at the client, and nothing about it in the server's log. Clients that offer TLS 1.3 do not fall back to 1.2. OpenSSL up to 3.4 refuses such a list and the server does not start; where `pgssl.openssl` is `3`, its default, this is a warning, since either may be true.",
  instead:
    "`ssl_groups = 'DEFAULT:-X25519'` to go without one group, or `ssl_groups = 'X25519:prime256v1'`. Or leave the default.",
  bad: [
    `
      # pgssl: version=18 openssl=3.5
      -- postgresql.conf --
      ssl = on
      ssl_groups = '-X25519'
      #            ^^^^^^^^^
    `,
    `
      # pgssl: version=18 openssl=3.5
      -- postgresql.conf --
      ssl = on
      ssl_ecdh_curve = 'P-256:X25519:-prime256v1:-X25519'
      #                ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
    `,
    `
      # pgssl: version=18 openssl=3.5
      -- postgresql.conf --
      ssl = on
      ssl_groups = ''
      #            ^^
    `,
    `
      # pgssl: version=18 openssl=3
      -- postgresql.conf --
      ssl = on
      ssl_groups = '-X25519'
      #            ^^^^^^^^^
    `,
  ],
  good: [
    `
      # pgssl: version=18 openssl=3.5
      -- postgresql.conf --
      ssl = on
      ssl_groups = 'DEFAULT:-X25519:-P-256'
    `,
    `
      # pgssl: version=18 openssl=3.5
      -- postgresql.conf --
      ssl = on
      ssl_groups = '?curveOfTomorrow' # a later OpenSSL may know it
    `,
    `
      # pgssl: version=18 openssl=3.5
      -- postgresql.conf --
      ssl = on
      ssl_groups = '-X25519'
      ssl_max_protocol_version = 'TLSv1.2' # with an RSA key DHE is left
      -- server.crt: rsa-leaf --
      -- server.key: rsa-key --
    `,
  ],
  cluster({ cluster }, report) {
    const assignment = emptyGroups(cluster);
    if (!assignment) return;
    const why = assignment.value.trim()
      ? "Nothing is left of this list: “-” takes out of what the list itself names, not of the default"
      : "This list names no group";
    const effect = "The server starts with it, and then no client gets through a handshake of TLS 1.3";
    if (cluster.openSsl === "3.5") report(assignment.place, `${why}. ${effect}.`);
    else
      report(assignment.place, `${why}. ${effect}; with OpenSSL up to 3.4 it does not even start.`, {
        severity: "warning", // since nothing tells which of the two it is
        serverEffect: null,
      });
  },
};
