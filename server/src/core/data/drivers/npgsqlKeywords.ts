/** A keyword of Npgsql's connection strings. */
export interface NpgsqlKeyword {
  /** As Npgsql writes it; without its blanks it is known as well, and without regard to case. */
  readonly name: string;
  readonly also?: readonly string[];
  /** Words, known without regard to case. */
  readonly values?: readonly string[];
  /** The keyword of libpq for a secret. */
  readonly secret?: "password" | "sslpassword";
}

const flag = ["true", "false"];

/** Keywords of Npgsql that are about the server and TLS (npgsql/npgsql 45e754067159, src/Npgsql/NpgsqlConnectionStringBuilder.cs). */
export const npgsqlKeywords: readonly NpgsqlKeyword[] = [
  { name: "Host", also: ["Server"] },
  { name: "Port" },
  { name: "Database", also: ["DB"] },
  { name: "Username", also: ["User Name", "User Id", "UID"] },
  { name: "Password", also: ["PSW", "PWD"], secret: "password" },
  { name: "Passfile" },
  { name: "SSL Mode", values: ["Disable", "Allow", "Prefer", "Require", "VerifyCA", "VerifyFull"] },
  { name: "Root Certificate" },
  { name: "SSL Certificate" },
  { name: "SSL Key" },
  { name: "SSL Password", secret: "sslpassword" },
  { name: "SSL Negotiation", values: ["Postgres", "Direct"] },
  { name: "Channel Binding", values: ["Disable", "Prefer", "Require"] },
  { name: "Check Certificate Revocation", values: flag },
  { name: "Trust Server Certificate", values: flag },
];

const byName = new Map(
  npgsqlKeywords.flatMap((keyword) =>
    [keyword.name, ...(keyword.also ?? [])].flatMap((name) => [
      [plain(name), keyword] as const,
      [plain(name).replaceAll(" ", ""), keyword] as const,
    ]),
  ),
);

/** The keyword that a name gives. */
export function npgsqlKeyword(name: string): NpgsqlKeyword | undefined {
  return byName.get(plain(name));
}

function plain(name: string): string {
  return name.toLowerCase();
}

/** Keywords of libpq that Npgsql refuses, and what they are there; none is one of another library of .NET. */
export const libpqInNpgsql: ReadonlyMap<string, string> = new Map([
  ["sslrootcert", "Root Certificate"],
  ["channel_binding", "Channel Binding"],
  ["dbname", "Database"],
]);

/** Values of libpq that no library of .NET knows, and what they are in Npgsql. */
export const libpqValuesInNpgsql: ReadonlyMap<string, string> = new Map([
  ["verify-ca", "VerifyCA"],
  ["verify-full", "VerifyFull"],
  ["no-verify", "Require"],
]);
