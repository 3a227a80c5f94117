import type { Driver, DriverMode } from "./driver.ts";

/** The modes of libpq, which those who wrote a driver anew mostly took as their example. */
const libpqModes: readonly DriverMode[] = [
  { written: "", encrypts: "if-possible", verifies: "nothing", withRoot: "chain" },
  { written: "sslmode=disable", encrypts: "never", verifies: "nothing" },
  { written: "sslmode=allow", encrypts: "if-demanded", verifies: "nothing", withRoot: "chain" },
  { written: "sslmode=prefer", encrypts: "if-possible", verifies: "nothing", withRoot: "chain" },
  { written: "sslmode=require", encrypts: "always", verifies: "nothing", withRoot: "chain" },
  { written: "sslmode=verify-ca", encrypts: "always", verifies: "chain", needsRoot: true },
  { written: "sslmode=verify-full", encrypts: "always", verifies: "name", needsRoot: true },
];

const common = {
  modes: libpqModes,
  rootOption: "sslrootcert",
  options: [
    "sslmode",
    "sslnegotiation",
    "sslcert",
    "sslkey",
    "sslpassword",
    "sslcrl",
    "channel_binding",
    "ssl_min_protocol_version",
  ],
  trusts: "`~/.postgresql/root.crt`",
  keys: ["PEM, PKCS #1", "PEM, PKCS #8", "DER, PKCS #8"],
  oldestProtocol: "TLS 1.2",
  bindsChannel: true,
  connectsDirectly: true,
} as const;

// Their own code passes the string on; what is verified is libpq's doing (postgres/postgres, fe-secure-openssl.c). Tried with libpq 15.
/** Drivers that are libpq under another name. */
export const libpqDrivers: readonly Driver[] = [
  {
    ...common,
    id: "psycopg2",
    name: "psycopg2",
    tried: "2.9.5",
    usedBy: ["Django", "SQLAlchemy `postgresql+psycopg2:`"],
  },
  {
    ...common,
    id: "psycopg",
    name: "psycopg 3",
    tried: "3.1.7",
    usedBy: ["Django", "SQLAlchemy `postgresql+psycopg:`"],
  },
  { ...common, id: "ruby-pg", name: "ruby-pg", tried: "1.4.5", usedBy: ["Rails"] },
];
