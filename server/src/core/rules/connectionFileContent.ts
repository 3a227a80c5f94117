import type { FileFacts } from "../cluster/cluster.ts";
import { isClosed } from "../cluster/serverAccess.ts";
import { inConnections, modeOf, namedBy, unusableFile } from "../ruleKit/connectionFiles.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A file that a connection names and that libpq cannot use. */
export const connectionFileContent: Rule = {
  id: "connection-file-content",
  severity: "error",
  serverEffect: "connection-error",
  summary:
    "A service, or `primary_conninfo`, names a file that holds something else than it should, or that cannot be read.",
  instead: "Name the right file, or give the server's user permission to read it.",
  ...inConnections((connection, report) => {
    if (modeOf(connection) === "disable") return;
    for (const [keyword, { what, holds, logged }] of Object.entries(contents)) {
      const { parameter, file } = namedBy(connection, keyword) ?? {};
      if (!parameter || !file) continue;
      const { standby } = connection;
      if (standby && file.stat?.kind === "file" && isClosed({ ...file, uri: file.uri ?? "" }, standby))
        report(
          parameter.valueSpan,
          `The server's user has no permission to read the file of ${keyword}; use chown or chmod.`,
          unusableFile(connection, logged),
        );
      else if (file.state === "directory" || lacks(file, holds))
        report(
          parameter.valueSpan,
          `${keyword} must name a file with ${what} in PEM; this ${file.pem ? "file has none" : "is a folder"}.`,
          unusableFile(connection, logged),
        );
    }
  }),
};

export const connectionFileContentPage: RulePage = {
  why: "libpq opens these files for each connection: roots and client certificates are certificates in PEM, a key is a private key. A standby opens them as the server's user.",
  bad: [
    `
      -- roots.crt: leaf-key --
      -- pg_service.conf --
      [shop]
      sslmode=verify-full
      sslrootcert=/data/roots.crt
      #           ^^^^^^^^^^^^^^^
    `,
    `
      -- client.key: leaf --
      -- postgresql.conf --
      primary_conninfo = 'host=primary sslmode=require sslkey=client.key'
      #                                                       ^^^^^^^^^^
    `,
    `
      -- client.key: leaf-key mode=0600 owner=0 --
      -- postgresql.conf --
      primary_conninfo = 'host=primary sslmode=require sslkey=client.key'
      #                                                       ^^^^^^^^^^ only root can read it
    `,
  ],
  good: [
    `
      -- roots.crt: root --
      -- client.key: leaf-key mode=0600 --
      -- pg_service.conf --
      [shop]
      sslmode=verify-full
      sslrootcert=/data/roots.crt
      sslkey=/data/client.key
    `,
  ],
};

type Block = NonNullable<FileFacts["pem"]>["blocks"][number];

/** Whether a file has nothing of what it should hold. libpq reads keys in DER as well; of a block that cannot be decoded nothing is known. */
function lacks({ pem }: FileFacts, holds: (block: Block) => boolean): boolean {
  if (!pem || pem.form === "der-key") return false;
  return !pem.blocks.some((block) => holds(block) || block.problem !== undefined || block.damaged);
}

/** What the file of a keyword must hold, and what libpq says where it does not. */
const contents: Readonly<
  Record<
    string,
    { readonly what: string; readonly logged: string; readonly holds: (block: Block) => boolean }
  >
> = {
  sslrootcert: {
    what: "certificates",
    logged: "could not read root certificate file",
    holds: ({ certificate, crl }) => certificate !== undefined || crl !== undefined,
  },
  sslcert: {
    what: "a certificate",
    logged: "could not read certificate file",
    holds: ({ certificate }) => certificate !== undefined,
  },
  sslkey: {
    what: "a private key",
    logged: "could not load private key file",
    holds: ({ key }) => key !== undefined,
  },
};
