import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { removeRecord, replaceText } from "../ruleKit/textFix.ts";
import { quoteConf } from "../syntax/quote.ts";
import { emptyGroups } from "../x509/emptyGroups.ts";

/** A list that OpenSSL accepts although it leaves no group for the key exchange. */
export const sslGroupsEmpty: Rule = {
  id: "ssl-groups-empty",
  severity: "error",
  serverEffect: "connection-error",
  summary: "ssl_groups leaves no group for the key exchange.",
  instead:
    "`ssl_groups = 'DEFAULT:-X25519'` to exclude one group, or `ssl_groups = 'X25519:prime256v1'`. Or leave the default.",
  cluster({ cluster }, report) {
    const assignment = emptyGroups(cluster);
    if (!assignment) return;
    const [message, why] = assignment.value.trim()
      ? [
          "The list leaves no group for the key exchange; start it with DEFAULT.",
          "A “-” removes only from what the list itself names, not from the default. ",
        ]
      : ["The list has no group for the key exchange; name one or remove the setting.", ""];
    const effect = "The server starts with it, but no client completes a TLS 1.3 handshake";
    if (cluster.openSsl === "3.5") report(assignment.place, message, { detail: `${why}${effect}.` });
    else
      report(assignment.place, message, {
        severity: "warning", // The version may be either.
        serverEffect: null,
        detail: `${why}${effect}; with OpenSSL up to 3.4 the server refuses to start.`,
      });
  },
  fix({ span }, target) {
    const { value = "" } = emptyGroups(target.cluster) ?? {};
    if (value.trim() === "") return [removeRecord(target, "Remove this line, for the default groups")];
    if (target.cluster.openSsl !== "3.5" || !/^-[^:]+(?::-[^:]+)*$/.test(value)) return [];
    const meant = `DEFAULT:${value}`;
    return [replaceText(target, `Change to ${meant}`, span, quoteConf(meant))];
  },
};

export const sslGroupsEmptyPage: RulePage = {
  why: "From OpenSSL 3.5 on a name with `-` before it removes a group from those named so far: not from the default list, which is used only where `DEFAULT` is written. A list that ends up empty is accepted without a message, and so is an empty value. The server starts, and then TLS 1.3 fails for every client, and TLS 1.2 with ECDHE as well: with “handshake failure” at the client, and nothing about it in the server's log. Clients that offer TLS 1.3 do not fall back to 1.2. OpenSSL up to 3.4 refuses such a list and the server does not start. If `pgssl.openssl` is `3`, its default, this is a warning, since the server may have either.",
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
  fixed: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_groups = 'DEFAULT:-X25519'
    `,
    null,
    `
    -- postgresql.conf --
    ssl = on
    `,
    null,
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
};
