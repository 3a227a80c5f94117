import type { Driver } from "./driver.ts";

const common = {
  rootOption: "sslrootcert",
  keys: ["PEM, PKCS #1", "PEM, PKCS #8"],
  oldestProtocol: "TLS 1.2, as Go has it since 1.18",
  bindsChannel: false,
} as const;
const verifyCa = { written: "sslmode=verify-ca", encrypts: "always", verifies: "chain" } as const;
const verifyFull = { written: "sslmode=verify-full", encrypts: "always", verifies: "name" } as const;
const require = {
  written: "sslmode=require",
  encrypts: "always",
  verifies: "nothing",
  withRoot: "chain",
} as const;

const refusing = [
  { written: "sslmode=disable", encrypts: "never", verifies: "nothing" },
  { written: "sslmode=allow", verifies: "nothing" },
  { written: "sslmode=prefer", verifies: "nothing" },
] as const;
const pq = {
  ...common,
  id: "pq",
  name: "lib/pq",
  options: ["sslmode", "sslcert", "sslkey", "sslinline", "sslsni"],
  trusts: "the roots of the operating system",
  connectsDirectly: false,
} as const;

/** Drivers of Go. */
export const goDrivers: readonly Driver[] = [
  // jackc/pgx 728cefa8008f2b06aeca071cd3239862aa80f9af: pgconn/config.go, and v5.10.0 (sslnegotiation since 5.7, channel binding since 5.8).
  // Tried with 4.15 (jackc/pgconn).
  {
    ...common,
    id: "pgx",
    name: "pgx",
    since: "4.0",
    tried: "4.15.0",
    modes: [
      { written: "", encrypts: "if-possible", verifies: "nothing" },
      { written: "sslmode=disable", encrypts: "never", verifies: "nothing" },
      { written: "sslmode=allow", encrypts: "if-demanded", verifies: "nothing" },
      { written: "sslmode=prefer", encrypts: "if-possible", verifies: "nothing" },
      require,
      verifyCa,
      verifyFull,
    ],
    options: ["sslmode", "sslcert", "sslkey", "sslpassword", "sslsni", "sslnegotiation"],
    trusts: "the roots of the operating system",
    bindsChannel: true,
    connectsDirectly: true,
    usedBy: ["GORM", "sqlc"],
  },
  // lib/pq v1.10.7: ssl.go. Tried. It compares the host name also where only the CA was to be verified.
  {
    ...pq,
    since: "1.0",
    until: "1.10",
    tried: "1.10.7",
    modes: [
      { ...require, written: "", withRoot: "name" },
      ...refusing,
      { ...require, withRoot: "name" },
      { written: "sslmode=verify-ca", encrypts: "always", verifies: "name" },
      verifyFull,
    ],
  },
  // lib/pq v1.11.0: ssl.go. Not tried.
  {
    ...pq,
    since: "1.11",
    until: "1.11",
    modes: [{ ...require, written: "" }, ...refusing, require, verifyCa, verifyFull],
  },
  // lib/pq f4654a41a62bc974ea825de270c44f577721205e: ssl.go, CHANGELOG.md (prefer and allow since 1.12; the release
  // after it is to have prefer as the default). Not tried.
  {
    ...common,
    id: "pq",
    name: "lib/pq",
    since: "1.12",
    until: "1.12",
    modes: [
      { ...require, written: "" },
      { written: "sslmode=disable", encrypts: "never", verifies: "nothing" },
      { written: "sslmode=allow", encrypts: "if-demanded", verifies: "nothing" },
      { written: "sslmode=prefer", encrypts: "if-possible", verifies: "nothing", withRoot: "chain" },
      require,
      verifyCa,
      verifyFull,
    ],
    options: [
      "sslmode",
      "sslcert",
      "sslkey",
      "sslinline",
      "sslsni",
      "sslnegotiation",
      "ssl_min_protocol_version",
    ],
    trusts: "`~/.postgresql/root.crt`, else the roots of the operating system",
    connectsDirectly: true,
  },
];
