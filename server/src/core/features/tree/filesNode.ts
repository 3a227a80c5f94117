import {
  type Cluster,
  type FileFacts,
  type FileUse,
  isAbout,
  namedFiles,
  partnerOf,
} from "../../cluster/cluster.ts";
import { childOf } from "../../cluster/uris.ts";
import type { ClusterNode, ClusterNodeKind } from "../../model/clusterNode.ts";
import type { Severity } from "../../model/diagnostic.ts";
import type { Certificate, Crl } from "../../pki.ts";
import { certificateKind } from "../../x509/authority.ts";
import { endsSoon } from "../../x509/endsSoon.ts";
import { certificateFacts } from "../describe/certificateFacts.ts";
import { crlFacts } from "../describe/crlFacts.ts";
import { hoverFacts } from "../describe/fact.ts";
import { crlsInShort, fileInShort } from "../describe/fileInShort.ts";
import { nameInShort, validityInShort } from "../describe/validityInShort.ts";
import { facts, visible } from "../hover/render.ts";
import type { ClusterView } from "./clusterTree.ts";
import { worst } from "./problemsNode.ts";

/** The certificate, key and CRL files that the configuration names, with what they hold. Nothing where it names none. */
export function filesNode(view: ClusterView): ClusterNode | undefined {
  const { key, cluster } = view.snapshot;
  const uses = namedFiles(cluster).filter(({ isDefault, file }) => !isDefault || file.state !== "missing");
  if (uses.length === 0) return undefined;
  const id = `${key}#files`;
  return {
    id,
    kind: "files",
    label: "Certificates and keys",
    detail: cluster.fileUses.length > 0 ? `${uses.length}` : "not looked at while TLS is off",
    children: uses.slice(0, maxFiles).map((use, index) => fileNode(use, `${id}/${index}`, view)),
  };
}

const settingLabels: Readonly<Record<string, readonly [label: string, kind: ClusterNodeKind]>> = {
  ssl_cert_file: ["Certificate", "certificate"],
  ssl_key_file: ["Key", "key"],
  ssl_dh_params_file: ["DH parameters", "parameters"],
  ssl_ca_file: ["Client CAs", "authority"],
  ssl_crl_file: ["CRLs", "revocation"],
  ssl_crl_dir: ["CRL directory", "revocation"],
};

function fileNode(use: FileUse, id: string, { snapshot, problems, where }: ClusterView): ClusterNode {
  const { cluster, now } = snapshot;
  const { setting, place, isDefault, hostNames, file } = use;
  const [label, kind] = settingLabels[setting] ?? [setting, "certificate"];
  const severity = worst(problems.filter((problem) => isAbout(problem, use)));
  const source = isDefault ? `the default of ${setting}` : `${setting} in ${where(place)}`;
  const children = contentNodes(use, id, cluster, now);
  return {
    id,
    kind,
    label: hostNames ? `${label} for ${visible(hostNames.join(", "))}` : label,
    detail: fileInShort(use, partnerOf(use, cluster), cluster.serverPlatform, now) ?? visible(file.path),
    more: `${visible(file.path)}\n${source}`,
    ...(severity && { severity }),
    place,
    ...(file.uri && file.state === "file" && { file: { uri: file.uri, isDocument: false } }),
    ...(children.length > 0 && { children }),
  };
}

/** The members of a chain or a bundle, the lists of a CRL file, the entries of a directory. */
function contentNodes(
  { setting, place, file }: FileUse,
  parent: string,
  { expiryWarningDays }: Cluster,
  now: number,
): ClusterNode[] {
  const uri = file.uri ?? "";
  const nodes =
    setting === "ssl_crl_dir"
      ? (file.entries ?? []).map((name) => entryContent(name, file, now))
      : (file.pem?.blocks ?? []).flatMap(({ certificate, crl }): Content | readonly Content[] => {
          if (certificate) return certificateContent(certificate, now, expiryWarningDays);
          return crl ? crlContent([crl], crl, now) : [];
        });
  const shown = nodes
    .slice(0, maxContents)
    .map((node, index) => ({ id: `${parent}/${index}`, place, file: { uri, isDocument: false }, ...node }));
  const left = nodes.length - shown.length;
  return left > 0 ? [...shown, { id: `${parent}/rest`, kind: "note", label: `${left} more` }] : shown;
}

type Content = Omit<ClusterNode, "id">;

function certificateContent(certificate: Certificate, now: number, warningDays: number): Content {
  const ends = validityInShort([certificate], now);
  const { notBefore, notAfter } = certificate;
  const severity: Severity | undefined =
    now < notBefore || notAfter < now || endsSoon(notBefore, notAfter, now, warningDays)
      ? "warning"
      : undefined;
  return {
    kind: "certificate",
    label: visible(nameInShort(certificate)),
    detail: `${certificateKind(certificate)} · ${ends}`,
    more: facts(hoverFacts(certificateFacts(certificate, now))).plain,
    ...(severity && { severity }),
  };
}

function crlContent(lists: readonly Crl[], first: Crl, now: number): Content {
  const [issuer = "", ...words] = crlsInShort(lists, first, now);
  const isLate = lists.some(({ nextUpdate }) => nextUpdate !== undefined && nextUpdate < now);
  return {
    kind: "revocation",
    label: visible(`Revoked by ${issuer}`),
    detail: words.join(" · "),
    more: lists.map((list) => facts(hoverFacts(crlFacts(list, now))).plain).join("\n\n"),
    ...(isLate && { severity: "warning" as const }),
  };
}

/** A file of a directory of lists: its name is what the server finds it by. */
function entryContent(name: string, { uri, members }: FileFacts, now: number): Content {
  const lists = members?.get(name)?.pem?.blocks.flatMap(({ crl }) => crl ?? []) ?? [];
  const [first] = lists;
  return {
    ...(first ? crlContent(lists, first, now) : { kind: "revocation" }),
    label: visible(name),
    ...(uri && { file: { uri: childOf(uri, name), isDocument: false } }),
  };
}

const maxFiles = 200;
const maxContents = 200;
