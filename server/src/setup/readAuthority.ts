import { join } from "node:path";
import { isAuthority } from "../core/index.ts";
import type { Certificate, KeyFacts } from "../core/pki.ts";
import type { Issuer, KeyPair } from "../pki/create.ts";
import { readPrivateKey, UnusableKey } from "../pki/privateKeys.ts";
import { toPem } from "../pki/toPem.ts";
import { certificatesIn, readBytes, readPem, type SetupContext } from "./context.ts";
import type { Making } from "./pathPlan.ts";
import { type NeededSecret, SetupProblem } from "./plan.ts";
import type { SecretId } from "./request.ts";

/** A CA of a folder: `root.crt` with `root.key`, or `intermediate.crt` with `intermediate.key`. */
export interface AuthorityFiles {
  readonly certificate: Certificate;
  readonly certificatePath: string;
  readonly keyPath: string;
  /** Where its CRL is or will be. */
  readonly crlPath: string;
  /** Absent when the key is not there: it may be offline. */
  readonly key?: KeyFacts;
}

/** The CAs of a folder, as far as they are there. */
export interface Authority {
  readonly root?: AuthorityFiles;
  readonly intermediate?: AuthorityFiles;
}

export const authorityPaths = (folder: string, name: "root" | "intermediate") => ({
  certificatePath: join(folder, `${name}.crt`),
  keyPath: join(folder, `${name}.key`),
  crlPath: join(folder, `${name}.crl`),
});

/** Looks at a CA's folder. @throws SetupProblem for files that are there and hold something else */
export async function readAuthority(context: SetupContext, folder: string): Promise<Authority> {
  const [root, intermediate] = await Promise.all([
    readOne(context, folder, "root"),
    readOne(context, folder, "intermediate"),
  ]);
  return { ...(root && { root }), ...(intermediate && { intermediate }) };
}

async function readOne(
  context: SetupContext,
  folder: string,
  name: "root" | "intermediate",
): Promise<AuthorityFiles | undefined> {
  const paths = authorityPaths(folder, name);
  const file = await readPem(context, paths.certificatePath);
  if (!file) return undefined;
  const [certificate] = certificatesIn(file);
  if (!certificate || !isAuthority(certificate)) {
    throw new SetupProblem(`${paths.certificatePath} holds no CA certificate in PEM`, "authorityFolder");
  }
  const key = (await readPem(context, paths.keyPath))?.blocks.find((block) => block.key)?.key;
  if (key?.publicKey && key.publicKey.fingerprint !== certificate.publicKey.fingerprint) {
    throw new SetupProblem(`${paths.keyPath} does not belong to ${paths.certificatePath}`, "authorityFolder");
  }
  return { certificate, ...paths, ...(key && { key }) };
}

/** The CA that issues: the intermediate one where there is one. @throws SetupProblem when there is none, or its key is away */
export function issuingFiles(authority: Authority, folder: string): AuthorityFiles {
  const files = authority.intermediate ?? authority.root;
  if (!files)
    throw new SetupProblem(`${folder} holds no CA (root.crt, root.key): make one first`, "authorityFolder");
  return needKey(files);
}

/** @throws SetupProblem when the key is away */
export function needKey(files: AuthorityFiles): AuthorityFiles {
  if (files.key) return files;
  throw new SetupProblem(
    `${files.keyPath} is missing: the CA's key is needed to sign; put it back for now`,
    "authorityFolder",
  );
}

/** The passphrase that opens a CA's key, where it is encrypted. */
export function secretsOf({ key, keyPath }: AuthorityFiles): NeededSecret[] {
  return key?.encrypted
    ? [{ id: "authorityKey", prompt: `Passphrase of the CA key ${keyPath}`, isNew: false }]
    : [];
}

/** @throws SetupProblem when the key does not open or does not belong to the certificate */
export async function openIssuer(
  context: SetupContext,
  files: AuthorityFiles,
  { secrets }: Making,
): Promise<Issuer> {
  const key = await openKey(
    context,
    files.keyPath,
    files.key?.encrypted,
    secrets.authorityKey,
    "authorityKey",
  );
  return { certificate: files.certificate.der, key };
}

/** Reads a private key. @throws SetupProblem that shows nothing of its content */
export async function openKey(
  context: SetupContext,
  path: string,
  isEncrypted: boolean | undefined,
  passphrase: string | undefined,
  secret: SecretId,
): Promise<KeyPair> {
  const bytes = await readBytes(context, path);
  if (!bytes) throw new SetupProblem(`${path} is not there`);
  if (isEncrypted && passphrase === undefined)
    throw new SetupProblem(`${path} is encrypted: its passphrase is needed (${secret})`, "secrets");
  try {
    return await readPrivateKey(bytes, isEncrypted ? passphrase : undefined);
  } catch (error) {
    if (error instanceof UnusableKey) throw new SetupProblem(`${path}: ${error.message}`, "secrets");
    throw error;
  } finally {
    bytes.fill(0);
  }
}

export const toCertificatePem = (...chain: readonly Uint8Array[]): string =>
  chain.map((der) => toPem("CERTIFICATE", der)).join("");
