const versions = ["tlsv1", "tlsv1.1", "tlsv1.2", "tlsv1.3"];

/** The age of a protocol version; not a number where it is none. */
export function protocolAge(protocol: string | undefined): number {
  const index = versions.indexOf(protocol?.toLowerCase() ?? "");
  return index < 0 ? Number.NaN : index;
}
