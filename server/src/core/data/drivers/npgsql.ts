import type { Driver } from "./driver.ts";

const npgsql = {
  id: "npgsql",
  name: "Npgsql",
  rootOption: "Root Certificate",
  trusts: "the roots of the operating system; since 5 `~/.postgresql/root.crt` in their place",
  usedBy: ["Entity Framework Core", "Dapper"],
} as const;

const options = [
  ...["SSL Mode", "Trust Server Certificate", "SSL Certificate", "SSL Key", "SSL Password"],
  "Check Certificate Revocation",
];
const pfx = ["PKCS #12"] as const;
const all = ["PEM, PKCS #1", "PEM, PKCS #8", "PKCS #12"] as const;
const verifying = [
  { written: "SSL Mode=VerifyCA", encrypts: "always", verifies: "chain" },
  { written: "SSL Mode=VerifyFull", encrypts: "always", verifies: "name" },
] as const;
const unverifying = [
  { written: "", encrypts: "if-possible", verifies: "nothing" },
  { written: "SSL Mode=Disable", encrypts: "never", verifies: "nothing" },
  { written: "SSL Mode=Allow", encrypts: "if-demanded", verifies: "nothing" },
  { written: "SSL Mode=Prefer", encrypts: "if-possible", verifies: "nothing" },
] as const;
const trusting = {
  written: "SSL Mode=Require;Trust Server Certificate=true",
  encrypts: "always",
  verifies: "nothing",
} as const;

/** Drivers of .NET; none was tried, since no registry at hand has them. */
export const npgsqlDrivers: readonly Driver[] = [
  // npgsql/npgsql v5.0.18 (6342a44414e1c861bebb173796e1c1ebf5713d1a): src/Npgsql/NpgsqlConnector.cs. A root certificate beside the system's
  // completes chains, and then the name is not compared.
  {
    ...npgsql,
    since: "3.2",
    until: "5.0",
    modes: [
      { written: "", encrypts: "never", verifies: "nothing" },
      { written: "SSL Mode=Disable", encrypts: "never", verifies: "nothing" },
      { written: "SSL Mode=Prefer", encrypts: "if-offered", verifies: "name", withRoot: "chain" },
      { written: "SSL Mode=Require", encrypts: "always", verifies: "name", withRoot: "chain" },
      trusting,
    ],
    options: ["SSL Mode", "Trust Server Certificate", "Client Certificate", "Check Certificate Revocation"],
    keys: pfx,
    oldestProtocol: "TLS 1.0",
    bindsChannel: true,
    connectsDirectly: false,
  },
  // v6.0.13 (d4ddf577aa85743be00d612ec60a76116e29a272), v7.0.10: src/Npgsql/Internal/NpgsqlConnector.cs.
  {
    ...npgsql,
    since: "6.0",
    until: "7.0",
    modes: [...unverifying, { written: "SSL Mode=Require", verifies: "nothing" }, trusting, ...verifying],
    options,
    keys: all,
    oldestProtocol: "TLS 1.0",
    bindsChannel: true,
    connectsDirectly: false,
  },
  // v8.0.8 (43e15ee3ba0fc31e8b3b24c09d5634141c487e40): the same file.
  {
    ...npgsql,
    since: "8.0",
    until: "8.0",
    modes: [
      ...unverifying,
      { written: "SSL Mode=Require", encrypts: "always", verifies: "nothing" },
      ...verifying,
    ],
    options: [...options, "Channel Binding"],
    keys: all,
    oldestProtocol: "TLS 1.0",
    bindsChannel: true,
    connectsDirectly: false,
  },
  // v9.0.5 (45e754067159c79bfb491efee8af4fcdbf8ecc7e), and 3cb5804b769b000a1fc88ad8e5e764667f0df4a1: the same file.
  {
    ...npgsql,
    since: "9.0",
    modes: [
      ...unverifying,
      { written: "SSL Mode=Require", encrypts: "always", verifies: "nothing" },
      ...verifying,
    ],
    options: [...options, "Channel Binding", "SSL Negotiation"],
    keys: all,
    oldestProtocol: "that of the operating system",
    bindsChannel: true,
    connectsDirectly: true,
  },
];
