/** The versions of TLS that `ssl_min_protocol_version` and `ssl_max_protocol_version` take, the newest first. */
export const newestProtocolFirst = ["TLSv1.3", "TLSv1.2", "TLSv1.1", "TLSv1"] as const;

/** Orders versions of TLS, the oldest lowest; `undefined` for anything else. The server compares without regard to case. */
export function protocolRank(name: string): number | undefined {
  const index = newestProtocolFirst.findIndex((known) => known.toLowerCase() === name.toLowerCase());
  return index < 0 ? undefined : newestProtocolFirst.length - index;
}
