import { type Cluster, type FileFacts, type FileUse, partnerOf } from "../../cluster/cluster.ts";
import { pathOf } from "../../cluster/uris.ts";
import { ownerInWords } from "../../cluster/userInWords.ts";
import type { Diagnostic } from "../../model/diagnostic.ts";
import { formatMode } from "../../model/fileMode.ts";
import type { FileView, ViewFact } from "../../model/fileView.ts";
import type { PemBlock, PemFile, Pki } from "../../pki.ts";
import { stateInWords } from "../describe/describeFile.ts";
import { certificatesOf, formInWords } from "../describe/describePem.ts";
import { belongTogether } from "../describe/fileInShort.ts";
import { formatMoment } from "../describe/timeInWords.ts";
import { visible } from "../hover/render.ts";
import { bySeverity } from "../tree/problemsNode.ts";
import { blockView } from "./blockView.ts";
import { chainsOf } from "./chainsOf.ts";

/** A use of a file by a known cluster. */
export interface KnownUse {
  readonly use: FileUse;
  readonly cluster: Cluster;
}

/** What the page of a file is made from. */
export interface ViewedFile {
  readonly uri: string;
  readonly file: FileFacts;
  readonly uses: readonly KnownUse[];
  /** What was found where these name it. */
  readonly problems: readonly Diagnostic[];
  readonly trusted: boolean;
  readonly serverPlatform: Cluster["serverPlatform"];
  readonly expiryWarningDays: number;
  /** Absent where no file was decoded. */
  readonly pki?: Pki;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** A certificate, key or CRL file as a page shows it. Total: whatever the file holds, there are words for it. */
export function fileView(viewed: ViewedFile): FileView {
  const { uri, file, uses, trusted } = viewed;
  const all = blocksOf(file.pem);
  const shown = all.slice(0, maxBlocks);
  return {
    path: visible(pathOf(uri)),
    title: titleOf(file, all),
    notes: [
      ...notesOn(file, viewed),
      ...(!trusted && file.state === "file"
        ? ["The file is not opened, since the workspace is not trusted."]
        : []),
    ],
    facts: [...rightsOf(file, viewed), ...keyFacts(viewed)],
    uses: uses.map(placedUse),
    problems: bySeverity(viewed.problems).map(({ severity, message }) => ({
      severity,
      message: visible(message),
    })),
    chains: chainsOf(all, viewed),
    blocks: shown.map((block) => blockView(block, viewed)),
    left: all.length - shown.length,
  };
}

/** The blocks of a PEM file, or what a DER file holds as the one block of it. */
function blocksOf(pem: PemFile | undefined): readonly Partial<PemBlock>[] {
  return pem?.der ? [pem.der] : (pem?.blocks ?? []);
}

function titleOf({ state, pem }: FileFacts, blocks: readonly Partial<PemBlock>[]): string {
  if (state === "directory") return "Directory";
  const parts = kinds.flatMap(([of, one, many]) => {
    const count = blocks.filter(of).length;
    return count === 0 ? [] : [count === 1 ? one : `${count} ${many}`];
  });
  const words = parts.length > 0 ? parts.join(", ") : "Nothing that is known here";
  const form = pem?.der ? " (DER)" : "";
  return words.charAt(0).toUpperCase() + words.slice(1) + form;
}

const kinds: readonly (readonly [of: (block: Partial<PemBlock>) => unknown, one: string, many: string])[] = [
  [({ certificate }) => certificate, "certificate", "certificates"],
  [({ key }) => key, "private key", "private keys"],
  [({ crl }) => crl, "CRL", "CRLs"],
  [({ request }) => request, "certificate signing request", "certificate signing requests"],
  [({ dhBits }) => dhBits, "Diffie-Hellman parameters", "sets of Diffie-Hellman parameters"],
];

function notesOn({ state, pem }: FileFacts, { serverPlatform, uses }: ViewedFile): string[] {
  if (state === "directory") return ["This is a directory."];
  if (state !== "file") return [stateInWords[state]];
  const notes: string[] = [];
  if (pem && pem.form !== "pem") notes.push(formInWords[pem.form]);
  if (pem?.byteOrderMark) notes.push(`It starts with a ${pem.byteOrderMark.toUpperCase()} byte-order mark.`);
  if (serverPlatform === "windows" && uses.some(({ use }) => use.setting === "ssl_key_file"))
    notes.push("The server runs on Windows, where it does not look at file modes and owners.");
  if (
    pem &&
    new Set(certificatesOf(pem).map(({ fingerprint }) => fingerprint)).size < certificatesOf(pem).length
  )
    notes.push("It holds the same certificate more than once.");
  return notes;
}

function rightsOf({ stat }: FileFacts, { serverPlatform, uses }: ViewedFile): ViewFact[] {
  if (!stat) return [];
  const rows: ViewFact[] = [
    { label: "Size", value: `${stat.size} bytes` },
    { label: "Changed", value: formatMoment(stat.modified) },
  ];
  if (serverPlatform === "windows") return rows;
  if (stat.mode === undefined && stat.owner === undefined)
    rows.push({ label: "Mode", value: "unknown here" });
  if (stat.mode !== undefined) rows.push({ label: "Mode", value: formatMode(stat.mode) });
  if (stat.owner !== undefined)
    rows.push({ label: "Owner", value: visible(ownerInWords(stat.owner, uses[0]?.cluster ?? {})) });
  return rows;
}

function placedUse({ use: { setting, place, isDefault, hostNames } }: KnownUse): FileView["uses"][number] {
  const where = `${pathOf(place.uri)}:${place.line + 1}`;
  const named = hostNames ? `${setting} for ${hostNames.join(", ")} in ${where}` : `${setting} in ${where}`;
  const words = isDefault ? `the default of ${setting}, with ssl in ${where}` : named;
  return { words: visible(words), uri: place.uri, line: place.line };
}

/** Whether the certificate of a setting and the key beside it belong together, for either file. */
function keyFacts({ uses }: ViewedFile): ViewFact[] {
  for (const { use, cluster } of uses) {
    const partner = partnerOf(use, cluster);
    const matches = partner && belongTogether(use.file, partner.file);
    if (matches === undefined) continue;
    const label = use.setting === "ssl_key_file" ? "Certificate" : "Key";
    return [
      { label, value: `${matches ? "✓ fits" : "✗ does not fit"}: ${visible(partner?.file.path ?? "")}` },
    ];
  }
  return [];
}

/** Blocks that a page shows. */
const maxBlocks = 200;
