import { rulesWithPages } from "../../server/src/core/rules/pages.generated.ts";
import { configurationStates } from "./configurationStates.ts";
import { fileStates } from "./fileStates.ts";
import { linkedStates } from "./linkedStates.ts";
import { oddStates } from "./oddStates.ts";

/** A state of a data directory: an example as `parseExample` reads it, by a name of its own. */
export interface ClusterState {
  readonly name: string;
  readonly text: string;
}

const conf = (...lines: string[]) => ["-- postgresql.conf --", "ssl = on", ...lines].join("\n");

/** One state for each value of a setting. */
const settings = (name: string, ...values: string[]): ClusterState[] =>
  values.map((value) => ({ name: `${name} = '${value}'`, text: conf(`${name} = '${value}'`) }));

/** One state for each content of a file that a setting names (or of the two files that it names by default). */
const contents = (setting: string, ...materials: string[]): ClusterState[] =>
  materials.map((material) => {
    const defaults: Record<string, string> = { ssl_cert_file: "server.crt", ssl_key_file: "server.key" };
    const name = defaults[setting] ?? `${setting}.pem`;
    const line = defaults[setting] ? [] : [`${setting} = '${name}'`];
    return {
      name: `${setting}: ${material}`,
      text: [conf(...line), `-- ${name}: ${material} --`].join("\n"),
    };
  });

/** One state for each certificate with its key. */
const pairs = (...names: (readonly [certificate: string, key: string])[]): ClusterState[] =>
  names.map(([certificate, key]) => ({
    name: `${certificate} with ${key}`,
    text: [conf(), `-- server.crt: ${certificate} --`, `-- server.key: ${key} --`].join("\n"),
  }));

const modes = (owner: string, ...bits: string[]): ClusterState[] =>
  bits.map((mode) => ({
    name: `key mode ${mode}${owner}`,
    text: [conf(), `-- server.key: leaf-key mode=${mode}${owner} --`].join("\n"),
  }));

const dataModes = (...bits: string[]): ClusterState[] =>
  bits.map((mode) => ({ name: `data directory ${mode}`, text: [conf(), `-- . mode=${mode} --`].join("\n") }));

const encrypted = (name: string, ...lines: string[]): ClusterState => ({
  name,
  text: [conf(...lines), "-- server.key: encrypted-key --"].join("\n"),
});

const encryptedForReload = (stray: string) =>
  [
    conf(`ssl_passphrase_command = 'echo secret; : ${stray}'`, "ssl_passphrase_command_supports_reload = on"),
    "-- server.key: encrypted-key --",
  ].join("\n");

/** All modes that a key of the server's own user can have, as long as that user may read it. */
export const keyModes: readonly ClusterState[] = modes(
  "",
  ...Array.from({ length: 0o400 }, (_, bits) => (0o400 + bits).toString(8).padStart(4, "0")),
);

/** Every state in which the engine and real servers are compared, the rules' own examples included. */
export const clusterStates: readonly ClusterState[] = [
  ...modes(
    "",
    "0400",
    "0500",
    "0600",
    "0700",
    "0200",
    "0000",
    "0601",
    "0602",
    "0604",
    "0610",
    "0620",
    "0640",
  ),
  ...modes("", "0644", "0660", "0666", "0777", "4600"),
  ...modes(" owner=0", "0600", "0604", "0610", "0620", "0644", "0660"),
  ...modes(" owner=1000", "0600", "0644"),
  ...dataModes("0700", "0740", "0750", "0755", "0770", "0701", "1700", "0500", "0300", "0600", "0100"),
  ...pairs(
    ["leaf", "leaf-key"],
    ["leaf + intermediate + root", "leaf-key"],
    ["intermediate + leaf", "leaf-key"],
    ["leaf", "other-key"],
    ["leaf", "rsa-key"],
    ["rsa-leaf", "leaf-key"],
    ["rsa-leaf", "rsa-key"],
    ["rsa512", "rsa512-key"],
    ["rsa1024", "rsa1024-key"],
    ["rsa1536", "rsa1536-key"],
    ["p192-leaf", "p192-key"],
    ["secp256k1-leaf", "secp256k1-key"],
    ["ed25519-leaf", "ed25519-key"],
    ["dsa-leaf", "dsa-key"],
    ["leaf", "leaf-key-sec1"],
    ["leaf", "leaf-key + other-key"],
    ["leaf", "other-key + leaf-key"],
    ["leaf", "rsa-key + leaf-key"],
    ["leaf-key", "leaf"],
    ["leaf + leaf-key", "leaf + leaf-key"],
    ["leaf-key + leaf", "leaf-key + leaf"],
    ["intermediate", "intermediate-key"],
  ),
  ...contents("ssl_cert_file", "expired-leaf", "future-leaf", "client", "no-names", "sha1-leaf", "md5-leaf"),
  ...contents(
    "ssl_cert_file",
    "self-signed",
    "sha1-self-signed",
    "leaf + sha1-intermediate",
    "leaf + sha1-root",
  ),
  ...contents(
    "ssl_cert_file",
    "leaf + rsa1024-intermediate",
    "leaf + rsa1024-root",
    "leaf + leaf",
    "leaf-trusted",
  ),
  ...contents("ssl_cert_file", "leaf-der", "leaf-bom", "leaf-bom + intermediate", "intermediate + leaf-bom"),
  ...contents(
    "ssl_cert_file",
    "leaf-crlf",
    "leaf-cr",
    "leaf-utf16",
    "junk",
    "junk + leaf",
    "leaf + junk",
    "request",
  ),
  ...contents("ssl_cert_file", "crl", "request + leaf", "leaf + cut-off", "leaf + damaged", "damaged + leaf"),
  ...contents("ssl_cert_file", "indented", "leaf + indented", "byte-order-mark + junk + leaf"),
  ...contents("ssl_cert_file", "leaf + cut-off-key", "leaf + damaged-key", "damaged-key + leaf"),
  ...contents("ssl_ca_file", "root + cut-off-key", "root + damaged-key", "root + damaged-crl", "damaged-key"),
  ...contents("ssl_ca_file", "root + damaged-rsa-key", "root + encrypted-key", "root + encrypted-key-sec1"),
  ...contents("ssl_cert_file", "leaf + damaged-rsa-key", "leaf + encrypted-key-sec1"),
  ...contents("ssl_crl_file", "crl + cut-off-key", "crl + damaged-key"),
  ...contents("ssl_key_file", "damaged-key + leaf-key", "leaf-key + damaged-key", "damaged-crl + leaf-key"),
  ...contents(
    "ssl_key_file",
    "damaged-key",
    "unknown-key",
    "damaged-key + other-key",
    "damaged-encrypted-key",
  ),
  ...contents(
    "ssl_key_file",
    "not-base64 + leaf-key",
    "leaf-without-end + leaf-key",
    "leaf-key + not-base64",
  ),
  ...contents("ssl_cert_file", "leaf-without-end + leaf", "leaf-without-end + leaf-key", "leaf-without-end"),
  ...contents("ssl_ca_file", "root-without-end + other-root", "root-without-end + crl", "root + not-base64"),
  ...contents("ssl_crl_file", "root + crl-without-begin", "crl + crl-without-begin", "encrypted-crl"),
  ...contents("ssl_key_file", "leaf-key-crlf", "leaf-key + junk", "leaf-key + leaf"),
  ...contents("ssl_ca_file", "root-crlf", "root + junk", "junk + root"),
  ...contents("ssl_crl_file", "crl-crlf", "crl + junk", "junk + crl"),
  {
    name: "oldest above newest",
    text: conf("ssl_min_protocol_version = 'TLSv1.3'", "ssl_max_protocol_version = 'TLSv1.2'"),
  },
  {
    name: "oldest is newest",
    text: conf("ssl_min_protocol_version = 'TLSv1.2'", "ssl_max_protocol_version = 'TLSv1.2'"),
  },
  ...contents("ssl_key_file", "leaf-key-der", "junk", "request", "junk + leaf-key", "leaf-key + cut-off"),
  ...contents(
    "ssl_key_file",
    "byte-order-mark + leaf-key",
    "cut-off + leaf-key",
    "leaf + leaf-key",
    "absent",
  ),
  ...contents(
    "ssl_ca_file",
    "root",
    "leaf",
    "crl",
    "root + crl",
    "leaf-key",
    "root + root",
    "root-trusted",
    "root-trusted + root",
    "root-der",
    "junk",
  ),
  ...contents("ssl_ca_file", "root + damaged", "root + cut-off", "sha1-root", "rsa1024-root", "expired-root"),
  ...contents(
    "ssl_ca_file",
    "leaf-key + root",
    "request",
    "request + root",
    "byte-order-mark + root",
    "absent",
  ),
  ...contents(
    "ssl_ca_file",
    "byte-order-mark + root + other-root",
    "indented",
    "indented + root",
    "intermediate",
  ),
  ...contents(
    "ssl_crl_file",
    "crl",
    "expired-crl",
    "future-crl",
    "crl-der",
    "root",
    "leaf-key",
    "junk",
    "absent",
  ),
  ...contents(
    "ssl_crl_file",
    "crl + crl",
    "byte-order-mark + crl",
    "crl + damaged",
    "crl + cut-off",
    "other-crl",
  ),
  ...contents("ssl_dh_params_file", "dh768", "dh1024", "dh2048", "junk", "leaf", "leaf + dh2048", "absent"),
  ...contents(
    "ssl_dh_params_file",
    "byte-order-mark + dh2048",
    "dh1024 + dh2048",
    "dh2048 + dh1024",
    "dh2048 + cut-off",
  ),
  ...settings("ssl_cert_file", "", "nowhere/x", ".", "/dev/null"),
  ...settings("ssl_key_file", "", ".", "/dev/null"),
  ...settings("ssl_crl_file", ".", "nowhere"),
  ...settings("ssl_max_protocol_version", "TLSv1", "TLSv1.1", "TLSv1.2", "TLSv1.3", ""),
  ...settings("ssl_min_protocol_version", "TLSv1", "TLSv1.3"),
  ...settings(
    "ssl_ecdh_curve",
    "prime256v1",
    "P-256",
    "secp256r1",
    "secp384r1",
    "X25519",
    "x25519",
    "secp256k1",
  ),
  ...settings(
    "ssl_ecdh_curve",
    "brainpoolP256r1",
    "brainpoolP256t1",
    "SM2",
    "ffdhe2048",
    "bogus",
    "PRIME256V1",
    "",
  ),
  ...settings(
    "ssl_ecdh_curve",
    "prime256v1:X25519",
    "X25519: P-256",
    "X25519:X25519",
    "P-256:prime256v1",
    "X25519:",
  ),
  ...settings(
    "ssl_ecdh_curve",
    "X25519,prime256v1",
    " prime256v1",
    "sect163k1",
    "K-163",
    "RSA",
    "X25519:bogus",
  ),
  ...settings(
    "ssl_ciphers",
    "HIGH",
    "bogus",
    "",
    "bogus:HIGH",
    "TLS_AES_128_GCM_SHA256",
    "ECDHE-RSA-AES256-GCM-SHA384",
  ),
  ...settings(
    "ssl_ciphers",
    "ECDHE_RSA",
    "X_Y:HIGH",
    "NULL",
    "RC4",
    "3DES",
    "HIGH:!ALL",
    "HIGH:-ALL:+HIGH",
    "!HIGH",
  ),
  ...settings(
    "ssl_ciphers",
    "@SECLEVEL=5",
    "HIGH:@SECLEVEL=6",
    "HIGH@SECLEVEL=1",
    "HIGH:@STRENGTH",
    "HIGH:@bogus",
  ),
  ...settings(
    "ssl_ciphers",
    "HIGH MEDIUM",
    "HIGH/MEDIUM",
    "HIGH:",
    "HIGH:!",
    "! HIGH",
    "DEFAULT",
    "bogus:DEFAULT",
    "high",
  ),
  ...settings(
    "ssl_ciphers",
    "SUITEB128",
    "HIGH:SUITEB128",
    "PSK",
    "kRSA",
    "TLSv1.3",
    "AESGCM+ECDHE",
    "AESGCM+bogus",
    "é",
  ),
  encrypted("encrypted key"),
  encrypted("encrypted key, command", "ssl_passphrase_command = 'echo secret'"),
  encrypted("encrypted key, %x", "ssl_passphrase_command = 'echo secret; : %x'"),
  encrypted("encrypted key, % at the end", "ssl_passphrase_command = 'echo secret; : %'"),
  encrypted("encrypted key, %% and %p", "ssl_passphrase_command = 'echo secret; : %% %p'"),
  { name: "plain key, %x", text: conf("ssl_passphrase_command = 'echo %x'") },
  { name: "ssl off, nothing there", text: "-- postgresql.conf --\nssl = off\n-- server.key: absent --" },
  {
    name: "the last of several values counts",
    text: conf("ssl_cert_file = 'nowhere'", "ssl_cert_file = 'server.crt'"),
  },
  ...fileStates,
  { name: "encrypted key, %x, reload", text: encryptedForReload("%x") },
  { name: "encrypted key, reload", text: encryptedForReload("") },
  ...linkedStates,
  ...oddStates,
  ...configurationStates,
  ...filesRules().flatMap(({ id, bad, good }) => [
    ...bad.map((text, index) => ({ name: `${id}, bad ${index + 1}`, text })),
    ...good.map((text, index) => ({ name: `${id}, good ${index + 1}`, text })),
  ]),
];

/** Settings that exist from 18 on. */
export const clusterStatesSince18: readonly ClusterState[] = [
  ...settings("ssl_groups", "X25519:prime256v1", "X25519:bogus", "P-521", "secp521r1:P-521", ""),
  ...settings("ssl_groups", "X25519::P-256", "X25519MLKEM768:X25519", "?bogus:X25519", "bogus/X25519"),
  ...settings("ssl_groups", "*X25519/P-256", "**X25519", "DEFAULT:-X448", "-DEFAULT", "-X25519"),
  ...settings("ssl_groups", "*X25519:*P-256:*P-384:*P-521", "*X25519:*P-256:*P-384:*P-521:*X448"),
  ...settings("ssl_ciphers", "MEDIUM"),
  ...settings("ssl_tls13_ciphers", "", "TLS_AES_128_GCM_SHA256", "tls_aes_128_gcm_sha256", "bogus", "HIGH"),
  ...settings("ssl_tls13_ciphers", "bogus:TLS_AES_128_GCM_SHA256", "TLS_AES_128_GCM_SHA256:"),
  ...settings(
    "ssl_tls13_ciphers",
    "TLS_AES_256_GCM_SHA384:TLS_CHACHA20_POLY1305_SHA256",
    "TLS_AES_128_CCM_8_SHA256",
  ),
];

/** The rules that join the configuration with the files that it names. */
function filesRules() {
  return rulesWithPages.filter(
    ({ id, cluster }) =>
      cluster && (!/^(conf|hosts-name-duplicate)/.test(id) || id === "conf-file-unreadable"),
  );
}
