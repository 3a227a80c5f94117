import type { DriverMode } from "../../../server/src/core/data/drivers/driver.ts";

/** The server's side of a connection, as far as it matters to what a driver verifies. */
export interface ServerOffer {
  readonly tls: boolean;
  /** Whether a CA that the driver trusts issued the certificate, and whether the host is named in it. */
  readonly chain: boolean;
  readonly name: boolean;
}

/** What becomes of a connection in one mode of a driver, at a server that admits everybody, encrypted or not. */
export function connectionOutcome(
  mode: DriverMode,
  hasRoot: boolean,
  { tls, chain, name }: ServerOffer,
): "encrypted" | "plain" | "refused" {
  const encrypts = (hasRoot && mode.encryptsWithRoot) || mode.encrypts;
  const verifies = (hasRoot && mode.withRoot) || mode.verifies;
  if (!encrypts || (mode.needsRoot && !hasRoot)) return "refused";
  if (encrypts === "never" || encrypts === "if-demanded") return "plain";
  const isVerified = verifies === "nothing" || (chain && (verifies === "chain" || name));
  if (tls && isVerified) return "encrypted";
  if (encrypts === "if-possible") return "plain";
  return tls || encrypts === "always" ? "refused" : "plain";
}
