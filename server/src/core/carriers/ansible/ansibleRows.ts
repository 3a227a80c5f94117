import {
  addresses,
  mappings,
  options,
  quotesIfBare,
  records,
  recordsAsIs,
  setting,
  settings,
  type Variable,
} from "./ansibleKinds.ts";
import { pigsty } from "./ansiblePigsty.ts";

/** The variables of Ansible's roles, in the order in which their templates write what they hold. */
export const variables: ReadonlyMap<string, Variable> = new Map<string, Variable>([
  // geerlingguy/ansible-role-postgresql, templates/pg_hba.conf.j2 and tasks/configure.yml, at dbb2f6767748beed4f58c29adf76c6ec024679ed.
  ["postgresql_hba_entries", recordsAsIs("auth_method")],
  ["postgresql_global_config_options", options("option")],
  // linux-system-roles/postgresql, templates/pg_hba.conf.j2 and postgresql.conf.j2, at 2f38117dc5a8b55641041bb3250ca0d61eb076c8.
  ["postgresql_pg_hba_conf", recordsAsIs("auth_method")],
  ["postgresql_server_conf", settings(true)],
  // galaxyproject/ansible-postgresql, templates/25ansible_postgresql.conf.j2, at f554d7ff5c7b440bc54027da44b2f8772b19496d; others have
  // a variable of the name, and put values in quotes.
  ["postgresql_conf", settings(false)],
  // kostiantyn-nemchenko/ansible-role-postgresql, templates/pg_hba.conf.j2, at c0cc215aba35148df696cb730f4e4e619a26ef34.
  ["postgresql_hba_conf", recordsAsIs("auth_method")],
  // ANXS/postgresql, templates/pg_hba.conf.j2, pg_ident.conf.j2 and postgresql.conf-17.j2, at f584098c83e01861c8364e78ff744bf7001db384.
  ["postgresql_pg_hba_default", records()],
  ["postgresql_pg_hba_md5_hosts", addresses("md5")],
  ["postgresql_pg_hba_passwd_hosts", addresses("password")],
  ["postgresql_pg_hba_trust_hosts", addresses("trust")],
  ["postgresql_pg_hba_custom", records()],
  ["postgresql_pg_ident", mappings],
  ["postgresql_password_encryption", setting("password_encryption")],
  ["postgresql_ssl_ca_file", setting("ssl_ca_file")],
  ["postgresql_ssl_cert_file", setting("ssl_cert_file")],
  ["postgresql_ssl_ciphers", setting("ssl_ciphers")],
  ["postgresql_ssl_crl_file", setting("ssl_crl_file")],
  ["postgresql_ssl_ecdh_curve", setting("ssl_ecdh_curve")],
  ["postgresql_ssl_key_file", setting("ssl_key_file")],
  ["postgresql_ssl_max_protocol_version", setting("ssl_max_protocol_version")],
  ["postgresql_ssl_min_protocol_version", setting("ssl_min_protocol_version")],
  // vitabaks/autobase, automation/roles/patroni/templates, at d10e67554fff1bf1de7e2f8559aaf97c4569a59d.
  ["postgresql_pg_hba", records()],
  ["postgresql_parameters", { ...options("option", quotesIfBare), part: "patroni" }],
  ["local_postgresql_parameters", { ...options("option", quotesIfBare), part: "patroni" }],
  // debops/debops, ansible/roles/postgresql_server/templates/etc/postgresql, at 65b66ff984814b7565b2605874a81aed713955d2.
  ...["system", "replication", "public", "trusted", "local", "remote"].map(
    (name) => [`postgresql_server__hba_${name}`, records({ filledIn: "*postgres*" })] as const,
  ),
  ["postgresql_server__ssl_ciphers", setting("ssl_ciphers")],
  // robertdebock/ansible-role-postgres, and buluma's copy of it, templates/pg_hba.conf.j2, at d23ea5cdabccaa6530d5e5be569e96a98858d51c.
  ["postgres_hba_entries", records()],
  // ome/ansible-role-postgresql, templates/pg_hba-conf.j2, at a54644965fd096e8d314de711bda0f77694272cc.
  ["postgresql_server_auth", records({ defaults: { type: "host", method: "md5" } })],
  // It sorts both lists together.
  ["pg_default_hba_rules", { ...pigsty, part: "defaults" }],
  ["pg_hba_rules", pigsty],
  // Of many authors, with the same fields.
  ["postgresql_hba", records()],
  ["postgresql_hba_rules", records()],
  ["postgresql_pg_hba_entries", records()],
  ["pg_hba_entries", records()],
]);
