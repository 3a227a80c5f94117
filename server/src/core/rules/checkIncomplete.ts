import {
  maxAnsibleClusters,
  maxAnsibleItems,
  maxAnsibleLines,
  maxComposeServices,
  maxExtended,
  maxManifestClusters,
  maxManifestDocuments,
  maxManifestLength,
  maxMerged,
  maxProjectFiles,
  maxServiceEntries,
  maxVariable,
} from "../carriers/limits.ts";
import type { Excess } from "../carriers/unread.ts";
import { type Cluster, type LeftOut, namedFiles } from "../cluster/cluster.ts";
import { maxLines, maxRepeatedLines, maxSize } from "../cluster/readLimits.ts";
import { maxDirectoryEntries } from "../host.ts";
import type { Rule, RulePage } from "../ruleKit/rule.ts";
import { certificatesOf, crlsOf } from "../x509/contents.ts";
import { maxVerified } from "../x509/issuer.ts";
import { maxMisfits } from "../x509/rememberSignatures.ts";

/** Where pgssl does not check all that a server reads: silence would be mistaken for approval. */
export const checkIncomplete: Rule = {
  id: "check-incomplete",
  severity: "warning",
  serverEffect: null,
  summary: "Part of the configuration is not checked.",
  instead: "Remove what nobody needs, or bring back the file system; pgssl then checks the rest.",
  cluster({ cluster }, report) {
    for (const { place, why } of cluster.leftOut) report(place, reasons[why]);
    const { namesakes, lists } = countNamesakes(cluster);
    const used = (...names: readonly string[]) =>
      namedFiles(cluster).find(({ setting }) => names.includes(setting));
    const use = used("ssl_ca_file");
    const listsUse = used("ssl_crl_file", "ssl_crl_dir");
    if (listsUse && lists)
      report(
        listsUse.place,
        `Not all CRLs are checked: ${count(lists)} are in the name of one CA; remove old ones.`,
      );
    if (use && namesakes)
      report(
        use.place,
        `Not all signatures are verified: ${count(namesakes)} CA certificates have one name; remove old ones.`,
      );
  },
  embedded: { kind: "left-out", message: (word) => ofManifest[word as Excess] },
};

export const checkIncompletePage: RulePage = {
  why: `pgssl reads at most ${count(maxSize / 1_000_000)} MB and ${count(maxLines)} lines of the files of one server, ${count(maxDirectoryEntries)} entries of a directory, and ${count(maxManifestClusters)} clusters of a manifest; of a manifest that is over ${count(maxManifestLength / 1_000_000)} million characters, or whose aliases repeat as many, it reads nothing. It does not go on with files that are included again and again, nor with signatures of very many CA certificates or CRLs of one name, and it does not wait for a file system that does not answer. The server does all of this.`,
  bad: [
    `
    -- postgresql.conf --
    include 'large.conf'
    #       ^^^^^^^^^^^^
    -- large.conf lines=300001 --
    # left from a script
    `,
    `
    # pgssl: version=18
    -- postgresql.conf --
    -- pg_hba.conf --
    include large.conf
    #       ^^^^^^^^^^
    -- large.conf lines=300001 --
    # left from a script
    `,
  ],
  good: [
    `
    -- postgresql.conf --
    include 'large.conf'
    -- large.conf lines=10000 --
    # left from a script
    `,
  ],
};

/** What of a manifest is left out. */
const ofManifest: Readonly<Record<Excess, string>> = {
  length: `This manifest is not checked: it is over ${count(maxManifestLength / 1_000_000)} million characters; split it.`,
  clusters: `Not checked from here on: the file has over ${count(maxManifestClusters)} clusters; split it.`,
  documents: `Not checked from here on: the file has over ${count(maxManifestDocuments)} documents; split it.`,
  files: `Not all is checked: over ${maxProjectFiles} manifests or ${count(maxManifestLength / 1_000_000)} million characters are beside this; split the folder.`,
  aliases: `This document is not checked: aliases repeat over ${count(maxManifestLength / 1_000_000)} million characters; use fewer.`,
  services: `Not checked from here on: the project has over ${count(maxComposeServices)} services; split it.`,
  entries: `This service is not checked: a list of it has over ${count(maxServiceEntries)} entries; remove what nobody needs.`,
  tasks: `Not checked from here on: the file has over ${count(maxAnsibleClusters)} tasks and variables of PostgreSQL; split it.`,
  together: `Not all is checked: the files beside this one have over ${count(maxManifestLength / 1_000_000)} million characters; split them.`,
  merged: `Not all is checked: over ${count(maxMerged)} files are merged or included, or ${count(maxExtended)} services extended; join some.`,
  variable: `Not all is checked: a variable of a .env file has over ${count(maxVariable)} characters; shorten it.`,
  items: `Not all is checked: the list has over ${count(maxAnsibleItems)} items or ${count(maxAnsibleLines)} lines; shorten it.`,
};

const reasons: Readonly<Record<LeftOut["why"], string>> = {
  size: `Not checked, since over ${count(maxSize / 1_000_000)} MB or ${count(maxLines)} lines are included; include less for a full check.`,
  one: `This file is not checked: it is over ${count(maxSize / 1_000_000)} MB or ${count(maxLines)} lines; remove what nobody needs.`,
  repeated: `Not all is checked: ${count(maxRepeatedLines)} lines are included more than once; remove the repetitions.`,
  entries: `Only the first ${count(maxDirectoryEntries)} entries of this directory are checked; remove what is not needed.`,
  "no-answer": "This is not checked: no answer from the file system; restore it.",
};

/** A number below a million with a comma; the platform's own function would load its tables of languages at each start. */
function count(number: number): string {
  const text = String(number);
  return text.length > 3 ? `${text.slice(0, -3)},${text.slice(-3)}` : text;
}

/** How many certificates, and how many lists, are of one name where these are too many to verify all signatures in that name. */
function countNamesakes(cluster: Cluster): { readonly namesakes?: number; readonly lists?: number } {
  const [issuers, signed, listed] = [new Map(), new Map(), new Map()] as const;
  const add = (counts: Map<string, number>, name: string) => counts.set(name, (counts.get(name) ?? 0) + 1);
  for (const use of namedFiles(cluster)) {
    const certificates = certificatesOf(use, cluster.openSsl);
    const lists = crlsOf(use, cluster.openSsl);
    for (const { subject } of certificates) add(issuers, subject.canonical);
    for (const { issuer } of [...certificates, ...lists]) add(signed, issuer.canonical);
    for (const { issuer } of lists) add(listed, issuer.canonical);
  }
  let pairs = 0;
  let namesakes = 0;
  let lists = 0;
  for (const [name, times] of issuers) {
    pairs += times * (signed.get(name) ?? 0);
    if (signed.has(name)) namesakes = Math.max(namesakes, times);
    lists = Math.max(lists, listed.get(name) ?? 0);
  }
  return {
    ...((namesakes > maxVerified || (namesakes > 1 && pairs > maxMisfits)) && { namesakes }),
    ...(lists > maxVerified && { lists }),
  };
}
