/** A word with a meaning of its own in a column of pg_hba.conf, when no quotation mark precedes it. */
export interface HbaKeyword {
  readonly column: "database" | "user" | "address";
  readonly name: string;
  /** Markdown. */
  readonly documentation: string;
}

/** The keywords of the columns for databases, users and addresses (manual, "The pg_hba.conf File"). */
export const hbaKeywords: readonly HbaKeyword[] = [
  {
    column: "database",
    name: "all",
    documentation: "Every database. Physical replication is not meant: that takes `replication`.",
  },
  {
    column: "database",
    name: "sameuser",
    documentation: "The database that is called like the role that connects.",
  },
  {
    column: "database",
    name: "samerole",
    documentation: "Any database whose name is a role of which the connecting role is a member.",
  },
  {
    column: "database",
    name: "samegroup",
    documentation: "The old spelling of `samerole`.",
  },
  {
    column: "database",
    name: "replication",
    documentation:
      'Physical replication connections, which name no database. Logical replication matches by its database. A database of this name is written `"replication"`.',
  },
  { column: "user", name: "all", documentation: "Every role." },
  {
    column: "address",
    name: "all",
    documentation: "Every client address, IPv4 and IPv6.",
  },
  {
    column: "address",
    name: "samehost",
    documentation: "Any of the server's own addresses.",
  },
  {
    column: "address",
    name: "samenet",
    documentation: "Any address of a network to which the server is connected directly.",
  },
];

/** The keyword of a column, or `undefined` for any other word. */
export function hbaKeyword(column: HbaKeyword["column"], name: string): HbaKeyword | undefined {
  return hbaKeywords.find((keyword) => keyword.column === column && keyword.name === name);
}
