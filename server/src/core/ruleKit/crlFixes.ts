import type { Cluster, FileUse } from "../cluster/cluster.ts";
import { type DecodedFile, isDecoded } from "../cluster/decodedFile.ts";
import { folderOf, nameOf, pathOf } from "../cluster/uris.ts";
import type { Fix } from "../model/diagnostic.ts";
import type { Certificate, Crl } from "../pki.ts";
import { allBlocksOf, type BlockOfFile, blockAt } from "../x509/blockOfFile.ts";
import { type Revocation, whyIgnored } from "../x509/crlCoverage.ts";
import { firstGap } from "../x509/crlDirectory.ts";
import { isIssuer } from "../x509/issuer.ts";
import { groupByName } from "../x509/sameName.ts";
import { rewriteFix } from "./rewriteFix.ts";
import { shellWord } from "./shell.ts";

/** Ways to give the server the CRLs of CAs that are in files nearby: appended to its file, or by hashed names in its directory. */
export function crlFixes(
  { file, directory }: Revocation,
  authorities: readonly Certificate[],
  cluster: Cluster,
  nearby: readonly DecodedFile[],
): Fix[] {
  const known = groupByName(crlsIn(nearby, cluster), ({ crl }) => crl.issuer);
  const crls = authorities.flatMap(
    (authority) =>
      known.get(authority.subject.canonical)?.find(({ crl }) => isIssuer(authority, crl, cluster.pki)) ?? [],
  );
  if (crls.length === 0) return [];
  const appended = [...new Set(crls.map((block) => pathOf(block.file.uri)))].join(", ");
  return [
    ...(isDecoded(file?.file)
      ? rewriteFix(`Add the CRLs from ${appended}`, file, [...allBlocksOf(file.file), ...crls])
      : []),
    ...(directory ? linkFix(directory, crls, cluster) : []),
  ];
}

/** The CRLs of files that OpenSSL does not pass over, the newest first. */
function crlsIn(
  files: readonly DecodedFile[],
  { openSsl }: Cluster,
): (BlockOfFile & { readonly crl: Crl })[] {
  return files
    .flatMap(allBlocksOf)
    .flatMap((block) => {
      const { crl, problem } = blockAt(block) ?? {};
      return crl && !problem && whyIgnored(crl, openSsl) === undefined ? [{ ...block, crl }] : [];
    })
    .sort((a, b) => b.crl.thisUpdate - a.crl.thisUpdate);
}

/** Links with the names that OpenSSL looks for, `<hash>.r<number>`, to those of the files that are in the directory. */
function linkFix(directory: FileUse, crls: readonly BlockOfFile[], { pki, openSsl }: Cluster): Fix[] {
  const { uri, entries = [] } = directory.file;
  if (!uri || !pki) return [];
  const used = new Set(entries);
  const links: { name: string; target: string }[] = [];
  for (const block of crls) {
    const crl = blockAt(block)?.crl;
    if (!crl || folderOf(block.file.uri) !== uri) continue;
    const hash = pki.nameHash(crl, "crl-issuer");
    let number = 0;
    while (used.has(`${hash}.r${number}`)) number++;
    // A link that is not reached would be of no use.
    if (firstGap(directory, openSsl, hash, number) !== undefined) continue;
    const name = `${hash}.r${number}`;
    used.add(name);
    links.push({ name, target: nameOf(block.file.uri) });
  }
  if (links.length === 0) return [];
  const folder = pathOf(uri);
  const command = links
    .map(({ name, target }) => `ln -s ${shellWord(target)} ${shellWord(`${folder}/${name}`)}`)
    .join(" && ");
  const changes = links.map(({ name, target }) => `${name} leads to ${target}`);
  return [
    {
      title: `Link the CRLs by their hashed names in ${folder}`,
      action: { kind: "link-files", uri, links, changes, command },
    },
  ];
}
