import type { Driver, DriverMode, Encrypts, Verified } from "../../data/drivers/driver.ts";

const verified: Readonly<Record<Verified, string>> = {
  nothing: "certificate not verified",
  chain: "certificate verified, host name not",
  name: "certificate and host name verified",
};

const encrypted: Readonly<Record<Encrypts, string>> = {
  never: "not encrypted",
  "if-demanded": "not encrypted unless the server insists",
  "if-offered": "encrypted if the server offers it",
  "if-possible": "encrypted if possible",
  always: "encrypted",
};

/** What a driver does in one of its modes, in words: `encrypted, certificate not verified`; with a root certificate, if that is known. */
export function describeDriverMode(mode: DriverMode, hasRoot = false): string {
  const { encrypts, verifies, withRoot, encryptsWithRoot, needsRoot } = mode;
  if (!encrypts) return "refused by the driver";
  if (hasRoot) return inWords(encryptsWithRoot ?? encrypts, withRoot ?? verifies);
  const words = inWords(encrypts, verifies);
  if (needsRoot) return `${words}; needs a root certificate`;
  if (!withRoot) return words;
  const changed = encryptsWithRoot ? `${encrypted[encryptsWithRoot]}, ` : "";
  return `${words}; with a root certificate: ${changed}${verified[withRoot]}`;
}

function inWords(encrypts: Encrypts, verifies: Verified): string {
  return encrypts === "never" ? encrypted.never : `${encrypted[encrypts]}, ${verified[verifies]}`;
}

/** The versions of a row: `8.3 and later`; empty for all. */
function describeDriverVersions({ since, until }: Driver): string {
  if (since === undefined) return until === undefined ? "" : `up to ${until}`;
  if (until === undefined) return `${since} and later`;
  return since === until ? since : `${since} to ${until}`;
}

/** The name of a driver with the versions of its row. */
export function describeDriver(driver: Driver): string {
  return [driver.name, describeDriverVersions(driver)].filter(Boolean).join(" ");
}
