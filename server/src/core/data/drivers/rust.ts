import type { Driver } from "./driver.ts";

const pem = ["PEM, PKCS #8"] as const;

/** Drivers of Rust; none was tried. */
export const rustDrivers: readonly Driver[] = [
  // rust-postgres/rust-postgres e506ab93b960dd0ab4a7aa69d80aad195b894e27: tokio-postgres/src/config.rs, tokio-postgres/src/connect_tls.rs,
  // postgres-native-tls/src/lib.rs. What is verified is the connector's doing in code: here the default of native-tls, openssl and rustls.
  {
    id: "tokio-postgres",
    name: "tokio-postgres, rust-postgres",
    since: "0.7",
    modes: [
      { written: "", encrypts: "if-offered", verifies: "name" },
      { written: "sslmode=disable", encrypts: "never", verifies: "nothing" },
      { written: "sslmode=prefer", encrypts: "if-offered", verifies: "name" },
      { written: "sslmode=require", encrypts: "always", verifies: "name" },
      { written: "sslmode=verify-ca", verifies: "nothing" },
      { written: "sslmode=verify-full", verifies: "nothing" },
    ],
    options: ["sslmode", "sslnegotiation", "channel_binding"],
    trusts: "the roots of the operating system, or those that the program gives its connector",
    keys: pem,
    oldestProtocol: "that of the connector",
    bindsChannel: true,
    connectsDirectly: true,
    usedBy: ["Diesel (async)", "SeaORM"],
  },
  // launchbadge/sqlx 9d6bf6629f172d32fe1e6cafe8071439d213fc75: sqlx-postgres/src/connection/tls.rs, sqlx-core/src/net/tls.
  {
    id: "sqlx",
    name: "SQLx",
    since: "0.5",
    modes: [
      { written: "", encrypts: "if-offered", verifies: "nothing" },
      { written: "sslmode=disable", encrypts: "never", verifies: "nothing" },
      { written: "sslmode=allow", encrypts: "never", verifies: "nothing" },
      { written: "sslmode=prefer", encrypts: "if-offered", verifies: "nothing" },
      { written: "sslmode=require", encrypts: "always", verifies: "nothing" },
      { written: "sslmode=verify-ca", encrypts: "always", verifies: "chain" },
      { written: "sslmode=verify-full", encrypts: "always", verifies: "name" },
    ],
    rootOption: "sslrootcert",
    options: ["sslmode", "sslcert", "sslkey"],
    trusts: "the roots of the operating system, or of Mozilla with `webpki`",
    keys: pem,
    oldestProtocol: "TLS 1.2",
    bindsChannel: false,
    connectsDirectly: false,
    usedBy: ["SeaORM"],
  },
  // prisma/prisma-engines 0d495ae9180553eaffd1caabaf54382b6188cdd6: quaint/src/connector/postgres/url.rs. An sslmode that it does not know
  // is `prefer`, and what it verifies depends on sslaccept alone. Prisma 7 connects with node-postgres.
  {
    id: "prisma",
    name: "Prisma's engine",
    until: "6",
    modes: [
      { written: "", encrypts: "if-offered", verifies: "nothing" },
      { written: "sslmode=disable", encrypts: "never", verifies: "nothing" },
      { written: "sslmode=prefer", encrypts: "if-offered", verifies: "nothing" },
      { written: "sslmode=require", encrypts: "always", verifies: "nothing" },
      { written: "sslmode=verify-ca", encrypts: "if-offered", verifies: "nothing" },
      { written: "sslmode=verify-full", encrypts: "if-offered", verifies: "nothing" },
      { written: "sslaccept=strict", encrypts: "if-offered", verifies: "name" },
      { written: "sslmode=require&sslaccept=strict", encrypts: "always", verifies: "name" },
    ],
    rootOption: "sslcert",
    options: ["sslmode", "sslaccept", "sslidentity", "sslpassword", "channel_binding"],
    trusts: "the roots of the operating system",
    keys: ["PKCS #12"],
    oldestProtocol: "that of native-tls",
    bindsChannel: true,
    connectsDirectly: false,
  },
];
