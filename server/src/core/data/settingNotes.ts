/**
 * What a person should know of a setting beside its type and range: how it works, where its paths start, what changed
 * with versions, what goes wrong. Markdown, by the name in lower case. When a change takes effect is in the tables.
 */
export const settingNotes: Readonly<Record<string, string>> = {
  // TLS
  ssl: "Lets clients encrypt their connections; `hostssl` lines of pg_hba.conf demand it. The certificate and key must be in place before it is turned on: with files that do not fit together the server does not start, and a reload keeps the old configuration. While it is off, none of the other TLS settings is looked at.",
  ssl_cert_file:
    "The server's certificate in PEM form, followed by the intermediate certificates up to, not including, the root. A relative path starts in the data directory. The server reads it at start and at each reload, and does not check names or dates. From 19 on `pg_hosts.conf` takes its place when `ssl_sni` is on and the file holds anything.",
  ssl_key_file:
    "The private key of the server's certificate in PEM form. It must be a regular file that belongs to the server's user, with no right for anyone else (0600), or to root, readable by a group (0640). A relative path starts in the data directory. An encrypted key needs `ssl_passphrase_command`.",
  ssl_ca_file:
    "The certificates of the authorities whose client certificates are trusted, in PEM form, one after another. Without it no client certificate can be verified: `cert` and `clientcert=` lines load, and their connections fail. The names in it are sent to clients. A relative path starts in the data directory.",
  ssl_crl_file:
    "Lists of revoked client certificates in PEM form. Once any list is given, a list of every authority in the chain must be there and not be outdated, else all of its certificates are refused. A relative path starts in the data directory.",
  ssl_crl_dir:
    "A folder of CRLs, since PostgreSQL 14. Each needs a name made of its issuer's hash, as `openssl rehash` makes them; others are ignored without a word, as is a folder that does not exist. Lists are read when a connection needs them, so a new one works without a reload.",
  ssl_ciphers:
    "The ciphers of TLS 1.2 and older, as an OpenSSL cipher list. It has no say in TLS 1.3: from 18 on that is `ssl_tls13_ciphers`. Names that OpenSSL does not know are skipped, and a list that leaves none stops the start.",
  ssl_tls13_ciphers:
    "The cipher suites of TLS 1.3, joined by colons, since PostgreSQL 18; empty leaves the choice to OpenSSL. OpenSSL 1.1.1 refuses a list with an unknown name, OpenSSL 3 one in which it knows none.",
  ssl_prefer_server_ciphers:
    "Whether the order of the server's ciphers counts and not that of the client's. Leave it on unless clients without AES hardware should choose.",
  ssl_ecdh_curve:
    "The one curve of the ECDH key exchange, by OpenSSL's short name (`prime256v1`, not `P-256`). It takes no list, and `X25519` is refused. PostgreSQL 18 renamed it to `ssl_groups` and takes the old name still.",
  ssl_groups:
    "The curves and groups of the key exchange, joined by colons, the preferred ones first, since PostgreSQL 18; before it was `ssl_ecdh_curve` with a single curve. Any name that OpenSSL does not know stops the start: `X25519MLKEM768` needs OpenSSL 3.5.",
  ssl_min_protocol_version:
    "The oldest version of TLS that clients may use. It cannot be empty. `TLSv1` and `TLSv1.1` are withdrawn (RFC 8996); the default is `TLSv1.2`.",
  ssl_max_protocol_version:
    "The newest version of TLS that clients may use; empty means any. One that is older than `ssl_min_protocol_version` stops the start, yet only while `ssl` is on.",
  ssl_dh_params_file:
    "Parameters for the Diffie-Hellman key exchange of TLS 1.2, in PEM form; empty means a built-in group of 2048 bits. Rarely needed. A file that cannot be read stops the start, while a reload falls back to the built-in group.",
  ssl_passphrase_command:
    "A command whose first line of output is the passphrase of the private key; `%p` is replaced by a prompt, `%%` by a percent sign. It runs in a shell in the data directory, only for an encrypted key. From 16 on any other `%` is an error, which stops the start, or on a reload even the running server. pgssl never runs it.",
  ssl_passphrase_command_supports_reload:
    "Whether `ssl_passphrase_command` may run at a reload, where it cannot prompt at a terminal. While off, an encrypted key cannot be read again, and a reload keeps the old SSL configuration.",
  ssl_library:
    "The TLS library that the server was built with, empty for none. It can only be read; a line that sets it stops the start.",
  ssl_renegotiation_limit: "Without effect since PostgreSQL 9.5. Only 0 is valid; leave it out.",
  ssl_sni:
    "Whether the server chooses its certificate by the host name that the client requests, with `pg_hosts.conf`, since PostgreSQL 19. While off, that file is not read. When it is on and the file holds anything, `ssl_cert_file`, `ssl_key_file` and `ssl_ca_file` are not even opened.",
  hosts_file:
    "The file with certificates by host name, since PostgreSQL 19, used when `ssl_sni` is on. By default `pg_hosts.conf` beside postgresql.conf. A relative path starts in the folder in which the server is started.",

  // Authentication
  authentication_timeout:
    "How long a client may take to log in; then the server ends the connection. A short time hampers those who block places without logging in.",
  password_encryption:
    "How new passwords are stored. Changing it does not touch those that are: each must be set again. With `md5` stored, `scram-sha-256` in pg_hba.conf refuses the role, while `md5` there accepts both kinds. The default was `md5` up to 13; the values `on`, `true`, `yes` and `1`, which mean `md5`, are valid up to 13 only.",
  scram_iterations:
    "How often SCRAM hashes a password, since PostgreSQL 16; it counts for passwords set from then on. More makes guessing slower, and logging in as well.",
  md5_password_warnings:
    "Whether the server warns when a password is stored as an MD5 hash, since PostgreSQL 18.",
  password_expiration_warning_threshold:
    "How long before a password expires (`VALID UNTIL`) its role is warned on logging in, since PostgreSQL 19; 0 means never.",
  db_user_namespace:
    "Makes role names per database (`name@database`). PostgreSQL 17 removed it and refuses a file that sets it.",
  krb_server_keyfile:
    "The keytab for GSSAPI logins. Every build takes the setting; only one with GSSAPI opens the file, when a client logs in.",
  krb_caseins_users:
    "Whether Kerberos names are compared without regard to case. Map names in pg_ident.conf have a case all the same.",
  gss_accept_delegation:
    "Whether clients may pass their Kerberos credentials on, for the use of foreign servers, since PostgreSQL 16.",
  oauth_validator_libraries:
    "The libraries that check OAuth tokens, separated by commas, since PostgreSQL 18. An `oauth` line of pg_hba.conf needs one; with several it must name its own by `validator=`. A value of blanks alone, together with an `oauth` line, crashes 18 at start.",

  // Files
  data_directory:
    "The data directory. Set it where the configuration is in another folder, as in Debian's packages. It must belong to the server's user and be closed to all others (0700 or 0750). A relative path starts in the folder in which the server is started. `postgresql.auto.conf` lies in it.",
  config_file: "Can only be given on the command line: a line in the file is accepted and has no effect.",
  hba_file:
    "The file with the rules of who may connect and how; by default pg_hba.conf beside postgresql.conf. A relative path starts in the folder in which the server is started, not in the data directory. The server does not start without at least one rule.",
  ident_file:
    "The file with the maps from outside names to roles; by default pg_ident.conf beside postgresql.conf. A relative path starts in the folder in which the server is started. A missing file, or one with a mistake, leaves the server without any map.",
  external_pid_file:
    "A further file for the server's process number. One that cannot be written is only logged.",

  // Connections
  listen_addresses:
    "The addresses on which the server listens, separated by commas: `*` for all, `0.0.0.0` for all of IPv4, `::` for all of IPv6, empty for sockets only. Quotes are needed around anything but a single name. The server starts if one of them works. Who may then log in is up to pg_hba.conf.",
  port: "The TCP port, and part of the name of the Unix socket. One port for all addresses.",
  max_connections:
    "How many clients may be connected. Each place takes memory, whether it is used or not. Standbys need at least as many as their primary.",
  superuser_reserved_connections:
    "Connections that only superusers can use when all others are in use. Must be fewer than `max_connections`, else the server does not start.",
  reserved_connections:
    "Places for roles with `pg_use_reserved_connections`, since PostgreSQL 16; they come before those for superusers.",
  unix_socket_directories:
    "The folders of the Unix sockets, separated by commas; Debian's packages use `/var/run/postgresql`. A name starting with `@` is an abstract socket, since 14. The server does not start if one given cannot be used.",
  unix_socket_group: "The group of the sockets; the server's user must belong to it.",
  unix_socket_permissions:
    "Who may open the sockets; write a leading zero, since the digits are octal only then. Only the right to write counts: 0777 means everybody, 0770 the group, 0700 the server's user.",
  bonjour:
    "Announces the server by Bonjour. Only servers for macOS can be built for it; others refuse the line.",
  bonjour_name: "The name under which Bonjour announces the server; empty means the computer's.",
  client_connection_check_interval:
    "How often the server looks during a query whether its client is still there, since PostgreSQL 14; 0 means never.",
  tcp_keepalives_idle:
    "How long a connection is silent before the system probes it; 0 leaves it to the system.",
  tcp_keepalives_interval: "How long to wait for an answer to a probe; 0 leaves it to the system.",
  tcp_keepalives_count:
    "How many probes may go unanswered before the connection counts as lost; 0 leaves it to the system.",
  tcp_user_timeout:
    "How long sent data may stay unacknowledged before the connection is closed, where the system has that; 0 leaves it to the system.",

  // What is logged of connections
  log_connections:
    "Up to 17 on or off. From 18 on a list of stages: `receipt`, `authentication`, `authorization`, `setup_durations`, or `all`. `on`, `true`, `yes` and `1`, each alone and in full, mean the first three; beginnings of words are no longer valid. A TLS connection is logged with its protocol and cipher.",
  log_disconnections: "Whether the end of a session is logged with how long it took.",
  log_hostname: "Whether client names are logged beside their addresses. Each connection then waits for DNS.",
  log_line_prefix:
    "What begins each line of the log: `%m` time, `%p` process, `%u` user, `%d` database, `%h` client, `%a` application. Unknown letters are dropped without a message.",
  log_destination:
    "Where the log goes: a list of `stderr`, `csvlog`, `jsonlog` (since 15), `syslog`, and on Windows `eventlog`. The two with files need `logging_collector`.",
  logging_collector:
    "Whether a process of its own gathers what is written to stderr into files beneath `log_directory`.",
  log_timezone:
    "The time zone of the log's times. `UTC` has no hour that is skipped or comes twice when summer time begins or ends.",
};

/** The note on a setting, for the name in any case. */
export function settingNote(name: string): string | undefined {
  return settingNotes[name.toLowerCase()];
}
