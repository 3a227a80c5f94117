import type { Rule, RulePage } from "../ruleKit/rule.ts";

/** A standby whose primary is at hand, and that gets no connection to it. */
export const standbyRefused: Rule = {
  id: "standby-refused",
  severity: "warning",
  serverEffect: null,
  summary: "The standby gets no connection to its primary, by the files of both.",
  instead: "Change what the message names, on the primary or in `primary_conninfo`.",
  standby({ connection, host, clientRefuses, serverRefuses, certificate }, report) {
    const { parameters } = connection;
    const spanOf = (...keywords: readonly string[]) => {
      const found = keywords.flatMap((keyword) => parameters.find(({ name }) => name === keyword) ?? []);
      return found[0]?.valueSpan ?? connection.place.span;
    };
    const related = certificate && {
      related: [{ place: certificate, message: "The primary's certificate is named here." }],
    };
    if (clientRefuses) {
      const { cause, reason } = clientRefuses;
      const detail = `${reason} Each attempt of the standby to connect fails.`;
      if (cause === "name")
        report(
          spanOf("host"),
          `The primary's certificate does not cover ${host}; add the name to it, or use one that it covers.`,
          { detail, ...related },
        );
      else if (cause === "chain")
        report(
          spanOf("sslrootcert", "sslmode"),
          "The primary's certificate is not verified by this root; name the root of its CA in sslrootcert.",
          { detail, ...related },
        );
      else
        report(
          spanOf("sslmode", "host"),
          "The primary does not offer what this string demands; change the string or the primary.",
          { detail },
        );
    } else if (serverRefuses) {
      const { reason, record } = serverRefuses;
      report(
        spanOf("user"),
        "The primary refuses this connection; add a record for replication to its pg_hba.conf, or correct it.",
        {
          detail: reason,
          ...(record && { related: [{ place: record, message: "This record of the primary decides." }] }),
        },
      );
    }
  },
};

export const standbyRefusedPage: RulePage = {
  why: "Where one of the clusters at hand fits `primary_conninfo` (its port, and the host by its certificate, `listen_addresses` or `cluster_name`), its certificate and records are compared with the string: the name for `verify-full`, the chain to `sslrootcert`, a record for `replication` that admits the role. Otherwise the standby starts, and receives no WAL.",
  bad: [
    `
      -- postgresql.conf --
      primary_conninfo = 'host=db user=replicator sslmode=verify-full sslrootcert=root.crt'
      #                        ^^ the certificate has db.example.com
      -- root.crt: root --
      -- primary/postgresql.conf --
      ssl = on
      -- primary/server.crt: leaf + intermediate --
      -- primary/server.key: leaf-key --
      -- primary/pg_hba.conf --
      hostssl replication replicator all scram-sha-256
    `,
    `
      -- postgresql.conf --
      primary_conninfo = 'host=db.example.com user=replicator sslmode=verify-full sslrootcert=root.crt'
      #                                                                                       ^^^^^^^^
      -- root.crt: other-root --
      -- primary/postgresql.conf --
      ssl = on
      -- primary/server.crt: leaf + intermediate --
      -- primary/server.key: leaf-key --
      -- primary/pg_hba.conf --
      hostssl replication replicator all scram-sha-256
    `,
    `
      -- postgresql.conf --
      primary_conninfo = 'host=db.example.com user=replicator sslmode=require'
      #                                            ^^^^^^^^^^ "all" is not for replication
      -- primary/postgresql.conf --
      ssl = on
      -- primary/server.crt: leaf + intermediate --
      -- primary/server.key: leaf-key --
      -- primary/pg_hba.conf --
      hostssl all all all scram-sha-256
    `,
  ],
  good: [
    `
      -- postgresql.conf --
      primary_conninfo = 'host=db.example.com user=replicator sslmode=verify-full sslrootcert=root.crt'
      -- root.crt: root --
      -- primary/postgresql.conf --
      ssl = on
      -- primary/server.crt: leaf + intermediate --
      -- primary/server.key: leaf-key --
      -- primary/pg_hba.conf --
      hostssl replication replicator all scram-sha-256
    `,
    `
      -- postgresql.conf --
      primary_conninfo = 'host=db.example.com user=replicator sslmode=require'
      -- primary/postgresql.conf --
      ssl = on
      -- primary/server.crt: leaf + intermediate --
      -- primary/server.key: leaf-key --
      -- primary/pg_hba.conf --
      hostssl all all all scram-sha-256
      -- other/postgresql.conf --
      ssl = on
      -- other/server.crt: leaf + intermediate --
      -- other/server.key: leaf-key --
      -- other/pg_hba.conf --
      hostssl all all all scram-sha-256
    `,
    `
      -- postgresql.conf --
      primary_conninfo = 'host=db.example.com port=5433 user=replicator sslmode=require'
      -- primary/postgresql.conf --
      ssl = on
      -- primary/server.crt: leaf + intermediate --
      -- primary/server.key: leaf-key --
      -- primary/pg_hba.conf --
      hostssl all all all scram-sha-256
    `,
  ],
};
