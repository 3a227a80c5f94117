import type { EmbeddedProblem } from "../carrier.ts";
import type { FindSecret, SecretFile } from "../secrets.ts";
import type { YamlDocument } from "../yaml/yaml.ts";

const names = ["customTLSSecret", "customReplicationTLSSecret"] as const;

/**
 * A certificate of the user's goes with one for replication, both by the same CA, and a projection has to bring the CA: the documentation of
 * both fields in pkg/apis/…/v1/postgrescluster_types.go, and of Percona's `secrets`, where `customRootCATLSSecret` may have the CA.
 */
export function incompleteSecrets(document: YamlDocument, at: readonly string[]): EmbeddedProblem[] {
  const hasRoot = document.at(...at, "customRootCATLSSecret") !== undefined;
  return names.flatMap((name, index): EmbeddedProblem[] => {
    const given = document.at(...at, name);
    if (!given || !document.isMap(given)) return [];
    const other = names[1 - index] ?? "";
    const place = document.place(given);
    const items = document.items(document.at(...at, name, "items"));
    const paths = items?.map((item) => document.below(item).text("path"));
    const lacksCa = !hasRoot && paths !== undefined && paths.length > 0 && !paths.includes("ca.crt");
    return [
      ...(lacksCa
        ? [
            {
              kind: "secret-incomplete" as const,
              place,
              word: "The items of the secret leave out ca.crt; add the one with that path",
              detail:
                "The server reads ca.crt beside the certificate; items bring only the files that they name.",
            },
          ]
        : []),
      ...(!hasRoot && !document.at(...at, other)
        ? [
            {
              kind: "secret-incomplete" as const,
              place,
              word: `It needs the other certificate of the same CA; name a secret in ${other}`,
              detail:
                "The operator makes the other certificate by a CA of its own: the server and its standbys do not accept one another's certificate.",
            },
          ]
        : []),
    ];
  });
}

/** The files of the user's secret: those that `items` names, or its keys of the same names. */
export function secretFiles(
  document: YamlDocument,
  at: readonly string[],
  findSecret: FindSecret,
): readonly SecretFile[] {
  const path = [...at, "customTLSSecret"];
  const secret = findSecret(document, document.text(...path, "name"));
  const items = document.items(document.at(...path, "items"))?.map((item) => document.below(item));
  const hasRoot = document.at(...at, "customRootCATLSSecret") !== undefined;
  return mountedFiles.flatMap(([file, name]): SecretFile[] => {
    if (name === "ca.crt" && hasRoot) return [];
    const key = items ? items.find((item) => item.text("path") === name)?.text("key") : name;
    return key === undefined ? [] : [{ path: file, secret, key }];
  });
}

/** The files of `mandatorySettings`, and their names in a projection. */
const mountedFiles = [
  ["/pgconf/tls/tls.crt", "tls.crt"],
  ["/pgconf/tls/tls.key", "tls.key"],
  ["/pgconf/tls/ca.crt", "ca.crt"],
] as const;
