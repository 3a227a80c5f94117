import type { Language } from "../model/language.ts";
import type { VersionRange } from "../model/serverVersion.ts";

/** Whole lines that are worth having ready. */
export interface LineSnippet extends VersionRange {
  readonly language: Language;
  readonly label: string;
  /** What it is for. */
  readonly detail: string;
  /** `<…>` marks what is to be replaced, with `|` between words to choose from. */
  readonly text: string;
}

/** Lines that set TLS up, by language. What is needed most comes first. */
export const lineSnippets: readonly LineSnippet[] = [
  {
    language: "pg-hba",
    label: "hostnossl and hostssl",
    detail: "enforce TLS for everybody",
    text: "hostnossl all all all reject\nhostssl all all all scram-sha-256",
  },
  {
    language: "pg-hba",
    label: "hostssl … scram-sha-256",
    detail: "password over TLS",
    text: "hostssl <all> <all> <10.0.0.0/8> scram-sha-256",
  },
  {
    language: "pg-hba",
    label: "hostssl … cert",
    detail: "mutual TLS: the client's certificate alone, its CN being the role",
    text: "hostssl <all> <all> <10.0.0.0/8> cert",
  },
  {
    language: "pg-hba",
    label: "hostssl … cert map",
    detail: "mutual TLS: the certificate's CN leads to roles through pg_ident.conf",
    text: "hostssl <all> <all> <10.0.0.0/8> cert map=<people>",
  },
  {
    language: "pg-hba",
    since: 14,
    label: "hostssl … cert clientname=DN map",
    detail: "mutual TLS: the certificate's whole subject leads to roles through pg_ident.conf",
    text: "hostssl <all> <all> <10.0.0.0/8> cert clientname=DN map=<people>",
  },
  {
    language: "pg-hba",
    label: "hostssl … scram-sha-256 clientcert=verify-full",
    detail: "mutual TLS: certificate and password",
    text: "hostssl <all> <all> <10.0.0.0/8> scram-sha-256 clientcert=verify-full",
  },
  {
    language: "pg-hba",
    label: "hostssl replication …",
    detail: "physical replication over TLS",
    text: "hostssl replication <replicator> <10.0.0.0/8> <scram-sha-256|cert>",
  },
  {
    language: "pg-hba",
    label: "hostnossl … reject",
    detail: "reject cleartext; belongs above the lines that let clients in",
    text: "hostnossl <all> <all> <all> reject",
  },
  {
    language: "pg-ident",
    label: "map … /^(.*)@example.com$ \\1",
    detail: "names of certificates with a domain to roles without it",
    text: "<people> /^(.*)@<example\\.com>$ \\1",
  },
  {
    language: "pg-ident",
    label: 'map … "/^CN=([^,]*),O=Example$" \\1',
    detail: "whole subjects of certificates (clientname=DN) to the roles in their CN",
    text: '<people> "/^CN=([^,]*),<O=Example>$" \\1',
  },
  {
    language: "pg-hosts",
    since: 19,
    label: "host certificate key",
    detail: "a certificate of its own for a host name (SNI)",
    text: "<db.example.com> <server.crt> <server.key>",
  },
  {
    language: "pg-hosts",
    since: 19,
    label: "host certificate key CA",
    detail: "a host name with its own certificate and its own CA for clients (SNI, mutual TLS)",
    text: "<db.example.com> <server.crt> <server.key> <root.crt>",
  },
  {
    language: "pg-hosts",
    since: 19,
    label: "hosts, * and /no_sni/",
    detail: "a host name (SNI), any other one, and clients that send none",
    text: "<db.example.com> <server.crt> <server.key>\n* <server.crt> <server.key>\n/no_sni/ <server.crt> <server.key>",
  },
  {
    language: "postgresql-conf",
    label: "ssl = on …",
    detail: "switch TLS on, with certificate and key",
    text: "ssl = on\nssl_cert_file = '<server.crt>'\nssl_key_file = '<server.key>'\nssl_min_protocol_version = '<TLSv1.2|TLSv1.3>'",
  },
  {
    language: "postgresql-conf",
    label: "ssl = on … ssl_ca_file",
    detail: "mutual TLS: clients show certificates, where pg_hba.conf requires them",
    text: "ssl = on\nssl_cert_file = '<server.crt>'\nssl_key_file = '<server.key>'\nssl_ca_file = '<root.crt>'",
  },
  {
    language: "postgresql-conf",
    label: "ssl = on … TLSv1.3 only",
    detail: "strict: TLS 1.3 and nothing older",
    text: "ssl = on\nssl_cert_file = '<server.crt>'\nssl_key_file = '<server.key>'\nssl_min_protocol_version = 'TLSv1.3'",
  },
  {
    language: "postgresql-conf",
    since: 19,
    label: "ssl_sni = on …",
    detail: "a certificate for each host name (SNI), from pg_hosts.conf",
    text: "ssl = on\nssl_sni = on",
  },
];
