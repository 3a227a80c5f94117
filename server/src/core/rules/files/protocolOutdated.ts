import { protocolRank } from "../../data/tlsProtocols.ts";
import type { Rule } from "../rule.ts";
import { sslSetting } from "./sslSettings.ts";

/** Only versions of TLS that are withdrawn are allowed, or they are allowed as well. */
export const protocolOutdated: Rule = {
  id: "protocol-outdated",
  severity: "warning",
  serverEffect: null,
  summary: "TLS 1.0 or 1.1 is allowed.",
  why: "TLS 1.0 and 1.1 were withdrawn in 2021 (RFC 8996). OpenSSL 3 does not speak them at its usual security level, so allowing them helps nobody with it; and a server that allows nothing newer cannot be reached by today's clients.",
  instead: "`ssl_min_protocol_version = 'TLSv1.2'`, the default, and no `ssl_max_protocol_version`.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_min_protocol_version = 'TLSv1'
      #                          ^^^^^^^
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_min_protocol_version = 'TLSv1.2'
    `,
  ],
  cluster({ cluster }, report) {
    const oldest = protocolRank("TLSv1.2") ?? 0;
    const isOld = (value: string | undefined) => (protocolRank(value ?? "") ?? oldest) < oldest;
    const minimum = sslSetting(cluster, "ssl_min_protocol_version");
    const maximum = sslSetting(cluster, "ssl_max_protocol_version");
    if (!minimum || !isOld(minimum.value)) return;
    if (maximum && isOld(maximum.value)) {
      report(
        maximum.place,
        `Nothing newer than ${maximum.value} is allowed: the server starts, but today's clients cannot connect over TLS.`,
      );
    } else {
      report(
        minimum.place,
        `${minimum.value} was withdrawn in 2021 (RFC 8996). Allow TLSv1.2 and newer only.`,
      );
    }
  },
};
