import type { EmbeddedProblem } from "../carrier.ts";
import type { ScalarPart } from "../containers/serverArguments.ts";
import { readMode } from "../kubernetes/readMode.ts";
import type { FindSecret, Secret, SecretFile } from "../secrets.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import type { YamlNode } from "../yaml/yamlNodes.ts";
import { type OperatorSettings, variableOf } from "./zalandoOperator.ts";

/** What Spilo's server reads for TLS. */
export interface SpiloTls {
  /** The settings, with the path that the operator makes, or as a variable gives it. */
  readonly files: readonly { readonly setting: string; readonly path: string | ScalarPart }[];
  readonly secrets: readonly SecretFile[];
  readonly problems: readonly EmbeddedProblem[];
}

/**
 * The settings of Spilo's template, the variables of which it makes them, and what the operator makes of `spec.tls` for these:
 * zalando/spilo, postgres-appliance/scripts/configure_spilo.py, at 7cb50bd64bcb98b4399806fffa09f563523b4c9f; zalando/postgres-operator,
 * pkg/cluster/k8sres.go, `generateTlsMounts`, at a7aaad0a0b9517bb46077f2925eb80ae8ebe1a0c.
 */
const fileSettings = [
  ["ssl_cert_file", "SSL_CERTIFICATE_FILE", "certificateFile", "tls.crt"],
  ["ssl_key_file", "SSL_PRIVATE_KEY_FILE", "privateKeyFile", "tls.key"],
  ["ssl_ca_file", "SSL_CA_FILE", "caFile", undefined],
  ["ssl_crl_file", "SSL_CRL_FILE", undefined, undefined],
] as const;

/** Reads `spec.tls`, the variables that win over it, and the Secrets of both. */
export function readTls(
  document: YamlDocument,
  operator: OperatorSettings,
  findSecret: FindSecret,
): SpiloTls {
  const text = (name: string) => document.text("spec", "tls", name);
  const isOn = Boolean(text("secretName"));
  const folders = mountedFolders(document, findSecret);
  const problems: EmbeddedProblem[] = [...problemsOfTls(document)];
  const files: { readonly setting: string; readonly path: string | ScalarPart }[] = [];
  const secrets: SecretFile[] = [];
  for (const [setting, variable, field, standard] of fileSettings) {
    const name = isOn && field ? text(field) || standard : undefined;
    const folder = setting === "ssl_ca_file" && text("caSecretName") ? "/tlsca" : "/tls";
    const own = name && `${folder}/${name}`;
    const given = variableOf(document, operator, variable);
    const path = given && given !== "unknown" ? given.text : given;
    const ignored = (field && document.at("spec", "tls", field)) ?? document.at("spec", "tls");
    if (own && ignored && path !== undefined && path !== own)
      problems.push({
        kind: "ignored",
        place: document.place(ignored),
        word: `${variable} gives another file; remove the variable`,
        detail: "The operator makes variables of spec.tls, but for those that are there already.",
      });
    const file = path === undefined ? own : path;
    if (!file || path === "unknown" || file.includes("$(")) continue;
    const at = file.lastIndexOf("/");
    const mounted = folders.get(file.slice(0, at));
    const key = file.slice(at + 1);
    if (mounted?.secret && /^[\w.-]+$/.test(key)) secrets.push({ path: file, secret: mounted.secret, key });
    if (given && given !== "unknown") files.push({ setting, path: given });
    else if (mounted?.secret && /^[\w.-]+$/.test(key)) files.push({ setting, path: file });
    if (setting === "ssl_key_file" && mounted) problems.push(...mounted.problemsOfKey(operator));
  }
  return { files, secrets, problems };
}

/** A folder of the container with the keys of a Secret, and what keeps the server from a key there. */
interface SecretFolder {
  readonly secret: Secret | undefined;
  readonly problemsOfKey: (operator: OperatorSettings) => readonly EmbeddedProblem[];
}

/** The folders that `spec.tls` and `spec.additionalVolumes` bring: `addAdditionalVolumes` of the same file. */
function mountedFolders(document: YamlDocument, findSecret: FindSecret): ReadonlyMap<string, SecretFolder> {
  const folders = new Map<string, SecretFolder>();
  for (const volume of document.belowItems("spec", "additionalVolumes").slice(0, maxVolumes)) {
    const path = volume.text("mountPath")?.replace(/(?<=.)\/$/, "");
    const at = volume.at("volumeSource", "secret");
    if (!path || !at || folders.has(path) || volume.at("subPath")) continue;
    const source = volume.below(at);
    if (source.at("items")) continue;
    folders.set(path, {
      secret: findSecret(document, source.text("secretName")),
      problemsOfKey: (operator) => problemsOfMode(document, source, at, operator),
    });
  }
  const tls = document.at("spec", "tls");
  const [name, ca] = [
    document.text("spec", "tls", "secretName"),
    document.text("spec", "tls", "caSecretName"),
  ];
  if (!tls || !name) return folders;
  folders.set("/tls", {
    secret: findSecret(document, name),
    problemsOfKey: (operator) => withoutGroup(document, tls, operator),
  });
  if (ca) folders.set("/tlsca", { secret: findSecret(document, ca), problemsOfKey: () => [] });
  return folders;
}

const maxVolumes = 100;

/** Without a group only root can read a file of a Secret with mode 0640. */
function withoutGroup(
  document: YamlDocument,
  at: YamlNode,
  { hasGroup }: OperatorSettings,
): readonly EmbeddedProblem[] {
  return hasGroup || document.text("spec", "spiloFSGroup") !== undefined
    ? []
    : [{ kind: "group-unset", place: document.place(at), word: "spiloFSGroup" }];
}

/** The mode that a volume of the user's gives the key. */
function problemsOfMode(
  document: YamlDocument,
  source: YamlDocument,
  at: YamlNode,
  operator: OperatorSettings,
): readonly EmbeddedProblem[] {
  const mode = readMode(source, source.at("defaultMode"));
  if (mode === undefined) return [];
  const given = source.at("defaultMode") ?? source.at("secretName") ?? at;
  if ((mode & 0o037) === 0) return withoutGroup(document, given, operator);
  const word = `The key has mode 0${mode.toString(8)}, which the server refuses; set defaultMode: 0640 and spiloFSGroup: 103`;
  const detail =
    "Files of such a volume belong to root, with mode 0644 unless it says otherwise, and the container cannot change them. Of a key of root's the group may have read access at most; spiloFSGroup makes it that of Spilo's server.";
  return [{ kind: "key-mode", place: document.place(given), word, detail }];
}

/** `spec.tls` by itself: the schema of the manifest, and `generateTlsMounts`; docs/user.md, "Custom TLS certificates". */
function problemsOfTls(document: YamlDocument): readonly EmbeddedProblem[] {
  const tls = document.at("spec", "tls");
  if (!tls || !document.isMap(tls)) return [];
  const has = (name: string) => Boolean(document.text("spec", "tls", name));
  if (!document.at("spec", "tls", "secretName"))
    return [{ kind: "refused", place: document.place(tls), word: "tls needs a secretName" }];
  const ca = document.at("spec", "tls", "caSecretName");
  // An empty name is as none of all.
  if (!has("secretName") || !ca || !has("caSecretName") || has("caFile")) return [];
  return [
    {
      kind: "secret-incomplete",
      place: document.place(ca),
      word: "The secret with the CA is not mounted without caFile; name the file in it",
      detail: "Without caFile the server has no ssl_ca_file, and verifies no client certificate.",
    },
  ];
}
