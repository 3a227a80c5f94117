import { isIP } from "node:net";
import { authFileUri } from "../core/index.ts";
import { exposedRecords, includedName } from "./configuration/access.ts";
import {
  certificatesIn,
  exists,
  type MachineFacts,
  readPem,
  readTarget,
  type SetupContext,
  serverPath,
  type Target,
} from "./context.ts";
import { findDenied } from "./denied.ts";
import { findPlaces } from "./places.ts";
import { SetupProblem, type SetupSurroundings } from "./plan.ts";
import { authorityPaths, readAuthority } from "./readAuthority.ts";
import type { SetupRequest } from "./request.ts";
import { folderAfter, folderBefore, freeFolderAfter, nameAfter } from "./succession.ts";

/**
 * The names and addresses by which clients find the server: this machine's name, and what `listen_addresses` names. The
 * first is the common name.
 */
export function usualHosts({ name, addresses }: MachineFacts, target: Target | undefined): string[] {
  const listened = target?.cluster.settings.value("listen_addresses") ?? "localhost";
  const words = listened.split(",").map((word) => word.trim());
  const loopback = ["localhost", "127.0.0.1", "::1"];
  const named = words.flatMap((word) => {
    if (word === "localhost") return loopback;
    if (word === "*" || word === "0.0.0.0" || word === "::") {
      const wanted =
        word === "*" ? addresses : addresses.filter((one) => isIP(one) === (word === "::" ? 6 : 4));
      return [...wanted, ...loopback];
    }
    return word === "" ? [] : [word];
  });
  return [...new Set([name, ...named])];
}

/** The names and addresses for which the server's present certificate is good; none where it has none. */
export async function certifiedHosts(
  context: SetupContext,
  target: Target | undefined,
): Promise<readonly string[]> {
  const { certificate } = await serverCertificate(context, target);
  const names = certificate?.alternativeNames ?? [];
  return names.filter(({ kind }) => kind === "dns" || kind === "ip").map(({ value }) => value);
}

/** The certificate that `ssl_cert_file` names. */
async function serverCertificate(context: SetupContext, target: Target | undefined) {
  const named = target?.cluster.settings.value("ssl_cert_file");
  const path = target && named !== undefined ? serverPath(target, named) : undefined;
  const [certificate] = path ? certificatesIn(await readPem(context, path).catch(() => undefined)) : [];
  return { path, certificate };
}

/** What a set-up could start from: the defaults of its questions, and what is there. @throws SetupProblem */
export async function findSurroundings(
  context: SetupContext,
  request: Pick<SetupRequest, "cluster" | "authorityFolder">,
): Promise<SetupSurroundings> {
  const target = await readTarget(context, { ...request, path: "ca" });
  const { authorityFolder } = findPlaces(
    context,
    { ...request, path: "ca", authorityInDataDirectory: true },
    target,
  );
  const { root, intermediate } = await readAuthority(context, authorityFolder).catch((error: unknown) => {
    if (error instanceof SetupProblem) return { root: undefined, intermediate: undefined };
    throw error;
  });
  const { path, certificate } = await serverCertificate(context, target);
  const denied = await findDenied(context, target);
  const issuing = intermediate ?? root;
  const before = folderBefore(authorityFolder);
  const after = folderAfter(authorityFolder);
  return {
    ...(request.cluster !== undefined && { cluster: request.cluster }),
    ...(target?.dataDirectory && { dataDirectory: target.dataDirectory }),
    serverVersion: target?.cluster.serverVersion ?? context.service.settings.serverVersion ?? 18,
    openssl: context.service.settings.openssl,
    hosts: usualHosts(context.machine, target),
    authorityFolder,
    ...(root && {
      authority: {
        subject: root.certificate.subject.text,
        isEncrypted: issuing?.key?.encrypted === true,
        hasIntermediate: intermediate !== undefined,
        successor: {
          name: nameAfter(root.certificate),
          folder: await freeFolderAfter(context, authorityFolder),
        },
      },
    }),
    ...(before && (await hasAuthority(context, before)) && { predecessorFolder: before }),
    ...((await hasAuthority(context, after)) && { successorFolder: after }),
    ...(path &&
      certificate && {
        serverCertificate: { path, subject: certificate.subject.text, notAfter: certificate.notAfter },
      }),
    ...(denied && { denied }),
    isOn: target?.cluster.settings.isOn("ssl") === true,
    cleartextRecords: target ? await cleartextRecords(context, target) : [],
  };
}

const hasAuthority = (context: SetupContext, folder: string): Promise<boolean> =>
  exists(context, authorityPaths(folder, "root").certificatePath);

async function cleartextRecords({ service }: SetupContext, target: Target): Promise<string[]> {
  const { settings, mainFile } = target.cluster;
  const uri = authFileUri("pg-hba", mainFile, settings, service.settings.pathMappings);
  return exposedRecords((await service.hbaRecords(uri)) ?? []).map(({ record, place }) => {
    const text = record.line.text.trim();
    return place.uri === uri ? text : `${text} (${includedName(place.uri, uri)})`;
  });
}
