import type { Driver } from "./driver.ts";

const asyncpg = {
  id: "asyncpg",
  name: "asyncpg",
  keys: ["PEM, PKCS #1", "PEM, PKCS #8"],
  oldestProtocol: "that of Python: TLS 1.2 since 3.10",
  bindsChannel: false,
  usedBy: ["SQLAlchemy `postgresql+asyncpg:`", "Tortoise ORM"],
} as const;
const unverified = [
  { written: "", encrypts: "if-offered", verifies: "nothing" },
  { written: "sslmode=disable", encrypts: "never", verifies: "nothing" },
  { written: "sslmode=allow", encrypts: "if-demanded", verifies: "nothing" },
  { written: "sslmode=prefer", encrypts: "if-offered", verifies: "nothing" },
] as const;

/** Drivers of Python that are not libpq. */
export const pythonDrivers: readonly Driver[] = [
  // MagicStack/asyncpg v0.22.0 to v0.24.0: asyncpg/connect_utils.py. Not tried.
  {
    ...asyncpg,
    since: "0.22",
    until: "0.24",
    modes: [
      ...unverified.filter(({ written }) => written !== "sslmode=allow"),
      { written: "sslmode=require", encrypts: "always", verifies: "nothing" },
      { written: "sslmode=verify-ca", encrypts: "always", verifies: "chain" },
      { written: "sslmode=verify-full", encrypts: "always", verifies: "name" },
    ],
    options: ["sslmode", "ssl"],
    trusts: "the roots of the operating system",
    connectsDirectly: false,
  },
  // MagicStack/asyncpg db8ecc2a38e16fb0c090aef6f5506547c2831c24: asyncpg/connect_utils.py (sslrootcert since 0.25, sslnegotiation since 0.30).
  // Tried with 0.27.
  {
    ...asyncpg,
    since: "0.25",
    tried: "0.27.0",
    modes: [
      ...unverified,
      { written: "sslmode=require", encrypts: "always", verifies: "nothing", withRoot: "chain" },
      { written: "sslmode=verify-ca", encrypts: "always", verifies: "chain", needsRoot: true },
      { written: "sslmode=verify-full", encrypts: "always", verifies: "name", needsRoot: true },
    ],
    rootOption: "sslrootcert",
    options: ["sslmode", "ssl", "sslcert", "sslkey", "sslpassword", "sslcrl", "ssl_min_protocol_version"],
    trusts: "`~/.postgresql/root.crt`",
    connectsDirectly: true,
  },
];
