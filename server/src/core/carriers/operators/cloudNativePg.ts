import { carrierMarks, operatorGroups } from "../../model/carrierMarks.ts";
import type { Around, Carrier, EmbeddedCluster, EmbeddedFile, EmbeddedProblem } from "../carrier.ts";
import { chartPaths, chartsIn } from "../charts/charts.ts";
import { imageVersion } from "../containers/imageVersion.ts";
import { FileWriter } from "../fileWriter.ts";
import { isOfKind, placeAt } from "../kubernetes/kubernetes.ts";
import { type FindSecret, lackingKeys, mountedTexts, type SecretFile } from "../secrets.ts";
import { writeItems } from "../writeEntries.ts";
import type { YamlDocument } from "../yaml/yaml.ts";
import { reloadPaths, unwatchedSecrets } from "./cloudNativePgReload.ts";
import { hbaAfter, hbaBefore, identBefore, isFixed, ldapRecord } from "./cloudNativePgRows.ts";
import { recordsFile, settingsFile } from "./manifestFiles.ts";

/** What the operator reads of `spec`, or of the values of its chart. */
const parts = ["postgresql", "certificates", "imageCatalogRef", "podSelectorRefs"];

/** `kind: Cluster` of `postgresql.cnpg.io`. */
export const cloudNativePg: Carrier = {
  name: "CloudNativePG",
  language: "yaml",
  mark: carrierMarks.yaml.cloudNativePg,
  paths: [...parts.map((part) => ["spec", part]), ...reloadPaths],
  onRefusal: {
    "pg-hba":
      "CloudNativePG writes the line without checking it: running instances keep the records they have, and an instance that starts anew stops here.",
    "pg-ident": "CloudNativePG writes the line without checking it.",
    "postgresql-conf":
      "CloudNativePG checks only that it does not manage the setting itself: instances that start anew stop here.",
  },
  embed: (document, around) =>
    isOfKind(document, operatorGroups.cloudNativePg, "Cluster")
      ? embedCluster(document, cloudNativePg, ["spec"], around)
      : undefined,
};

/**
 * `kind: Cluster` of `postgresql.k8s.enterprisedb.io`, EDB's build of the same operator: EnterpriseDB/docs,
 * product_docs/docs/postgres_for_kubernetes/1/postgresql_conf.mdx, at 15823a53457b7f994cb33d5e124374be9e6e0718.
 */
export const edb: Carrier = {
  ...cloudNativePg,
  name: "EDB's operator",
  mark: carrierMarks.yaml.edb,
  embed: (document, around) =>
    isOfKind(document, operatorGroups.edb, "Cluster")
      ? embedCluster(document, edb, ["spec"], around)
      : undefined,
};

/**
 * Values of the chart `cluster`, which passes them on to the resource, also of a subchart: cloudnative-pg/charts,
 * charts/cluster/templates/cluster.yaml, at b21ad2dac7992215b8572007adb7448e3c8cc5db.
 */
export const cloudNativePgChart: Carrier = {
  ...cloudNativePg,
  mark: carrierMarks.yaml.cloudNativePgChart,
  paths: chartPaths.flatMap((path) => parts.map((part) => [...path, "cluster", part])),
  beside: chartPaths.map((path) => [...path, "version"]),
  embed: (document, around) =>
    chartsIn(document).flatMap((path) => {
      const own = [...path, "cluster"];
      const isOurs = lists.some((name) => document.at(...own, "postgresql", name));
      return isOurs || document.at(...own, "certificates", "serverTLSSecret")
        ? [embedCluster(document, cloudNativePgChart, own, around, [...path, "version", "postgresql"])]
        : [];
    }),
};

const lists = ["pg_hba", "pg_ident", "parameters"];

/** `at` is where the specification is; `version` where a chart has the version. */
function embedCluster(
  document: YamlDocument,
  carrier: Carrier,
  at: readonly string[],
  around: Around,
  chartVersion?: readonly string[],
): EmbeddedCluster {
  const secrets = secretFiles(document, at, around.findSecret);
  const rows = carrier === edb ? "edb" : "cnpg";
  const problems = [
    ...incompleteSecrets(document, at),
    ...refusedFields(document, at, chartVersion !== undefined),
    ...lackingKeys(secrets),
    ...unwatchedSecrets(document, at, rows, around),
  ];
  const version =
    imageVersion(document.text(...at, "imageName"), "imageName in the manifest says so") ??
    imageVersion(
      document.text(...at, "imageCatalogRef", "major"),
      "imageCatalogRef in the manifest says so",
    ) ??
    imageVersion(chartVersion && document.text(...chartVersion), "version in the values says so");
  return {
    carrier,
    ...(version && { version }),
    knowsSettings: true,
    files: [
      writeConf(document, at, carrier, problems),
      writeHba(document, at, rows, version?.value, problems),
      recordsFile(document, "pg-ident", [...at, "postgresql", "pg_ident"], problems, {
        before: identBefore[rows],
      }),
    ],
    problems,
    mounted: mountedTexts(secrets),
  };
}

/** The files that the operator makes of the user's secrets: docs/src/certificates.md, of the commit in `cloudNativePgRows.ts`. */
function secretFiles(
  document: YamlDocument,
  at: readonly string[],
  findSecret: FindSecret,
): readonly SecretFile[] {
  const secretOf = (field: string) => findSecret(document, document.text(...at, "certificates", field));
  const folder = "/controller/certificates";
  const server = secretOf("serverTLSSecret");
  return [
    { path: `${folder}/server.crt`, secret: server, key: "tls.crt" },
    { path: `${folder}/server.key`, secret: server, key: "tls.key" },
    { path: `${folder}/server-ca.crt`, secret: secretOf("serverCASecret"), key: "ca.crt" },
    { path: `${folder}/client-ca.crt`, secret: secretOf("clientCASecret"), key: "ca.crt" },
  ];
}

/** `GlobalDefaultSettings` as far as TLS is concerned: the user's values win. For the place see `cloudNativePgRows.ts`. */
const confDefaults = ["ssl_max_protocol_version = 'TLSv1.3'", "ssl_min_protocol_version = 'TLSv1.3'"];

/** The same, `MandatorySettings`: these win. */
const confMandatory = [
  "listen_addresses = '*'",
  "ssl = 'on'",
  "ssl_cert_file = '/controller/certificates/server.crt'",
  "ssl_key_file = '/controller/certificates/server.key'",
  "ssl_ca_file = '/controller/certificates/client-ca.crt'",
];

function writeConf(
  document: YamlDocument,
  at: readonly string[],
  { name }: Carrier,
  problems: EmbeddedProblem[],
): EmbeddedFile {
  const path = [...at, "postgresql"];
  return settingsFile(document, [...path, "parameters"], problems, {
    before: confDefaults,
    after: confMandatory,
    isFixed,
    fixedDetail: `The webhook of ${name} refuses the manifest; where the webhook is not installed, the value is ignored.`,
    takes: "text",
    listsIn: path,
  });
}

function writeHba(
  document: YamlDocument,
  at: readonly string[],
  rows: "cnpg" | "edb",
  version: number | undefined,
  problems: EmbeddedProblem[],
): EmbeddedFile {
  const path = [...at, "postgresql", "pg_hba"];
  const writer = new FileWriter("pg-hba", document.source).add(...hbaBefore[rows]);
  writeItems(document, document.at(...path), writer, problems, {
    isUnknown: (text) => text.search(references) >= 0,
    refuses: (text) => unknownSelector(document, at, text),
  });
  const ldap = ldapRecord(document, [...at, "postgresql", "ldap"]);
  if (ldap) writer.record(ldap);
  writer.add(hbaAfter(version));
  return writer.finish(placeAt(document, path), "items");
}

/** Pods by a name that the manifest does not give: the same, pkg/postgres/hba/hba.go, `ValidateLine`. */
function unknownSelector(document: YamlDocument, at: readonly string[], text: string): string | undefined {
  const names = new Set(document.belowItems(...at, "podSelectorRefs").map((ref) => ref.text("name")));
  const found = [...text.matchAll(references)];
  if (found.length > 1) return "a line may have one reference to pods";
  return found.flatMap(([, type, name = ""]) => {
    if (type !== "podselector") return [`it knows podselector, not ${type}`];
    // A patch may have none of them.
    return names.size === 0 || names.has(name) ? [] : [`podSelectorRefs has no ${name}`];
  })[0];
}

const references = /\$\{([^:}]{1,100}):([^}]{1,100})\}/g;

/**
 * Certificates whose CA the operator then makes anew, so that it is not theirs: the documentation of `CertificatesConfiguration`,
 * api/v1/cluster_types.go, and internal/webhook/v1/cluster_webhook.go, `validateCerts`, of the same commit.
 */
function incompleteSecrets(document: YamlDocument, at: readonly string[]): EmbeddedProblem[] {
  return pairs.flatMap(([secret, ca, detail]) => {
    const given = document.at(...at, "certificates", secret);
    if (!given || !document.text(...at, "certificates", secret)) return [];
    if (document.text(...at, "certificates", ca)) return [];
    const word = `The certificate is given without its CA; name the secret with that in ${ca}`;
    return [{ kind: "secret-incomplete" as const, place: document.place(given), word, detail }];
  });
}

const pairs = [
  [
    "serverTLSSecret",
    "serverCASecret",
    "The webhook refuses the manifest. Where it is not installed, the operator makes a CA of its own, which did not issue the server certificate: standbys and clients that check it by that CA refuse the server.",
  ],
  [
    "replicationTLSSecret",
    "clientCASecret",
    "The webhook refuses the manifest. Where it is not installed, the operator makes a CA of its own for clients, by which the server refuses the certificate of the standbys.",
  ],
] as const;

/** What the webhook refuses beside: the same file, `validateCerts` and `validateLDAP`. */
function refusedFields(document: YamlDocument, at: readonly string[], isChart: boolean): EmbeddedProblem[] {
  const refused = (path: readonly string[], word: string): EmbeddedProblem[] => {
    const found = document.at(...at, ...path);
    return found ? [{ kind: "refused", place: document.place(found), word }] : [];
  };
  const names = document.itemsAt(...at, "certificates", "serverAltDNSNames");
  const ldap = document.at(...at, "postgresql", "ldap");
  // The chart leaves out an empty one.
  const hasLdap = ldap && document.isMap(ldap) && !(isChart && document.entries(ldap).length === 0);
  const isBoth = ["bindAsAuth", "bindSearchAuth"].every((name) =>
    document.at(...at, "postgresql", "ldap", name),
  );
  return [
    ...(names.length > 0 && document.text(...at, "certificates", "serverTLSSecret")
      ? refused(
          ["certificates", "serverAltDNSNames"],
          "names are given for its own certificate, not beside serverTLSSecret",
        )
      : []),
    ...(hasLdap && !document.text(...at, "postgresql", "ldap", "server")
      ? refused(["postgresql", "ldap"], "ldap needs a server")
      : []),
    ...(isBoth
      ? refused(["postgresql", "ldap", "bindSearchAuth"], "bindAsAuth and bindSearchAuth exclude each other")
      : []),
  ];
}
