import type { FileFacts, FileUse } from "../cluster/cluster.ts";
import type { DecodedFile } from "../cluster/decodedFile.ts";
import type { KnownClient, KnownClients, KnownService } from "../cluster/knownClients.ts";
import type { PathBase } from "../cluster/pathBase.ts";
import { childOf, folderOf, isAbsolutePath, nameOf, resolvePath } from "../cluster/uris.ts";
import type { EffectiveSettings } from "../model/settings.ts";
import type { Place } from "../model/span.ts";
import type { Certificate } from "../pki.ts";
import { readServices, type Service } from "../syntax/serviceFile.ts";
import { isAuthority, isRoot } from "../x509/authority.ts";
import type { Facts } from "./facts.ts";
import { gatherPemFiles } from "./pemFiles.ts";

/** Folders that are searched for certificates, and entries beyond which a folder is something else. */
const maxFolders = 4;
const maxEntries = 200;

/**
 * Gathers the entries of the service file that lead to this server's port, and the client certificates and roots that they
 * name or that lie in the given folders and beside the CA file; roots also beside the server's certificate. A service file is
 * the one that `pgssl.serviceFile` names, else `pg_service.conf` or `.pg_service.conf` in one of the folders.
 */
export async function gatherClients(
  serviceFile: string | undefined,
  folders: readonly string[],
  settings: EffectiveSettings,
  uses: readonly FileUse[],
  base: PathBase,
  facts: Facts,
): Promise<KnownClients> {
  const files = serviceFile
    ? [resolvePath(serviceFile, folders[0] ?? base.folder, base.mappings)]
    : folders.flatMap((folder) =>
        ["pg_service.conf", ".pg_service.conf"].map((name) => childOf(folder, name)),
      );
  await facts.lookAtAll(files);
  const clients: KnownClient[] = [];
  const services: KnownService[] = [];
  const look = async (path: string | undefined) => {
    // A certificate's file may hold its key as well.
    if (path === undefined || !isAbsolutePath(path) || !base.trusted) return undefined;
    return facts.file(path, resolvePath(path, base.folder, base.mappings), true);
  };
  for (const uri of new Set(files)) {
    const fact = await facts.text(uri);
    if (!fact || !("text" in fact)) continue;
    for (const found of readServices(fact.text)) {
      const options = new Map([...found.options].map(([name, { value }]) => [name, value]));
      if ((options.get("port") ?? "5432") !== settings.value("port")) continue;
      const roots = await look(options.get("sslrootcert"));
      const service = { name: found.name, place: placeOf(found, uri), options, ...(roots && { roots }) };
      services.push(service);
      const role = options.get("user");
      const certificates = certificatesIn(await look(options.get("sslcert")));
      if (certificates && role !== undefined)
        clients.push({
          title: `${options.get("sslcert")} of the service ${found.name}`,
          certificates,
          role,
          service,
          isCertain: true,
        });
    }
  }
  const rootFiles: (FileFacts | undefined)[] = services.map(({ roots }) => roots);
  const servers = uses.filter(({ setting }) => setting === "ssl_cert_file");
  const own = new Set(servers.flatMap(({ file }) => certificatesIn(file)?.[0].fingerprint ?? []));
  if (base.trusted) {
    const authorities = foldersOf(uses.filter(({ setting }) => setting === "ssl_ca_file"));
    const ofClients = authorities.length > 0 ? [...folders, ...authorities] : [];
    const searched = new Set([...ofClients, ...folders, ...foldersOf(servers)]);
    for (const folder of [...searched].slice(0, maxFolders)) {
      const files = await certificateFilesIn(folder, facts);
      rootFiles.push(...files);
      if (ofClients.includes(folder)) clients.push(...clientsIn(files, own));
    }
  }
  return { clients, services, roots: rootFiles.flatMap((file) => certificatesIn(file) ?? []).filter(isRoot) };
}

function foldersOf(uses: readonly FileUse[]): string[] {
  return uses.flatMap(({ file }) => (file.uri ? [folderOf(file.uri)] : []));
}

async function certificateFilesIn(folder: string, facts: Facts): Promise<readonly DecodedFile[]> {
  const entries = (await facts.directory(folder)) ?? [];
  if (entries.length > maxEntries) return [];
  const named = entries.filter(({ kind, name }) => kind === "file" && certificateName.test(name));
  return gatherPemFiles(named, folder, facts);
}

function clientsIn(files: readonly DecodedFile[], servers: ReadonlySet<string>): KnownClient[] {
  return files.flatMap((file) => {
    const certificates = certificatesIn(file);
    if (!certificates || !mayBeClients(certificates[0]) || servers.has(certificates[0].fingerprint))
      return [];
    const title = nameOf(file.uri);
    const role = title.replace(certificateName, "");
    const { extendedKeyUsages, subject } = certificates[0];
    const isCertain = extendedKeyUsages?.includes("clientAuth") === true || subject.commonName === role;
    return [{ title, certificates, role, isCertain }];
  });
}

const certificateName = /\.(pem|crt|cer|cert)$/i;

/** Not a CA's and, as far as it says, not a server's: one for servers only may be a client's by mistake if it names no host. */
function mayBeClients(certificate: Certificate): boolean {
  const { extendedKeyUsages: usages, alternativeNames } = certificate;
  if (isAuthority(certificate)) return false;
  if (usages?.includes("clientAuth")) return !usages.includes("serverAuth");
  return !alternativeNames.some(({ kind }) => kind === "dns" || kind === "ip");
}

function certificatesIn(file: FileFacts | undefined): readonly [Certificate, ...Certificate[]] | undefined {
  const [first, ...rest] = file?.pem?.blocks.flatMap(({ certificate }) => certificate ?? []) ?? [];
  return first && [first, ...rest];
}

function placeOf({ line, options }: Service, uri: string): Place {
  const host = options.get("host");
  return { uri, line: host?.line ?? line, span: host?.span ?? { start: 0, end: 0 } };
}
