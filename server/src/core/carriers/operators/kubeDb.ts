import { carrierMarks, operatorGroups } from "../../model/carrierMarks.ts";
import type { Language } from "../../model/language.ts";
import type { Carrier, EmbeddedFile, EmbeddedProblem } from "../carrier.ts";
import { imageVersion } from "../containers/imageVersion.ts";
import { FileWriter } from "../fileWriter.ts";
import { isOfKind, placeAt } from "../kubernetes/kubernetes.ts";
import type { YamlDocument } from "../yaml/yaml.ts";

/** `kind: Postgres` and `kind: PostgresOpsRequest` of KubeDB: files that it joins with its own, and the fields by which it writes these. */
export const kubeDb: Carrier = {
  name: "KubeDB",
  language: "yaml",
  mark: carrierMarks.yaml.kubeDb,
  paths: [
    ["spec", "configuration"],
    ["spec", "tls"],
  ],
  embed(document) {
    const isDatabase = isOfKind(document, operatorGroups.kubeDb, "Postgres");
    if (!isDatabase && !isOfKind(document, `ops.${operatorGroups.kubeDb}`, "PostgresOpsRequest"))
      return undefined;
    const version = isDatabase
      ? imageVersion(document.text("spec", "version"), "version in the manifest says so")
      : undefined;
    const files = Object.entries(fileNames).flatMap(([name, language]): EmbeddedFile[] => {
      const at =
        document.at("spec", "configuration", "applyConfig", name) ??
        document.at("spec", "configuration", "inline", name);
      const scalar = document.scalar(at);
      if (!at || !scalar) return [];
      return [
        new FileWriter(language, document.source).lines(scalar).finish(document.place(at), "text", true),
      ];
    });
    const hasOwn =
      files.some(({ language }) => language === "pg-hba") || document.at("spec", "configuration");
    return {
      carrier: kubeDb,
      ...(version && { version }),
      knowsSettings: false,
      files: isDatabase && !hasOwn ? [...files, writeHba(document, version?.value)] : files,
      problems: isDatabase ? refusedFields(document) : [],
    };
  },
};

/** kubedb/docs, docs/examples/postgres/reconfigure, at dd66a58b783778fd3ea572d8014e79c872a74217. */
const fileNames: Readonly<Record<string, Language>> = {
  "user.conf": "postgresql-conf",
  "user_hba.conf": "pg-hba",
};

/** The mode and the way to authenticate, with their defaults: kubedb/apimachinery, apis/kubedb/v1/postgres_helpers.go, `SetDefaults`. */
function fieldsOf(document: YamlDocument, version: number | undefined) {
  const hasTls = document.at("spec", "tls") !== undefined;
  return {
    hasTls,
    mode: document.text("spec", "sslMode") || (hasTls ? "verify-full" : "disable"),
    authentication:
      document.text("spec", "clientAuthMode") || (version !== undefined && version < 18 ? "md5" : "scram"),
  };
}

/** The file that it writes: kubedb/postgres-init-docker, role_scripts/16/primary/start.sh, at 1b69597a85adbe498636bde148c07a0f8f01b09d. */
function writeHba(document: YamlDocument, version: number | undefined): EmbeddedFile {
  const { mode, authentication } = fieldsOf(document, version);
  const writer = new FileWriter("pg-hba", document.source).add("local all all trust");
  const type = mode === "disable" ? "host" : "hostssl";
  const method = methods[authentication] ?? "md5";
  const ofLoopback = mode === "disable" ? "trust" : method;
  writer.add(
    `${type} all all 127.0.0.1/32 ${ofLoopback}`,
    `${type} all all ::1/128 ${authentication === "scram" ? method : ofLoopback}`,
    `local replication all ${mode === "disable" && authentication === "scram" ? method : "trust"}`,
    ...["127.0.0.1/32", "::1/128"].map((address) => `${type} replication all ${address} ${method}`),
    ...["0.0.0.0/0", "::/0"].flatMap((address) => [
      `${type} all all ${address} ${method}`,
      `${type} replication all ${address} ${method}`,
    ]),
  );
  return writer.finish(placeAt(document, ["spec", "clientAuthMode"]), "items");
}

const methods: Readonly<Record<string, string>> = {
  cert: "cert clientcert=verify-full",
  scram: "scram-sha-256",
  md5: "md5",
};

/** What does not go together: kubedb/apimachinery, pkg/webhooks/kubedb/v1/postgres.go, at 104ef5739e1d7a54c0afb6c4c04700c04a3203c5. */
function refusedFields(document: YamlDocument): EmbeddedProblem[] {
  const { hasTls, mode, authentication } = fieldsOf(document, undefined);
  const given = document.at("spec", "sslMode");
  const place = placeAt(document, ["spec", given ? "sslMode" : "clientAuthMode"]);
  const refused = (word: string): EmbeddedProblem[] => [{ kind: "refused", place, word }];
  if (mode !== "disable") return hasTls ? [] : refused(`sslMode ${mode} needs tls`);
  if (authentication === "cert") return refused("clientAuthMode cert needs tls, and an sslMode but disable");
  return hasTls ? refused("sslMode disable does not go with tls") : [];
}
