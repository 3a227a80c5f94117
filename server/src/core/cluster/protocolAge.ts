const versions = ["tlsv1", "tlsv1.1", "tlsv1.2", "tlsv1.3"];

/** The age of a protocol version; not a number where it is none. */
export function protocolAge(protocol: string | undefined): number {
  const index = versions.indexOf(protocol?.toLowerCase() ?? "");
  return index < 0 ? Number.NaN : index;
}

/** Whether a word is a protocol that RFC 8996 withdrew: TLS 1.0 or 1.1. */
export function isWithdrawn(protocol: string): boolean {
  return protocolAge(protocol) < protocolAge("TLSv1.2");
}

/** The words that are worth proposing: all but such protocols. */
export function withoutWithdrawn(words: readonly string[]): readonly string[] {
  return words.filter((word) => !isWithdrawn(word));
}
