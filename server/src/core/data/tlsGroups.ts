import type { OpenSslFamily } from "../model/serverBuild.ts";

/** A group for the key exchange of TLS (IANA "TLS Supported Groups") by the names that OpenSSL takes in `ssl_groups`. */
export interface TlsGroup {
  /** OpenSSL's own name first. Case counts in 1.1.1 and 3.0. */
  readonly names: readonly string[];
  /** Names that only OpenSSL 3 takes. */
  readonly laterNames?: readonly string[];
  /** `3`: the whole group is unknown to 1.1.1. `3.5`: to 3.0 as well, and to some builds of 3. */
  readonly since?: "3" | "3.5";
  /** Clients on OpenSSL offer it unasked. */
  readonly offered?: boolean;
}

const binary = ["163", "233", "283", "409", "571"];

/** All groups that some OpenSSL takes; tried with 1.1.1, 3.0, 3.5 and 3.6 (curveSM2 is younger: from the release notes). */
export const tlsGroups: readonly TlsGroup[] = [
  { names: ["X25519"], laterNames: ["x25519"], offered: true },
  { names: ["prime256v1", "P-256"], laterNames: ["secp256r1"], offered: true },
  { names: ["X448"], laterNames: ["x448"], offered: true },
  { names: ["secp521r1", "P-521"], offered: true },
  { names: ["secp384r1", "P-384"], offered: true },
  { names: ["X25519MLKEM768"], since: "3.5", offered: true },
  ...["SecP256r1MLKEM768", "SecP384r1MLKEM1024", "MLKEM512", "MLKEM768", "MLKEM1024", "curveSM2"].map(
    (name): TlsGroup => ({ names: [name], since: "3.5" }),
  ),
  ...["256", "384", "512"].map((bits): TlsGroup => ({ names: [`brainpoolP${bits}r1tls13`], since: "3.5" })),
  ...["2048", "3072", "4096", "6144", "8192"].map(
    (bits): TlsGroup => ({ names: [`ffdhe${bits}`], since: "3", offered: true }),
  ),
  ...["256", "384", "512"].map((bits): TlsGroup => ({ names: [`brainpoolP${bits}r1`] })),
  { names: ["prime192v1", "P-192"], laterNames: ["secp192r1"] },
  { names: ["secp224r1", "P-224"] },
  ...["secp160k1", "secp160r1", "secp160r2", "secp192k1", "secp224k1", "secp256k1"].map(
    (name): TlsGroup => ({ names: [name] }),
  ),
  ...["sect163r1", "sect193r1", "sect193r2", "sect239k1"].map((name): TlsGroup => ({ names: [name] })),
  ...binary.map((bits): TlsGroup => ({ names: [`sect${bits}k1`, `K-${bits}`] })),
  ...binary.map((bits): TlsGroup => ({ names: [`sect${bits}r${bits === "163" ? 2 : 1}`, `B-${bits}`] })),
];

/** The group of a name, in any case; `exact` when 1.1.1 takes the name as it is spelt. */
export function findTlsGroup(
  name: string,
  family: OpenSslFamily,
): { readonly group: TlsGroup; readonly exact: boolean } | undefined {
  const lower = name.toLowerCase();
  for (const group of tlsGroups) {
    if (family === "1.1.1" && group.since) continue;
    const names = family === "1.1.1" ? group.names : [...group.names, ...(group.laterNames ?? [])];
    if (!names.some((known) => known.toLowerCase() === lower)) continue;
    return { group, exact: group.names.includes(name) };
  }
  return undefined;
}
