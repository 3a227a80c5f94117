import type { FileFacts, FileUse } from "../cluster/cluster.ts";
import { fileSettings, hostColumns } from "../cluster/fileSettings.ts";
import { lacksFolder, namedFile } from "../cluster/files.ts";
import { type AccessChange, statInImage } from "../cluster/imageAccess.ts";
import { type PathBase, resolveIn } from "../cluster/pathBase.ts";
import type { Records } from "../cluster/records.ts";
import { childOf, folderOf, foldersInPath, isAbsolutePath, resolvePath } from "../cluster/uris.ts";
import type { Assignment, EffectiveSettings } from "../model/settings.ts";
import type { Place } from "../model/span.ts";
import { readBoolean } from "../syntax/conf/readBoolean.ts";
import type { Facts } from "./facts.ts";
import { gatherParentFolders } from "./serverUser.ts";

/** The files that the settings name; `hosts` are the files of pg_hosts.conf in force, whose lines then count instead. `access` is what an image makes of owners and modes. */
export async function gatherFileUses(
  settings: EffectiveSettings,
  hosts: readonly Records[],
  base: PathBase,
  facts: Facts,
  access: readonly AccessChange[] = [],
): Promise<FileUse[]> {
  const uses: FileUse[] = [];
  const ssl = settings.assignment("ssl");
  const replaced: ReadonlySet<string> = new Set(
    hosts.length > 0 ? hostColumns.map(([setting]) => setting) : [],
  );
  for (const setting of fileSettings) {
    if (replaced.has(setting)) continue;
    const assignment = settings.assignment(setting);
    const path = settings.value(setting);
    const place = placeOf(assignment, path, ssl);
    // Empty names no file; but the certificate and the key are always opened.
    if (
      path === undefined ||
      !place ||
      (path === "" && setting !== "ssl_cert_file" && setting !== "ssl_key_file")
    )
      continue;
    uses.push({
      setting,
      place,
      isDefault: !assignment,
      file: inImage(await lookAround(setting, path, place, base, facts), access),
    });
  }
  for (const file of hosts) uses.push(...(await gatherHostUses(file, base, facts)));
  return uses;
}

/** A file that is copied into an image, with the owner and mode that it has there. */
function inImage(file: FileFacts, access: readonly AccessChange[]): FileFacts {
  return file.stat && access.length > 0
    ? { ...file, stat: statInImage(file.stat, file.path, access), isCopied: true }
    : file;
}

function placeOf(assignment: Assignment | undefined, path: string | undefined, ssl: Assignment | undefined) {
  return assignment?.place ?? (path ? ssl?.namePlace : undefined);
}

async function gatherHostUses(hosts: Records, base: PathBase, facts: Facts): Promise<FileUse[]> {
  const uses: FileUse[] = [];
  for (const [line, entry] of hosts.entries.entries()) {
    const fields = entry.summary?.host;
    if (!fields) continue;
    const names = fields[0]?.tokens ?? [];
    const hostNames = names.map((token) => token.text);
    const hostPlaces = names.map(({ span }): Place => ({ uri: hosts.document.uri, line, span }));
    for (const [setting, column] of hostColumns) {
      const token = fields[column]?.tokens[0];
      if (!token || token.text === "") continue;
      const place: Place = { uri: hosts.document.uri, line, span: token.span };
      const file = await lookAround(setting, token.text, place, base, facts);
      const command = fields[4]?.tokens[0]?.text ?? "";
      const supportsReload = readBoolean(fields[5]?.tokens[0]?.text ?? "") ?? false;
      const passphrase = setting === "ssl_key_file" ? { passphrase: { command, supportsReload } } : {};
      uses.push({ setting, place, isDefault: false, hostNames, hostPlaces, file, ...passphrase });
    }
  }
  return uses;
}

/** A file that something in force names, with its parent folders, or where the file is instead when it is missing. */
export async function lookAround(
  setting: string,
  path: string,
  place: Place,
  base: PathBase,
  facts: Facts,
): Promise<FileFacts> {
  const file = await gatherFile(path, base, facts);
  if (file.state === "missing") return lookBeside(file, folderOf(place.uri), base, facts);
  const folders =
    base.isOnServer && file.uri ? await gatherParentFolders(file.uri, base.folder, facts) : undefined;
  const members = setting === "ssl_crl_dir" ? await gatherMembers(file, facts) : undefined;
  return { ...file, ...(folders && { folders }), ...(members && { members }) };
}

/** Files of a directory that are read at the most, and their bytes altogether. */
const maxMembers = 256;
const maxMemberBytes = 32 * 1024 * 1024;

/** Reads the files of a directory of CRLs; `undefined` when it is none, or too large. */
async function gatherMembers(
  { uri, entries = [], state }: FileFacts,
  facts: Facts,
): Promise<ReadonlyMap<string, FileFacts> | undefined> {
  if (!uri || state !== "directory" || entries.length > maxMembers) return undefined;
  const members = new Map<string, FileFacts>();
  let bytes = 0;
  for (const name of entries) {
    const member = await facts.file(name, childOf(uri, name), false);
    bytes += member.stat?.size ?? 0;
    if (bytes > maxMemberBytes) return undefined;
    members.set(name, member.state === "file" ? await facts.file(name, member.uri ?? "", true) : member);
  }
  return members;
}

/** The file that the path of a setting names, read now unless it is known. */
async function gatherFile(path: string, base: PathBase, facts: Facts): Promise<FileFacts> {
  if (path === "") return { path, state: "missing" };
  const folders = foldersInPath(path, base.folder, base.mappings);
  await facts.lookAtAll(folders);
  const decode = base.trusted;
  if (base.serverPlatform !== "posix" || !lacksFolder(folders, facts))
    await facts.file(path, resolveIn(base, path), decode);
  return namedFile(path, base, facts, decode);
}

/** Of a file that is missing, whether it is beside the configuration, where people expect it and the server does not look. */
async function lookBeside(file: FileFacts, folder: string, base: PathBase, facts: Facts): Promise<FileFacts> {
  if (file.state !== "missing" || file.path === "" || isAbsolutePath(file.path) || folder === base.folder)
    return file;
  const elsewhere = resolvePath(file.path, folder, base.mappings);
  const stat = await facts.stat(elsewhere);
  return typeof stat === "object" && stat.kind === "file" ? { ...file, elsewhere } : file;
}
