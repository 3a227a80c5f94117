import { pemTexts } from "../../carriers/kubernetes/pemTexts.ts";
import type { HostState } from "../../gather/embeddedDocuments.ts";
import type { Workspace } from "../../gather/workspace.ts";
import type { Hover } from "../../model/hover.ts";
import { trimEndOf } from "../../model/trimEndOf.ts";
import type { PemFile } from "../../pki.ts";
import { certificatesOf } from "../describe/describePem.ts";
import { hoverPem } from "../hover/hoverPem.ts";

/**
 * The hover on a certificate, key or CRL that is written in a manifest: of a Secret or ConfigMap, or in one with configuration. As of files,
 * nothing in a workspace that is not trusted, and of a key nothing but its kind and the certificate that it belongs to.
 */
export async function hoverPemText(
  state: HostState,
  line: number,
  workspace: Workspace,
): Promise<Hover | undefined> {
  if (!workspace.settings.trusted || state.text.language !== "yaml") return undefined;
  const { lines } = state.text;
  const texts = pemTexts(lines, line);
  const own = texts.find(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine);
  if (!own || !(state.clusters.length > 0 || lines.some((text) => resource.test(text)))) return undefined;
  const files: PemFile[] = [];
  for (const { text } of texts) files.push(await workspace.decode(text));
  const file = files[texts.indexOf(own)];
  const [only, ...others] = file?.blocks ?? [];
  const shownLine = only && others.length === 0 ? only.firstLine : -1;
  const certificates = files.flatMap(certificatesOf);
  const markdown = file && hoverPem(file, shownLine, workspace.now(), workspace.pki, certificates);
  if (markdown === undefined) return undefined;
  const text = trimEndOf(lines[line] ?? "", "\r\n");
  return { markdown, line, span: { start: text.length - text.trimStart().length, end: text.length } };
}

const resource = /^ {0,4}(?:- )?["']?kind["']?:[ \t]*["']?(?:Secret|ConfigMap)\b/;
