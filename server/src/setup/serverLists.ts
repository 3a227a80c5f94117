import { join } from "node:path";
import type { Certificate, Crl } from "../core/pki.ts";
import { toPem } from "../pki/create.ts";
import { pki } from "../pki/index.ts";
import type { WantedSetting } from "./configuration/wanted.ts";
import { readPem, type SetupContext, serverPath, type Target, toUri } from "./context.ts";
import { isIssuedBy } from "./isIssuedBy.ts";
import type { FileSpec } from "./pathPlan.ts";
import { wayOf } from "./pathTitles.ts";
import { type Note, SetupProblem } from "./plan.ts";

/** A CA whose revocation list the server shall have. */
export interface ListedAuthority {
  /** Its subject, in words. */
  readonly title: string;
  /** The hash of its name, as OpenSSL looks lists up in a directory. */
  readonly hash: string;
  /** Absent while it is still to be made. */
  readonly certificate?: Certificate;
}

/** The files in which the server is given revocation lists. */
export interface ServerLists {
  readonly files: readonly FileSpec[];
  readonly settings: readonly WantedSetting[];
  /** What they hold, given a list in PEM of each CA. */
  contents(made: readonly string[]): readonly (readonly [path: string, content: string])[];
}

/**
 * Where the server looks for lists: one file with all of them, in which those of other CAs stay, or a directory with one each
 * under its issuer's hash. `undefined` where the data directory is not known. @throws SetupProblem
 */
export async function serverLists(
  context: SetupContext,
  target: Target | undefined,
  form: "file" | "directory",
  authorities: readonly ListedAuthority[],
): Promise<ServerLists | undefined> {
  if (!target?.dataDirectory) return undefined;
  return form === "file"
    ? inFile(context, target, target.dataDirectory, authorities)
    : inDirectory(context, target, target.dataDirectory, authorities);
}

/** How the server that runs is given lists; `undefined` when it is given none, and then wants none. */
export function listForm(target: Target | undefined): "file" | "directory" | undefined {
  if (target?.cluster.settings.value("ssl_crl_file")) return "file";
  const hasDirectory = target && target.cluster.serverVersion >= 14;
  return hasDirectory && target.cluster.settings.value("ssl_crl_dir") ? "directory" : undefined;
}

/** A word on a CA that the server is to trust, and has no list of; `name` is what it is called. */
export const listNeeded = (name: string): Note => ({
  kind: "warning",
  text: `The server has CRLs, so it refuses the clients of ${name} until it has the CRL of that CA too: ${wayOf("crl")}.`,
});

/** The lists in the file of `ssl_crl_file`. @throws SetupProblem when it cannot be read */
export async function listsInFile(
  context: SetupContext,
  target: Target,
): Promise<{ path: string; lists: readonly Crl[] } | undefined> {
  const named = target.cluster.settings.value("ssl_crl_file");
  if (!named) return undefined;
  const path = serverPath(target, named);
  return { path, lists: await readLists(context, path) };
}

/** The files of `ssl_crl_dir` with lists of a CA. @throws SetupProblem when one cannot be read */
export async function listsInDirectory(
  context: SetupContext,
  target: Target,
  authority: Certificate,
): Promise<string[]> {
  const named = target.cluster.serverVersion >= 14 && target.cluster.settings.value("ssl_crl_dir");
  if (!named) return [];
  const folder = serverPath(target, named);
  const found: string[] = [];
  for (const { name } of (await context.host.readDirectory(toUri(folder))) ?? []) {
    if (!name.startsWith(`${pki.nameHash(authority, "subject")}.r`)) continue;
    const lists = await readLists(context, join(folder, name));
    if (lists.some((list) => isIssuedBy(list, authority))) found.push(join(folder, name));
  }
  return found;
}

export const toListPem = (lists: readonly Crl[]): string =>
  lists.map(({ der }) => toPem("X509 CRL", der)).join("");

async function inFile(
  context: SetupContext,
  target: Target,
  dataDirectory: string,
  authorities: readonly ListedAuthority[],
): Promise<ServerLists> {
  const { path, lists } = (await listsInFile(context, target)) ?? {
    path: join(dataDirectory, "root.crl"),
    lists: [],
  };
  const others = lists.filter(
    (list) => !authorities.some(({ certificate }) => certificate && isIssuedBy(list, certificate)),
  );
  return {
    files: [{ path, role: "crl", description: "CRLs for the server", replaces: true }],
    settings: [{ name: "ssl_crl_file", value: path, label: "Set the CRL file", isPath: true }],
    contents: (made) => [[path, [toListPem(others), ...made].join("")]],
  };
}

async function inDirectory(
  context: SetupContext,
  target: Target,
  dataDirectory: string,
  authorities: readonly ListedAuthority[],
): Promise<ServerLists> {
  const { settings, serverVersion } = target.cluster;
  if (serverVersion < 14)
    throw new SetupProblem(`ssl_crl_dir exists from PostgreSQL 14 on, not in ${serverVersion}`, "crlForm");
  const named = settings.value("ssl_crl_dir");
  const folder = named ? serverPath(target, named) : join(dataDirectory, "crl");
  const files: FileSpec[] = [];
  for (const authority of authorities) {
    files.push({
      path: await hashedPath(context, folder, authority),
      role: "crl",
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

/** `<hash>.r<n>`: that which holds a list of this CA, or the first free one. */
async function hashedPath(
  context: SetupContext,
  folder: string,
  { hash, certificate }: ListedAuthority,
): Promise<string> {
  for (let number = 0; ; number++) {
    const path = join(folder, `${hash}.r${number}`);
    if ((await context.host.stat(toUri(path))) === undefined) return path;
    const [old] = await readLists(context, path);
    if (old && certificate && isIssuedBy(old, certificate)) return path;
  }
}

const readLists = async (context: SetupContext, path: string): Promise<Crl[]> =>
  (await readPem(context, path))?.blocks.flatMap(({ crl }) => crl ?? []) ?? [];
