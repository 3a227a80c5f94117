import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { refusedClients } from "../x509/refusedClients.ts";

export const hbaClientCertificateName: Rule = {
  id: "hba-client-certificate-name",
  severity: "warning",
  serverEffect: null,
  summary: "The certificate of a client does not have the name of the role that the line admits.",
  instead:
    "Issue the certificate with `CN=` the role, or add `map=NAME` to the line and `NAME common-name role` to pg_ident.conf.",
  hba(record, context, report) {
    for (const { span, title, reason } of refusedClients(record, context)) {
      report(
        span,
        `The certificate ${title} does not match this role; issue another, or map its name to the role.`,
        {
          detail: `${reason} The server refuses this client's connections. Either issue a certificate with CN= the role, or add map=NAME to the line and NAME common-name role to pg_ident.conf.`,
        },
      );
    }
  },
};

export const hbaClientCertificateNamePage: RulePage = {
  why: "With `cert` or `clientcert=verify-full`, the name in the certificate (its common name, or the whole subject with `clientname=DN`) must be the role's or be mapped to it. Otherwise the server refuses the connection; with `cert` the client sees only “certificate authentication failed for user”. pgssl checks the certificates that a service file names together with a user, and files with the name of a role (`alice.crt`) in the data directory, beside postgresql.conf and beside the CA file.",
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
};
