/** Settings of postgresql.conf as they are written there. */
export type Settings = Readonly<Record<string, string>>;

/** What the good cluster's postgresql.conf says about TLS. */
export const goodSettings: Settings = {
  ssl: "on",
  ssl_cert_file: "'tls/server.crt'",
  ssl_key_file: "'tls/server.key'",
  ssl_ca_file: "'tls/root.crt'",
  ssl_crl_file: "'tls/crl.pem'",
  ssl_min_protocol_version: "'TLSv1.2'",
  password_encryption: "scram-sha-256",
};

/** Mistakes in postgresql.conf. */
export const badSettings: Settings = {
  ...goodSettings,
  ssl_ca_file: "'tls/roots.crt'", // there is no such file
  ssl_crl_file: "'tls/crl.der'", // the server reads PEM only
  ssl_min_protocol_version: "'TLS1.2'", // TLSv1.2
  ssl_ciphers: "'TLS_AES_256_GCM_SHA384'", // those of TLS 1.3 are set elsewhere
  sslmode: "'verify-full'", // a word for clients
};

/** A pg_hba.conf that lets nobody in without TLS. */
export const goodHba = `# Who may connect, and how. The first record that fits decides.
#
# TYPE     DATABASE     USER        ADDRESS         METHOD
local      all          postgres                    peer
hostssl    all          all         127.0.0.1/32    scram-sha-256
hostssl    all          all         ::1/128         scram-sha-256
hostssl    all          +people     10.0.0.0/8      cert map=people
hostssl    app          app         10.20.0.0/16    scram-sha-256 clientcert=verify-ca
hostssl    replication  replicator  10.20.1.0/24    scram-sha-256 clientcert=verify-full
host       all          all         all             reject
`;

/** The same with mistakes that people make. */
export const badHba = `# Who may connect, and how. The first record that fits decides.
#
# TYPE     DATABASE     USER        ADDRESS         METHOD
local      all          postgres                    peer
hostsll    all          all         127.0.0.1/32    scram-sha-256
hostssl    all          all         ::1             scram-sha-256
host       all          +people     10.0.0.0/8      cert map=people
hostssl    app          app         10.20.0.300/16  scram clientcert=1
hostssl    replication  replicator  10.20.1.0/24    scram-sha-256 clientcert=verify-full
hostssl    all          auditor     10.30.0.0/16    cert clientcert=verify-ca map=auditors
host       all          all         0.0.0.0/0       trust
host       all          all         all             md5
`;

/** Maps the names in certificates to roles. */
export const goodIdent = `# MAPNAME  SYSTEM-USERNAME             DATABASE-USERNAME
people     /^(.*)@example\\.com$        \\1
`;

/** The same with a parenthesis that nobody closes. */
export const badIdent = `# MAPNAME  SYSTEM-USERNAME             DATABASE-USERNAME
people     /^(.*@example\\.com$         \\1
`;

/** Sets settings where postgresql.conf has them in a comment, as people do by hand, or at its end. */
export function withSettings(text: string, settings: Settings): string {
  let result = text;
  for (const [name, value] of Object.entries(settings)) {
    const sample = new RegExp(`^#?${name} = [^#\\n]*?(?=\\s*(?:#|$))`, "m");
    const line = `${name} = ${value}`;
    result = sample.test(result) ? result.replace(sample, () => line) : `${result.trimEnd()}\n${line}\n`;
  }
  return result;
}
