import { join } from "node:path";
import type { Certificate, Crl } from "../core/pki.ts";
import { toUri } from "../disk/fileUri.ts";
import { pki } from "../pki/index.ts";
import { toPem } from "../pki/toPem.ts";
import type { WantedSetting } from "./configuration/wanted.ts";
import { exists, readPem, type SetupContext, serverPath, type Target } from "./context.ts";
import { isIssuedBy } from "./isIssuedBy.ts";
import type { FileSpec } from "./pathPlan.ts";
import { wayOf } from "./pathTitles.ts";
import { type Note, SetupProblem } from "./plan.ts";

/** A CA whose CRL the server is to have. */
export interface CrlIssuer {
  /** Its subject, in words. */
  readonly title: string;
  /** The hash of its name, by which OpenSSL finds CRLs in a directory. */
  readonly hash: string;
  /** Absent while it is still to be made. */
  readonly certificate?: Certificate;
}

/** The files in which the server gets CRLs. */
export interface ServerCrls {
  readonly files: readonly FileSpec[];
  readonly settings: readonly WantedSetting[];
  /** What they hold, given a CRL in PEM of each CA. */
  contents(made: readonly string[]): readonly (readonly [path: string, content: string])[];
}

/**
 * Where the server looks for CRLs: one file with all of them, in which those of other CAs stay, or a directory with one each
 * under its issuer's hash. `undefined` where the data directory is not known. @throws SetupProblem
 */
export async function serverCrls(
  context: SetupContext,
  target: Target | undefined,
  form: "file" | "directory",
  authorities: readonly CrlIssuer[],
): Promise<ServerCrls | undefined> {
  if (!target?.dataDirectory) return undefined;
  return form === "file"
    ? inFile(context, target, target.dataDirectory, authorities)
    : inDirectory(context, target, target.dataDirectory, authorities);
}

/** How the configuration gives the server CRLs; `undefined` when it does not, and then it needs none. */
export function crlFormInForce(target: Target | undefined): "file" | "directory" | undefined {
  if (target?.cluster.settings.value("ssl_crl_file")) return "file";
  const hasDirectory = target && target.cluster.serverVersion >= 14;
  return hasDirectory && target.cluster.settings.value("ssl_crl_dir") ? "directory" : undefined;
}

/** A warning about a CA that the server is to trust and has no CRL of; `name` is its name. */
export const crlNeeded = (name: string): Note => ({
  kind: "warning",
  text: `The server has CRLs, so it refuses the clients of ${name} until it has the CRL of that CA too: ${wayOf("crl")}.`,
});

/** The CRLs in the file of `ssl_crl_file`. @throws SetupProblem when it cannot be read */
export async function crlsInFile(
  context: SetupContext,
  target: Target,
): Promise<{ path: string; crls: readonly Crl[] } | undefined> {
  const named = target.cluster.settings.value("ssl_crl_file");
  if (!named) return undefined;
  const path = serverPath(target, named);
  return { path, crls: await readCrls(context, path) };
}

/** The files of `ssl_crl_dir` with CRLs of a CA. @throws SetupProblem when one cannot be read */
export async function crlsInDirectory(
  context: SetupContext,
  target: Target,
  authority: Certificate,
): Promise<string[]> {
  const named = target.cluster.serverVersion >= 14 && target.cluster.settings.value("ssl_crl_dir");
  if (!named) return [];
  const folder = serverPath(target, named);
  const found: string[] = [];
  const entries = await context.host.readDirectory(toUri(folder));
  for (const { name } of typeof entries === "object" ? entries : []) {
    if (!name.startsWith(`${pki.nameHash(authority, "subject")}.r`)) continue;
    const crls = await readCrls(context, join(folder, name));
    if (crls.some((crl) => isIssuedBy(crl, authority))) found.push(join(folder, name));
  }
  return found;
}

export const toCrlPem = (crls: readonly Crl[]): string =>
  crls.map(({ der }) => toPem("X509 CRL", der)).join("");

async function inFile(
  context: SetupContext,
  target: Target,
  dataDirectory: string,
  authorities: readonly CrlIssuer[],
): Promise<ServerCrls> {
  const { path, crls } = (await crlsInFile(context, target)) ?? {
    path: join(dataDirectory, "root.crl"),
    crls: [],
  };
  const others = crls.filter(
    (crl) => !authorities.some(({ certificate }) => certificate && isIssuedBy(crl, certificate)),
  );
  return {
    files: [{ path, kind: "crl", description: "CRLs for the server", replaces: true }],
    settings: [{ name: "ssl_crl_file", value: path, label: "Set the CRL file", isPath: true }],
    contents: (made) => [[path, [toCrlPem(others), ...made].join("")]],
  };
}

async function inDirectory(
  context: SetupContext,
  target: Target,
  dataDirectory: string,
  authorities: readonly CrlIssuer[],
): Promise<ServerCrls> {
  const { settings, serverVersion } = target.cluster;
  if (serverVersion < 14)
    throw new SetupProblem(`ssl_crl_dir exists from PostgreSQL 14 on, not in ${serverVersion}`, "crlForm");
  const named = settings.value("ssl_crl_dir");
  const folder = named ? serverPath(target, named) : join(dataDirectory, "crl");
  const files: FileSpec[] = [];
  for (const authority of authorities) {
    files.push({
      path: await hashedPath(context, folder, authority),
      kind: "crl",
      description: `CRL of ${authority.title} for the server`,
      replaces: true,
    });
  }
  return {
    files,
    settings: [{ name: "ssl_crl_dir", value: folder, label: "Set the CRL directory", isPath: true }],
    contents: (made) => files.map(({ path }, index) => [path, made[index] ?? ""]),
  };
}

/** `<hash>.r<n>`: the one that holds a CRL of this CA, or the first free one. */
async function hashedPath(
  context: SetupContext,
  folder: string,
  { hash, certificate }: CrlIssuer,
): Promise<string> {
  for (let number = 0; ; number++) {
    const path = join(folder, `${hash}.r${number}`);
    if (!(await exists(context, path))) return path;
    const [old] = await readCrls(context, path);
    if (old && certificate && isIssuedBy(old, certificate)) return path;
  }
}

const readCrls = async (context: SetupContext, path: string): Promise<Crl[]> =>
  (await readPem(context, path))?.blocks.flatMap(({ crl }) => crl ?? []) ?? [];
