import type { Language } from "../model/language.ts";
import type { VersionRange } from "../model/serverVersion.ts";

/** Whole lines that are worth having ready. */
export interface LineSnippet extends VersionRange {
  readonly language: Language;
  readonly label: string;
  /** What it is for. */
  readonly detail: string;
  /** What is meant to be replaced stands in `<…>`, with `|` between words to choose from. */
  readonly text: string;
}

/** Lines that set TLS up, by language. */
export const lineSnippets: readonly LineSnippet[] = [
  {
    language: "pg-hba",
    label: "hostssl … scram-sha-256",
    detail: "password over TLS",
    text: "hostssl <all> <all> <10.0.0.0/8> scram-sha-256",
  },
  {
    language: "pg-hba",
    label: "hostssl … cert",
    detail: "mutual TLS: the client's certificate alone",
    text: "hostssl <all> <all> <10.0.0.0/8> cert",
  },
  {
    language: "pg-hba",
    label: "hostssl … scram-sha-256 clientcert=verify-full",
    detail: "mutual TLS: certificate and password",
    text: "hostssl <all> <all> <10.0.0.0/8> scram-sha-256 clientcert=verify-full",
  },
  {
    language: "pg-hba",
    label: "hostnossl … reject",
    detail: "refuse clear text; belongs above the lines that let clients in",
    text: "hostnossl <all> <all> <all> reject",
  },
  {
    language: "pg-hba",
    label: "hostssl replication …",
    detail: "physical replication over TLS",
    text: "hostssl replication <replicator> <10.0.0.0/8> <scram-sha-256|cert>",
  },
  {
    language: "pg-hba",
    label: "hostnossl and hostssl",
    detail: "enforce TLS for everybody",
    text: "hostnossl all all all reject\nhostssl all all all scram-sha-256",
  },
  {
    language: "pg-ident",
    label: "map … /^(.*)@example.com$ \\1",
    detail: "names of certificates with a domain to roles without it",
    text: "<people> /^(.*)@<example\\.com>$ \\1",
  },
  {
    language: "pg-hosts",
    since: 19,
    label: "host certificate key",
    detail: "a certificate of its own for a host name (SNI)",
    text: "<db.example.com> <server.crt> <server.key>",
  },
  {
    language: "postgresql-conf",
    label: "ssl = on …",
    detail: "switch TLS on, with certificate and key",
    text: "ssl = on\nssl_cert_file = '<server.crt>'\nssl_key_file = '<server.key>'\nssl_min_protocol_version = '<TLSv1.2|TLSv1.3>'",
  },
];
