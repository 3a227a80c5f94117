import { newestProtocolFirst, protocolRank } from "../../data/tlsProtocols.ts";
import type { Rule } from "../rule.ts";
import { sslSetting } from "./sslSettings.ts";

/** The oldest allowed TLS version is newer than the newest allowed one. */
export const protocolRangeEmpty: Rule = {
  id: "protocol-range-empty",
  severity: "error",
  serverEffect: "start-error",
  summary: "ssl_min_protocol_version is higher than ssl_max_protocol_version.",
  why: "No version of TLS lies in the range, so the server stops with “could not set SSL protocol version range”. The minimum is `TLSv1.2` unless it is set: a maximum of `TLSv1.1` alone is enough to stop the start. With `ssl = off` nobody notices.",
  instead: "Set the minimum to `TLSv1.2` or `TLSv1.3`, and leave the maximum empty.",
  bad: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_min_protocol_version = 'TLSv1.3'
      ssl_max_protocol_version = 'TLSv1.2'
      #                          ^^^^^^^^^
    `,
    `
      -- postgresql.conf --
      ssl = on
      ssl_max_protocol_version = 'TLSv1.1'
      #                          ^^^^^^^^^ the minimum is TLSv1.2 by default
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      ssl = on
      ssl_min_protocol_version = 'TLSv1.2'
      ssl_max_protocol_version = 'TLSv1.3'
    `,
    `
      -- postgresql.conf --
      ssl = off
      ssl_min_protocol_version = 'TLSv1.3'
      ssl_max_protocol_version = 'TLSv1.2'
    `,
  ],
  cluster({ cluster }, report) {
    const maximum = sslSetting(cluster, "ssl_max_protocol_version");
    const minimum = cluster.settings?.value("ssl_min_protocol_version") ?? "TLSv1.2";
    const [low, high] = [protocolRank(minimum), protocolRank(maximum?.value ?? "")];
    if (!maximum || low === undefined || high === undefined || low <= high) return;
    const isSet = cluster.settings?.assignment("ssl_min_protocol_version");
    report(
      maximum.place,
      `No TLS version is left: the highest allowed is ${maximum.value}, the lowest ${minimum}${isSet ? "" : " (the default)"}. The server refuses to start.`,
      isSet ? { related: [{ place: isSet.place, message: "the lowest version is set here" }] } : {},
    );
  },
  fix(_finding, { cluster }) {
    const settings = cluster.settings;
    const maximum = settings?.assignment("ssl_max_protocol_version");
    const minimum = settings?.assignment("ssl_min_protocol_version");
    if (!maximum) return [];
    const raise = {
      title: "Allow every newer TLS version",
      edits: [{ place: maximum.place, newText: "''" }],
    };
    if (!minimum || !newestProtocolFirst.some((name) => name.toLowerCase() === maximum.value.toLowerCase()))
      return [raise];
    return [
      {
        title: "Exchange the lowest and the highest version",
        edits: [
          { place: minimum.place, newText: `'${maximum.value}'` },
          { place: maximum.place, newText: `'${minimum.value}'` },
        ],
      },
      raise,
    ];
  },
};
