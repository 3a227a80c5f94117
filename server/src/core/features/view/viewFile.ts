import { diagnose } from "../../check/diagnose.ts";
import { isAbout, namedFiles } from "../../cluster/cluster.ts";
import { pathOf } from "../../cluster/uris.ts";
import { mainFileCandidates, type Project } from "../../gather/workspace.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import type { FileView } from "../../model/fileView.ts";
import { fileView, type KnownUse } from "./fileView.ts";

/**
 * Reads a certificate, key or CRL file for its page. `documents` are those whose clusters may name it, beside a
 * postgresql.conf near the file.
 */
export async function viewFile(
  project: Project,
  uri: string,
  documents: readonly string[],
): Promise<FileView> {
  const { facts, settings } = project;
  const uses = await findUses(project, uri, [...mainFileCandidates(uri), ...documents]);
  const [first] = uses;
  const file = await facts.file(pathOf(uri), uri, settings.trusted || !mayHoldKey(uri, uses));
  return fileView({
    uri,
    file,
    ...(facts.pki && { pki: facts.pki }),
    uses,
    problems: await findProblems(project, uses),
    trusted: settings.trusted,
    serverPlatform: first?.cluster.serverPlatform ?? settings.serverPlatform,
    expiryWarningDays: settings.expiryWarningDays,
    now: facts.now(),
  });
}

async function findUses(project: Project, uri: string, documents: readonly string[]): Promise<KnownUse[]> {
  const uses: KnownUse[] = [];
  const seen = new Set<string>();
  for (const document of documents) {
    const state = (await project.locate(document))?.state;
    if (!state || seen.has(state.key)) continue;
    seen.add(state.key);
    for (const use of namedFiles(state.cluster))
      if (use.file.uri === uri) uses.push({ use, cluster: state.cluster });
  }
  return uses;
}

async function findProblems(project: Project, uses: readonly KnownUse[]): Promise<Diagnostic[]> {
  const problems: Diagnostic[] = [];
  for (const { use } of uses) {
    const located = await project.locate(use.place.uri);
    if (located) problems.push(...diagnose(project, located).filter((problem) => isAbout(problem, use)));
  }
  return problems;
}

/** Neither the configuration nor its name tells that the file is no key. */
function mayHoldKey(uri: string, uses: readonly KnownUse[]): boolean {
  if (uses.some(({ use }) => use.role === "ssl_key_file")) return true;
  return uses.length === 0 && !/\.(crt|cer|crl|r[0-9]+)$/i.test(uri);
}
