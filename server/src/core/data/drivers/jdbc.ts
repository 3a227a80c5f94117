import type { Driver } from "./driver.ts";

const unverified = { encrypts: "always", verifies: "nothing" } as const;

/** Drivers of Java. */
export const jdbcDrivers: readonly Driver[] = [
  // pgjdbc/pgjdbc 3a699d57d957ca0c2b86e619d001a8763a130027: jdbc/SslMode.java, ssl/LibPQFactory.java, ssl/MakeSSL.java, PGProperty.java below
  // pgjdbc/src/main/java/org/postgresql. sslNegotiation and channelBinding came with 42.7.4, PEM keys (.pem) with 42.7.9.
  // The modes were tried with 42.5.5.
  {
    id: "pgjdbc",
    name: "JDBC (pgjdbc)",
    since: "42.2.5",
    tried: "42.5.5",
    modes: [
      { written: "", encrypts: "if-possible", verifies: "nothing" },
      { written: "sslmode=disable", encrypts: "never", verifies: "nothing" },
      { written: "sslmode=allow", encrypts: "if-demanded", verifies: "nothing" },
      { written: "sslmode=prefer", encrypts: "if-possible", verifies: "nothing" },
      { written: "sslmode=require", ...unverified },
      { written: "sslmode=verify-ca", encrypts: "always", verifies: "chain", needsRoot: true },
      { written: "sslmode=verify-full", encrypts: "always", verifies: "name", needsRoot: true },
      { written: "ssl=true", encrypts: "always", verifies: "name", needsRoot: true },
      { written: "ssl=true&sslmode=require", ...unverified },
      { written: "sslmode=require&sslfactory=org.postgresql.ssl.NonValidatingFactory", ...unverified },
      {
        written: "sslmode=verify-ca&sslfactory=org.postgresql.ssl.NonValidatingFactory",
        ...unverified,
      },
    ],
    rootOption: "sslrootcert",
    options: [
      ...["sslmode", "ssl", "sslfactory", "sslfactoryarg", "sslcert", "sslkey", "sslpassword"],
      ...["sslhostnameverifier", "sslNegotiation", "channelBinding", "pemKeyAlgorithm"],
    ],
    trusts: "`~/.postgresql/root.crt`",
    keys: ["DER, PKCS #8", "PKCS #12"],
    oldestProtocol: "that of the Java runtime: TLS 1.2",
    bindsChannel: true,
    connectsDirectly: true,
    usedBy: ["Spring", "Hibernate", "HikariCP"],
  },
];
