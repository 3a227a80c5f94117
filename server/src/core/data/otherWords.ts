/*
 * What people write who know the words of libpq, nginx, Apache, OpenSSL, other databases or older versions, and the word of
 * PostgreSQL's server for the same thing. Keys are in lower case; slips of the pen need no row (`nearest`).
 */

type OtherWords = Readonly<Record<string, string>>;

/** Turns `WORD: other, other` into a row for each other word. */
function rows(table: string): OtherWords {
  return Object.fromEntries(
    table
      .trim()
      .split("\n")
      .flatMap((line) => {
        const [word = "", others = ""] = line.trim().split(":");
        return others.split(",").map((other) => [other.trim(), word] as const);
      }),
  );
}

/** Connection types of pg_hba.conf. */
export const otherTypes = rows(`
  hostssl: ssl, tls, hosttls, hostls, host_ssl, ssl_host, https, hostsslonly, hostsslenc
  hostnossl: nossl, notls, hostnotls, hostplain, plain, hostnosslenc, host_no_ssl
  host: tcp, tcpip, tcp/ip, inet, net, network, remote, all, ipv4, ipv6
  local: unix, socket, unixsocket, localhost, sock
  hostgssenc: hostgss, gss, hostgssapi, hostkrb
  hostnogssenc: hostnogss
  include: includes, import, source, include_file, includefile
  include_dir: includedir, include_directory, include_folder, include_conf_dir
  include_if_exists: includeifexists, include_optional, includeoptional, include_if_exist
`);

/** Addresses of pg_hba.conf, as name servers, firewalls and people have them. */
export const otherAddresses = rows(`
  all: any, anywhere, everywhere, anyhost, all_hosts, allhosts, all-hosts, world, internet, wildcard
  samenet: localnet, localnets, local_net, localsubnet, subnet, samesubnet, same_net, same-net, samenets, samenetwork
  samehost: samehosts, same_host, same-host, thishost, self
`);

/** Authentication methods. */
export const otherMethods = rows(`
  scram-sha-256: scram, sha256, sha-256, sha2, scram256, scram-256, scram_sha_256, scramsha256, scram-sha, sha, crypt, scram-sha-256-plus, scram-sha-512, bcrypt, caching_sha2_password, mysql_native_password, encrypted, hash, scram-sha-1
  cert: certificate, x509, ssl, tls, mtls, clientcert, client-cert, clientcertificate, client_cert, tls-cert, ssl-cert, sslcert, pki, smartcard, external, verify-full, verify-ca
  gss: kerberos, krb5, krb, gssapi, spnego, negotiate, gss-api, sasl
  trust: none, allow, accept, permit, ok, yes, no-password, nopassword, noauth, open
  reject: deny, block, drop, refuse, forbid, no, disallow
  password: plain, cleartext, clear, plaintext, pwd, pass
  ldap: ldaps, ad, activedirectory, active-directory, active_directory, ldap+tls, ldapauth, openldap, freeipa, ipa
  md5: password_md5, md5-password, md5_password
  pam: pam_unix, pam_auth, pam-auth, unix_pam, pam_ldap, pam_sss
  radius: radiusauth, radsec, freeradius
  oauth: oauth2, oidc, jwt, openid, openid-connect, openidconnect, oauthbearer, sso, token, bearer
  peer: unix, socket, auth_socket, sameuser, os, ident-sameuser
  sspi: ntlm, windows, sspi_auth, sspi-auth, windowsauth, winauth, integrated
`);

/** Authentication options. */
export const otherOptions = rows(`
  map: mapname, usermap, user_map, ident_map, identmap, ident
  clientcert: client_cert, client-cert, sslclientcert, verify, verifyclient, ssl_verify_client, client_certificate, clientca, sslmode
  clientname: client_name, certname, cert_name
  ldapserver: ldaphost, ldap_server, ldap_host, server, ldapservers
  ldapport: ldap_port
  ldapurl: ldapuri, ldap_url, ldap_uri, url, uri
  ldapbasedn: ldapbase, basedn, base_dn, ldap_base_dn, base, ldapsearchbase
  ldapbinddn: binddn, bind_dn, ldapbinduser, ldap_bind_dn
  ldapbindpasswd: bindpw, bindpasswd, ldapbindpw, ldapbindpassword, ldappassword, ldap_bind_password
  ldapsearchfilter: ldapfilter, ldap_filter, filter, ldap_search_filter
  ldapsearchattribute: ldapattribute, ldapattr, ldapsearchattr, ldap_search_attribute
  ldapscheme: ldapprotocol, scheme
  ldaptls: starttls, ldapstarttls, ldap_start_tls, tls, ldap_tls
  krb_realm: realm, krb5_realm, krbrealm, kerberos_realm
  include_realm: includerealm, strip_realm
  pamservice: pam_service, service
  radiusservers: radiusserver, radius_server, radius_servers
  radiussecrets: radiussecret, radius_secret, radius_secrets, secret
  radiusports: radiusport, radius_port
  radiusidentifiers: radiusidentifier, radius_identifier
  issuer: oauth_issuer, issuer_url
  scope: oauth_scope, scopes
  validator: oauth_validator
`);

/** Settings of postgresql.conf. */
export const otherSettings = rows(`
  ssl: ssl_mode, enable_ssl, ssl_enable, ssl_enabled, use_ssl, tls, tls_enabled, enable_tls, sslengine, ssl_on, ssl_support, have_ssl
  ssl_cert_file: ssl_cert, sslcert, ssl_certificate, ssl_certificate_file, sslcertificatefile, certfile, cert_file, tls_cert_file, tls_cert, ssl_server_cert, ssl_crt_file, server_cert, ssl_cert_path, ssl_server_cert_file, ssl_certfile, ssl_crt, server_certificate, tls_certificate, tls_certificate_file
  ssl_key_file: ssl_key, sslkey, ssl_certificate_key, sslcertificatekeyfile, ssl_private_key, ssl_private_key_file, keyfile, key_file, tls_key_file, tls_key, ssl_keyfile, privatekey, private_key, ssl_key_path, ssl_server_key, ssl_server_key_file, tls_private_key, tls_private_key_file
  ssl_ca_file: ssl_ca, sslrootcert, ssl_root_cert, ssl_root_cert_file, sslca, ssl_cafile, cafile, ca_file, tls_ca_file, ssl_client_certificate, ssl_trusted_certificate, sslcacertificatefile, ssl_ca_cert, ssl_ca_cert_file, ssl_ca_certificate, root_cert, ssl_ca_path, tls_ca, tls_ca_cert_file, ssl_ca_certs, ssl_client_ca, ssl_client_ca_file, client_ca_file, ssl_cacert, cacert, ssl_root_file, ssl_root_ca, ssl_rootcert
  ssl_crl_file: ssl_crl, sslcrl, crl_file, crlfile, sslcarevocationfile
  ssl_crl_dir: sslcrldir, ssl_crl_path, ssl_crl_directory, sslcarevocationpath, crl_dir
  ssl_dh_params_file: ssl_dhparam, ssl_dhparams, ssl_dh_params, ssl_dh_file, dhparam, dhparams, dh_params_file, ssl_dh_param_file, tls_dh_params_file
  ssl_min_protocol_version: ssl_min_version, ssl_min_protocol, ssl_min_tls_version, tls_min_version, min_tls_version, minprotocol, min_protocol, tls_min_protocol_version, ssl_min_proto, ssl_protocols, ssl_protocol, ssl_version, tls_version, tls_protocols, sslprotocol, ssl_minimum_protocol_version
  ssl_max_protocol_version: ssl_max_version, ssl_max_protocol, ssl_max_tls_version, tls_max_version, maxprotocol, max_protocol
  ssl_ciphers: ssl_cipher, ssl_cipher_list, ssl_cipherlist, cipherstring, sslciphersuite, tls_ciphers, ciphers, cipher_list, ssl_tls12_ciphers, tls_cipher, ssl_allowed_ciphers, cipher_suite, tls_cipher_list
  ssl_tls13_ciphers: ssl_ciphersuites, ssl_cipher_suites, tls_ciphersuites, ciphersuites, tls13_ciphers, ssl_tlsv13_ciphers, tls13_ciphersuites
  ssl_groups: ssl_curves, ssl_curve, ssl_ecdh_curves, curves, groups, tls_groups, ssl_ecdh_groups, sslecdhcurve
  ssl_prefer_server_ciphers: ssl_honor_cipher_order, sslhonorcipherorder, ssl_server_ciphers, tls_prefer_server_ciphers, prefer_server_ciphers
  ssl_sni: sslsni, sni
  listen_addresses: listen_address, listen, bind, bind_address, bind_addr, listen_addr, host, hostaddr
  port: listen_port, server_port
  password_encryption: password_hash, password_method, password_encryption_method, default_password_encryption
  hba_file: hba_conf, pg_hba, pg_hba_file, hba, hba_conf_file
  ident_file: ident_conf, pg_ident, pg_ident_file
  include: include_file, includes, source
  include_dir: includedir, include_directory
  include_if_exists: include_optional, includeoptional
`);

const passphrase = "name a command that prints it in ssl_passphrase_command";

/** Names of settings that the server has no setting for, and how the same thing is configured. */
export const elsewhere: Readonly<Record<string, string>> = {
  clientcert: "write clientcert=verify-full on hostssl lines of pg_hba.conf",
  ssl_verify_client: "write clientcert=verify-full on hostssl lines of pg_hba.conf",
  sslverifyclient: "write clientcert=verify-full on hostssl lines of pg_hba.conf",
  ssl_client_auth: "write clientcert=verify-full on hostssl lines of pg_hba.conf",
  ssl_verify_depth: "remove the line, as the server has no such limit",
  require_ssl: "write hostssl lines only in pg_hba.conf",
  force_ssl: "write hostssl lines only in pg_hba.conf",
  require_secure_transport: "write hostssl lines only in pg_hba.conf",
  "rds.force_ssl": "write hostssl lines only in pg_hba.conf",
  ssl_passphrase: passphrase,
  ssl_password: passphrase,
  sslpassword: passphrase,
  ssl_password_file: passphrase,
  ssl_key_password: passphrase,
  ssl_key_passphrase: passphrase,
  sslpassphrasedialog: passphrase,
  ssl_session_cache: "remove the line, as the server keeps no sessions of TLS",
  sslsessioncache: "remove the line, as the server keeps no sessions of TLS",
  ssl_session_timeout: "remove the line, as the server keeps no sessions of TLS",
  ssl_session_tickets: "remove the line, as the server issues no tickets of TLS",
  ssl_stapling: "remove the line, as the server sends no OCSP responses",
  sslusestapling: "remove the line, as the server sends no OCSP responses",
  ssl_compression: "remove the line, as the server compresses nothing by TLS",
  sslcompression: "remove the line, as it is a parameter of clients",
  channel_binding: "remove the line, as clients choose it",
  sslmode: "remove the line, as it is a parameter of clients",
  sslcertmode: "remove the line, as it is a parameter of clients",
  sslnegotiation: "remove the line, as it is a parameter of clients",
};

/** Values of settings. */
export const otherValues = rows(`
  scram-sha-256: scram, sha256, sha-256, scram256, sha2
  on: enable, enabled, require, required, active
  off: disable, disabled, none, inactive
`);
