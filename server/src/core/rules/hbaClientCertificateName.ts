import type { Rule } from "../ruleKit/rule.ts";

export const hbaClientCertificateName: Rule = {
  id: "hba-client-certificate-name",
  severity: "warning",
  serverEffect: null,
  summary: "The certificate of a client whose role the line names bears another name.",
  why: "With `cert` or `clientcert=verify-full` the name in the certificate (its common name, or with `clientname=DN` the whole subject) must be the role's, or lead to it by a map. Looked at are the certificates that a service file names together with a user, and files called after a role (`alice.crt`) in the data directory, beside postgresql.conf and beside the CA file. The server says only that certificate authentication failed.",
  instead:
    "Issue the certificate with `CN=` the role, or put `map=NAME` on the line and `NAME common-name role` into pg_ident.conf.",
  bad: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_ca_file = 'root.crt'
    -- root.crt: root --
    -- pg_hba.conf --
    hostssl all app,postgres all cert
    #           ^^^ its certificate is called postgres
    -- app.crt: root-client --
    `,
    `
    -- postgresql.conf --
    ssl = on
    ssl_ca_file = 'root.crt'
    -- root.crt: root --
    -- pg_hba.conf --
    hostssl all app all cert map=people
    #           ^^^
    -- pg_ident.conf --
    people somebody app
    -- app.crt: root-client --
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    ssl = on
    ssl_ca_file = 'root.crt'
    -- root.crt: root --
    -- pg_hba.conf --
    hostssl all app all cert map=people
    hostssl all other,all all cert
    hostssl all app all scram-sha-256 clientcert=verify-ca
    -- pg_ident.conf --
    people postgres app
    -- app.crt: root-client --
    `,
  ],
  hba(record, context, report) {
    for (const { span, title, reason } of context.judgeClients?.(record) ?? []) {
      report(span, `This line refuses the client with the certificate ${title}. ${reason}`);
    }
  },
};
