import type { Driver, DriverMode } from "./driver.ts";

const pgModesInCode: readonly DriverMode[] = [
  { written: "ssl: { rejectUnauthorized: false }", inCode: true, encrypts: "always", verifies: "nothing" },
  { written: "ssl: { ca }", inCode: true, encrypts: "always", verifies: "name" },
];

const verified = { encrypts: "always", verifies: "name" } as const;
const unverified = { encrypts: "always", verifies: "nothing" } as const;

const pg = {
  id: "node-postgres",
  name: "node-postgres (pg)",
  trusts: "the roots that Node brings along",
  keys: ["PEM, PKCS #1", "PEM, PKCS #8"],
  oldestProtocol: "TLS 1.2",
  usedBy: ["Prisma 7", "TypeORM", "Sequelize", "Knex", "Drizzle"],
} as const;

/** Drivers of Node. */
export const nodeDrivers: readonly Driver[] = [
  // brianc/node-postgres, tag pg@7.18.2: packages/pg/lib/connection.js. Tried with Node 12.22.12, the last that it connects with; a Node before
  // 12.22.5 (CVE-2021-22939) verified nothing where `ssl` was `true`. Neither this nor the next knows sslmode.
  {
    ...pg,
    since: "7.0",
    until: "7.18",
    tried: "7.18.2",
    modes: [
      { written: "", encrypts: "never", verifies: "nothing" },
      { written: "sslmode=require", encrypts: "never", verifies: "nothing" },
      { written: "sslmode=verify-full", encrypts: "never", verifies: "nothing" },
      { written: "ssl=true", ...verified },
      ...pgModesInCode,
    ],
    options: ["ssl"],
    bindsChannel: false,
    connectsDirectly: false,
  },
  // The same, tag pg@8.0.3. Tried.
  {
    ...pg,
    since: "8.0",
    until: "8.2",
    tried: "8.0.3",
    modes: [
      { written: "", encrypts: "never", verifies: "nothing" },
      { written: "sslmode=require", encrypts: "never", verifies: "nothing" },
      { written: "sslmode=verify-full", encrypts: "never", verifies: "nothing" },
      { written: "ssl=true", ...verified },
      ...pgModesInCode,
    ],
    options: ["ssl"],
    bindsChannel: false,
    connectsDirectly: false,
  },
  // brianc/node-postgres c9e57617bc92c2ded23a75345f50eadc527bd131: packages/pg-connection-string/index.js (sslmode since 2.3.0, which pg 8.3
  // requires; uselibpqcompat since 2.8.0; what its modes will mean in 3.0.0 is announced there), packages/pg/lib/connection.js. Tried.
  {
    ...pg,
    since: "8.3",
    tried: "8.23.1",
    modes: [
      { written: "", encrypts: "never", verifies: "nothing", withRoot: "name", encryptsWithRoot: "always" },
      { written: "sslmode=disable", encrypts: "never", verifies: "nothing" },
      { written: "sslmode=allow", ...verified },
      { written: "sslmode=prefer", ...verified },
      { written: "sslmode=require", ...verified },
      { written: "sslmode=verify-ca", ...verified },
      { written: "sslmode=verify-full", ...verified },
      { written: "sslmode=no-verify", ...unverified },
      { written: "ssl=true", ...verified },
      { written: "uselibpqcompat=true&sslmode=prefer", ...unverified },
      { written: "uselibpqcompat=true&sslmode=require", ...unverified, withRoot: "chain" },
      {
        written: "uselibpqcompat=true&sslmode=verify-ca",
        encrypts: "always",
        verifies: "chain",
        needsRoot: true,
      },
      { written: "uselibpqcompat=true&sslmode=verify-full", ...verified },
      ...pgModesInCode,
    ],
    rootOption: "sslrootcert",
    options: ["sslmode", "ssl", "sslcert", "sslkey", "uselibpqcompat", "sslnegotiation"],
    bindsChannel: false,
    connectsDirectly: true,
  },
  // porsager/postgres e7dfa14519f363229ccc3ead7b1b2f2051937efb (3.4.9): src/index.js, src/connection.js. Tried. It passes sslrootcert on to
  // the server, which refuses it. An address is no name for SNI, and without one Node compares with its own default, `localhost`: tried, too.
  {
    id: "postgres.js",
    name: "postgres.js",
    since: "3.4",
    tried: "3.4.9",
    comparesAddressAs: "localhost",
    modes: [
      { written: "", encrypts: "never", verifies: "nothing" },
      { written: "sslmode=disable", encrypts: "never", verifies: "nothing" },
      { written: "sslmode=allow", ...unverified },
      { written: "sslmode=prefer", encrypts: "if-offered", verifies: "nothing" },
      { written: "sslmode=require", ...unverified },
      { written: "sslmode=verify-ca", ...verified },
      { written: "sslmode=verify-full", ...verified },
      { written: "ssl=true", ...verified },
      ...pgModesInCode,
    ],
    options: ["sslmode", "ssl", "sslnegotiation"],
    trusts: "the roots that Node brings along",
    keys: ["PEM, PKCS #1", "PEM, PKCS #8"],
    oldestProtocol: "TLS 1.2",
    bindsChannel: false,
    connectsDirectly: true,
    usedBy: ["Drizzle"],
  },
];
