import type { Certificate } from "../core/pki.ts";
import { createCertificate, createKey, type Issuer } from "../pki/create.ts";
import { pki } from "../pki/index.ts";
import { toPrivateKeyPem } from "../pki/privateKeys.ts";
import type { SetupContext } from "./context.ts";
import { datesFor, defaultAuthorityDays } from "./dates.ts";
import type { FileSpec, Making } from "./pathPlan.ts";
import { type NeededSecret, SetupProblem } from "./plan.ts";
import {
  type Authority,
  authorityPaths,
  issuingFiles,
  needKey,
  openIssuer,
  readAuthority,
  secretsOf,
  toCertificatePem,
} from "./readAuthority.ts";
import type { SetupRequest } from "./request.ts";

/** A CA that will be there: what is missing of it is made. */
export interface AuthorityPlan {
  readonly files: readonly FileSpec[];
  readonly secrets: readonly NeededSecret[];
  /** Where the root's certificate is or will be. */
  readonly rootPath: string;
  /** What is there already. */
  readonly present: Authority;
  /** Opens the CA, or makes it. @throws SetupProblem */
  open(making: Making): Promise<OpenAuthority>;
}

export interface OpenAuthority {
  readonly issuer: Issuer;
  /** DER; those of the CAs between a certificate and the root. */
  readonly intermediates: readonly Uint8Array[];
  /** DER. */
  readonly root: Uint8Array;
  /** The CAs that are made, the root first. */
  readonly made: readonly Issuer[];
  /** What the files that are made hold. */
  readonly contents: readonly (readonly [path: string, content: string])[];
}

/** `root`: a root that issues itself; `chain`: a root with an intermediate; `present`: what is there, nothing is made. */
export type AuthorityShape = "root" | "chain" | "present";

/** Plans a CA in a folder. @throws SetupProblem when what is there cannot be used */
export async function planAuthority(
  context: SetupContext,
  folder: string,
  shape: AuthorityShape,
  request: SetupRequest,
): Promise<AuthorityPlan> {
  const present = await readAuthority(context, folder);
  const rootPaths = authorityPaths(folder, "root");
  const middlePaths = authorityPaths(folder, "intermediate");
  const makesRoot = shape !== "present" && !present.root;
  const makesMiddle = shape === "chain" && !present.intermediate;
  if (makesRoot && present.intermediate) {
    throw new SetupProblem(`${folder} holds an intermediate CA, but not its root.crt`, "authorityFolder");
  }
  const opened = makesMiddle
    ? present.root && needKey(present.root)
    : !makesRoot && issuingFiles(present, folder);
  const files: FileSpec[] = [
    ...(makesRoot ? authorityFiles(rootPaths, "the root CA") : []),
    ...(makesMiddle ? authorityFiles(middlePaths, "the intermediate CA") : []),
  ];
  const secrets: NeededSecret[] = [
    ...(opened ? secretsOf(opened) : []),
    ...(files.length > 0 && request.encryptAuthorityKey
      ? [{ id: "newAuthorityKey" as const, prompt: "Passphrase for the new CA key", isNew: true }]
      : []),
  ];
  return {
    files,
    secrets,
    rootPath: rootPaths.certificatePath,
    present,
    async open(making) {
      const contents: [string, string][] = [];
      const made: Issuer[] = [];
      const passphrase = request.encryptAuthorityKey ? making.secrets.newAuthorityKey : undefined;
      const make = async (paths: typeof rootPaths, name: string, above?: Issuer): Promise<Issuer> => {
        making.step(`Making the key of ${name}`);
        const issuer = await makeAuthority(name, request, making.now, above);
        contents.push([paths.keyPath, await toPrivateKeyPem(issuer.key, passphrase)]);
        contents.push([paths.certificatePath, toCertificatePem(issuer.certificate)]);
        made.push(issuer);
        return issuer;
      };
      const name = request.authorityName ?? `PostgreSQL CA of ${context.machine.name}`;
      let issuer = opened ? await openIssuer(context, opened, making) : await make(rootPaths, name);
      const root = present.root?.certificate.der ?? issuer.certificate;
      if (makesMiddle) issuer = await make(middlePaths, intermediateName(nameOf(root)), issuer);
      const isRoot = Buffer.from(issuer.certificate).equals(root);
      return { issuer, root, intermediates: isRoot ? [] : [issuer.certificate], made, contents };
    },
  };
}

/** The common name of the intermediate CA that is made below a root. */
export const intermediateName = (root: string): string => `${root} Intermediate`;

function authorityFiles(paths: ReturnType<typeof authorityPaths>, what: string): FileSpec[] {
  return [
    { path: paths.keyPath, kind: "ca-key", description: `private key of ${what}` },
    { path: paths.certificatePath, kind: "ca-certificate", description: `certificate of ${what}` },
  ];
}

async function makeAuthority(
  subject: string,
  { keyKind = "EC P-256", authorityDays = defaultAuthorityDays }: SetupRequest,
  now: number,
  above: Issuer | undefined,
): Promise<Issuer> {
  const key = await createKey(keyKind);
  const issuer = above && decode(above.certificate);
  const certificate = await createCertificate({
    subject,
    key,
    ...(above && { issuer: above, pathLength: 0 }),
    role: "ca",
    ...datesFor(now, authorityDays, issuer),
  });
  return { certificate, key };
}

const nameOf = (der: Uint8Array): string => decode(der).subject.commonName ?? "PostgreSQL CA";

/** A certificate that is known to be one. */
export function decode(der: Uint8Array): Certificate {
  const { certificate } = pki.decode(der).der ?? {};
  if (!certificate) throw new SetupProblem("A certificate that was just read cannot be decoded");
  return certificate;
}
