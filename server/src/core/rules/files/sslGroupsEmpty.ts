import type { Assignment } from "../../model/settings.ts";
import type { Cluster } from "../../project/cluster.ts";
import type { Rule } from "../rule.ts";
import { leavesNoGroup } from "./groupList.ts";
import { sslSetting } from "./sslSettings.ts";

/** A list that OpenSSL takes, and that leaves no group for the key exchange. */
export const sslGroupsEmpty: Rule = {
  id: "ssl-groups-empty",
  severity: "error",
  serverEffect: "connection-error",
  summary: "ssl_groups leaves no group for the key exchange.",
  why: "From OpenSSL 3.5 on a name with `-` before it takes a group out of those named so far: not out of the default list, which counts only where `DEFAULT` says so. A list that ends up empty is taken without a word, and so is an empty value. The server starts, and then TLS 1.3 fails for every client, as does TLS 1.2 with ECDHE: with “handshake failure” at the client, and nothing about it in the server's log. Clients that offer TLS 1.3 do not fall back to 1.2.",
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
    report(
      assignment.place,
      `${why}. The server starts with it, and then no client gets through a handshake of TLS 1.3.`,
    );
  },
};

/** The list of groups that lets no client in that can do TLS 1.3. Up to 1.2 other ways of exchanging keys may be left. */
export function emptyGroups(cluster: Cluster): Assignment | undefined {
  if (cluster.serverVersion < 18 || cluster.openSsl !== "3.5") return undefined;
  const assignment = sslSetting(cluster, "ssl_groups");
  const maximum = cluster.settings?.value("ssl_max_protocol_version") ?? "";
  if (!assignment || !/^(TLSv1\.3)?$/i.test(maximum)) return undefined;
  return leavesNoGroup(assignment.value) ? assignment : undefined;
}
