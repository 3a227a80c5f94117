/**
 * What a set-up is to make. The command line fills it from options, the editor from quick picks; everything but the path may
 * be left out, and the plan has the values that are then used. Paths of files and folders are absolute paths of the machine on
 * which the engine runs. No secret is in here: those are `SetupSecrets`, given to the engine when it makes the files.
 */
export interface SetupRequest {
  readonly path: SetupPath;
  /** The folder of the cluster: that which holds postgresql.conf. Absent: only files are made, and no configuration is proposed. */
  readonly cluster?: string;
  /** Where the CA's certificates and keys are or will be. Default: `pgssl-ca` in the home folder. */
  readonly authorityFolder?: string;
  /** Where clients' certificates, and the CA file that they need, are written. Default: `clients` in the CA's folder. */
  readonly clientFolder?: string;
  /** The folder of the server's certificate and key. Default: the data directory, else the working folder. */
  readonly serverFolder?: string;
  /** The server's files are `<name>.crt`, `<name>.key`, `<name>.csr`. Default: `server`. */
  readonly serverName?: string;
  /** Default: `EC P-256`. For renewals with a new key: the kind of the old one. */
  readonly keyKind?: SetupKeyKind;
  /** Days until certificates of servers and clients, or a CRL, expire. Default: 397, and 30 for a CRL. */
  readonly days?: number;
  /** Days until new CA certificates expire. Default: 3650. */
  readonly authorityDays?: number;
  /** DNS names and IP addresses for which the server's certificate is good; the first one is its common name. */
  readonly hosts?: readonly string[];
  /** `csr`: the subject as RFC 4514 writes it. Default: the first host name as common name. */
  readonly subject?: string;
  /** The common name of a new root CA. Default: `PostgreSQL CA of <machine>`. */
  readonly authorityName?: string;
  /** The new CA key is kept encrypted with a passphrase (secret `newAuthorityKey`). Default: no. */
  readonly encryptAuthorityKey?: boolean;
  /** `client`: one certificate for each. */
  readonly clients?: readonly ClientRequest[];
  /** `client`: the forms of the clients' files. Default: `pem`. */
  readonly clientForms?: readonly ClientForm[];
  /** The drivers of clients, in whose words the advice for them is as well. Makes the form of the key that they need. */
  readonly drivers?: readonly SetupDriver[];
  /** `install`: the files with the CA's answer and, if they came apart, its intermediates: PEM, DER or PKCS #7. */
  readonly answerFiles?: readonly string[];
  /** `csr`, `install`: the key of the request; `renew`: that of the certificate. Default: `<serverName>.key` in the server's folder. */
  readonly keyFile?: string;
  /** `crl`: certificates to revoke. None: the CRL is made, or renewed with the same entries. */
  readonly revoke?: readonly string[];
  /** `crl`: why they are revoked, as RFC 5280, 5.3.1 words it. */
  readonly revocationReason?: RevocationReason;
  /** `crl`: one file (`ssl_crl_file`) or a hashed directory (`ssl_crl_dir`, from PostgreSQL 14). Default: `file`. */
  readonly crlForm?: "file" | "directory";
  /** `renew`: the certificate. Default: that which `ssl_cert_file` names. */
  readonly certificate?: string;
  /** `renew`, `csr`: with a new key. Default: the same key, or that which is there. */
  readonly newKey?: boolean;
  /** `rollover`: where the new CA's files go; `retire`: where they are. Default: the CA's folder with `-2` (`-3` …) behind its name. */
  readonly newAuthorityFolder?: string;
  /** Allows the CA's key in the data directory; otherwise such a place is refused. */
  readonly authorityInDataDirectory?: boolean;
  /** Who owns new keys of the server when pgssl runs as root: the data directory's owner (0600, the default), or root with the server's group (0640). */
  readonly keyOwner?: "server" | "root";
  /** Which edits of the configuration are proposed. Absent: `{}`, which switches TLS on and leaves pg_hba.conf alone. */
  readonly configuration?: ConfigurationRequest;
}

/** The ways through a set-up, each a subcommand of `pgssl init`. */
export const setupPaths = [
  "self-signed",
  "ca",
  "chain",
  "client",
  "csr",
  "install",
  "crl",
  "renew",
  "rollover",
  "retire",
] as const;

export type SetupPath = (typeof setupPaths)[number];

/** The kinds of key that a set-up offers, the first one by default. */
export const setupKeyKinds = ["EC P-256", "EC P-384", "RSA 3072", "RSA 4096", "Ed25519"] as const;

export type SetupKeyKind = (typeof setupKeyKinds)[number];

/** The files that a client gets: PEM for libpq, PKCS #12 or PKCS #8 in DER for JDBC. */
export const clientForms = ["pem", "pkcs12", "pkcs8-der"] as const;

export type ClientForm = (typeof clientForms)[number];

export const setupDrivers = [
  ...(["jdbc", "npgsql", "node-postgres", "postgres.js", "psycopg", "asyncpg", "sqlalchemy"] as const),
  ...(["django", "rails", "pgx", "pq", "sqlx", "prisma"] as const),
] as const;

export type SetupDriver = (typeof setupDrivers)[number];

export const revocationReasons = [
  "unspecified",
  "keyCompromise",
  "affiliationChanged",
  "superseded",
  "cessationOfOperation",
] as const;

export type RevocationReason = (typeof revocationReasons)[number];

/** A client's certificate. */
export interface ClientRequest {
  /** The database role; also the name of the files. */
  readonly role: string;
  /**
   * The certificate's subject as RFC 4514 writes it, `CN=Ada Lovelace,O=Example`. Default: the role as common name. With
   * another common name a line of pg_ident.conf leads to the role.
   */
  readonly subject?: string;
}

/** What is done about connections that are not encrypted. */
export const cleartextPolicies = ["keep", "hostssl", "reject"] as const;

/**
 * `keep`: pg_hba.conf stays as it is; `hostssl`: `host` records that let other machines in become `hostssl`;
 * `reject`: a `hostnossl … reject` record is put before them.
 */
export type CleartextPolicy = (typeof cleartextPolicies)[number];

/** How clients on new `hostssl` records prove who they are. */
export const accessMethods = ["password", "cert", "password+cert"] as const;

export type AccessMethod = (typeof accessMethods)[number];

/** Which edits of postgresql.conf, pg_hba.conf, pg_ident.conf and pg_hosts.conf are proposed. */
export interface ConfigurationRequest {
  /** Default: `TLSv1.2`; a higher one that is in force stays. */
  readonly minProtocol?: "TLSv1.2" | "TLSv1.3";
  /** Default: `keep`. */
  readonly cleartext?: CleartextPolicy;
  /** A `hostssl` record that admits clients. Absent: none is added (but `client` with subjects of its own needs `cert`). */
  readonly access?: {
    readonly method: AccessMethod;
    /** As pg_hba.conf writes them. Default: `all`. */
    readonly databases?: readonly string[];
    /** Default: the roles of `clients`, else `all`. */
    readonly users?: readonly string[];
    /** Default: `all`. */
    readonly address?: string;
  };
  /** The name of the map for clients with subjects of their own. Default: `ssl`. */
  readonly map?: string;
  /** From PostgreSQL 19: the certificate goes into pg_hosts.conf for its host names, and `ssl_sni` is switched on. */
  readonly sni?: boolean;
}

/** Passphrases by what they are for. They never leave the engine, like keys. */
export type SetupSecrets = Readonly<Partial<Record<SecretId, string>>>;

export const secretIds = ["newAuthorityKey", "authorityKey", "serverKey", "export"] as const;

/**
 * `newAuthorityKey`: encrypts the CA key that is made; `authorityKey`: opens the CA key that is there; `serverKey`: opens the
 * key of the certificate that is renewed or requested; `export`: protects PKCS #12 files.
 */
export type SecretId = (typeof secretIds)[number];
