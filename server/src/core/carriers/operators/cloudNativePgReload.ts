import type { Around, EmbeddedProblem } from "../carrier.ts";
import { isOfKind } from "../kubernetes/kubernetes.ts";
import type { YamlDocument } from "../yaml/yaml.ts";

/** By what an operator knows a Secret that it is to watch, and the command that has it look at a cluster. */
interface Reloading {
  readonly label: string;
  readonly command: string;
}

/**
 * cloudnative-pg/cloudnative-pg, internal/controller/cluster_predicates.go, `secretsPredicate`, at the commit in `cloudNativePgRows.ts`;
 * EnterpriseDB/docs, product_docs/docs/postgres_for_kubernetes/1/certificates.mdx, at 0fbc5c7531a706d282df7f28305809ea3e8cf883.
 */
const reloading = {
  cnpg: { label: "cnpg.io/reload", command: "kubectl cnpg reload" },
  edb: { label: "k8s.enterprisedb.io/reload", command: "kubectl cnp reload" },
} as const satisfies Readonly<Record<string, Reloading>>;

/** What is read of a Secret, and of the Certificate of cert-manager that makes one. */
export const reloadPaths = [
  ["metadata", "labels"],
  ["metadata", "ownerReferences"],
  ["spec", "secretName"],
  ["spec", "secretTemplate"],
] as const;

const fields = ["serverTLSSecret", "serverCASecret", "clientCASecret", "replicationTLSSecret"] as const;

/** Secrets of a cluster's certificates whose changes the operator does not see: those without its label that are not its own. */
export function unwatchedSecrets(
  document: YamlDocument,
  at: readonly string[],
  operator: keyof typeof reloading,
  around: Around,
): EmbeddedProblem[] {
  const { label, command } = reloading[operator];
  const cluster = document.text("metadata", "name") ?? "CLUSTER";
  const seen = new Set<string>();
  return fields.flatMap((field): EmbeddedProblem[] => {
    const given = document.at(...at, "certificates", field);
    const name = document.scalar(given)?.value;
    if (!given || !name || seen.has(name)) return [];
    seen.add(name);
    const secret = around.findResource(document, "Secret", name);
    if (!secret || secret.at("metadata", "ownerReferences")) return [];
    if (secret.at("metadata", "labels", label) || mayBeLabelled(name, label, around)) return [];
    return [
      {
        kind: "secret-not-reloaded",
        place: document.place(given),
        word: `${name}; give the Secret the label ${label}`,
        detail: `When the Secret changes, the instances keep the certificates that they have until something else has the operator look at the cluster, such as ${command} ${cluster}. The value of the label does not matter.`,
      },
    ];
  });
}

/** Whether a Certificate of cert-manager gives the Secret the label, or one may that is changed on the way. */
function mayBeLabelled(name: string, label: string, { stream, project }: Around): boolean {
  const others = project.having([name]);
  if (!others) return true;
  return [...stream, ...others].some(
    (one) =>
      isOfKind(one, "cert-manager.io", "Certificate") &&
      one.text("spec", "secretName") === name &&
      one.at("spec", "secretTemplate", "labels", label),
  );
}
