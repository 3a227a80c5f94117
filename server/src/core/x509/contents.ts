import type { FileUse } from "../cluster/cluster.ts";
import type { OpenSslFamily } from "../model/serverBuild.ts";
import type { Certificate, Crl, KeyFacts, PemBlock, PemFile } from "../pki.ts";

/** The labels by which OpenSSL knows what a PEM block holds. */
const labels = {
  certificate: /^(X509 |TRUSTED )?CERTIFICATE$/,
  key: /^((ENCRYPTED|RSA|EC|DSA) )?PRIVATE KEY$/,
  crl: /^X509 CRL$/,
  parameters: /^(X9\.42 )?DH PARAMETERS$/,
};

/** What a PEM block may hold for the server. */
export type BlockKind = keyof typeof labels;

/** What the server takes out of the file of a role. */
export const wantedKinds: Readonly<Record<string, BlockKind>> = {
  ssl_cert_file: "certificate",
  ssl_key_file: "key",
  ssl_ca_file: "certificate",
  ssl_crl_file: "crl",
  ssl_dh_params_file: "parameters",
};

/** Whether a block is of a kind, by its label. */
export function isOfKind(block: PemBlock, kind: BlockKind): boolean {
  return labels[kind].test(block.label);
}

/**
 * The blocks that OpenSSL sees. It overlooks those whose BEGIN mark is not alone at the start of a line; 1.1.1 also
 * one after a byte-order mark.
 */
export function visibleBlocks(pem: PemFile | undefined, family: OpenSslFamily): readonly PemBlock[] {
  const blocks = (pem?.form === "pem" ? pem.blocks : []).filter((block) => block.damaged !== "overlooked");
  const hidden = pem?.byteOrderMark === "utf-8" && family === "1.1.1";
  return hidden ? blocks.filter((block) => block.firstLine > 0) : blocks;
}

/** Why OpenSSL cannot decode what a block holds; `undefined` for keys of a kind that is unknown here. */
export function whyUndecodable(block: PemBlock, family: OpenSslFamily): string | undefined {
  const { problem, key, certificate, crl } = block;
  if (family === "3.5" && (certificate ?? crl)?.hasShortDate) return "a date in it lacks its seconds or more";
  return problem ?? (key?.unsupported ? undefined : key?.problem);
}

/** The blocks of a kind that OpenSSL sees in a file. */
export function blocksOf(
  use: FileUse | undefined,
  kind: BlockKind,
  family: OpenSslFamily,
): readonly PemBlock[] {
  return visibleBlocks(use?.file.pem, family).filter((block) => isOfKind(block, kind));
}

/** The certificates that OpenSSL sees in a file, in its order. */
export function certificatesOf(use: FileUse | undefined, family: OpenSslFamily): Certificate[] {
  return decoded(use, "certificate", family).flatMap((block) => block.certificate ?? []);
}

/** The CRLs that OpenSSL sees in a file. */
export function crlsOf(use: FileUse | undefined, family: OpenSslFamily): Crl[] {
  return decoded(use, "crl", family).flatMap((block) => block.crl ?? []);
}

/** The blocks of a kind that OpenSSL can decode. */
function decoded(use: FileUse | undefined, kind: BlockKind, family: OpenSslFamily): PemBlock[] {
  return blocksOf(use, kind, family).filter((block) => whyUndecodable(block, family) === undefined);
}

/** Whether everything in a file is known, so that what was not found in it is not there. */
export function isFullyKnown(use: FileUse | undefined): boolean {
  const pem = use?.file.pem;
  return pem?.form === "pem" && pem.blocks.every((block) => block.problem === undefined);
}

/** The private keys that OpenSSL comes to in a file, the one that it takes first; 3 goes past keys that it cannot decode. */
export function keysOf(use: FileUse | undefined, family: OpenSslFamily): KeyFacts[] {
  const readable = family !== "1.1.1" ? decoded(use, "key", family) : blocksOf(use, "key", family);
  return readable.flatMap((block) => block.key ?? []);
}
