import { basename, dirname, join } from "node:path";
import type { Certificate } from "../../core/pki.ts";
import { noWishes } from "../configuration/wishes.ts";
import { certificatesIn, readPem, serverPath, toUri } from "../context.ts";
import { keepOffline } from "../notes.ts";
import { SetupProblem } from "../plan.ts";
import { planAuthority } from "../planAuthority.ts";
import { readAuthority, toCertificatePem } from "../readAuthority.ts";
import type { FileSpec, Recipe } from "../recipe.ts";
import type { Ground } from "./ground.ts";

/**
 * A new CA beside the old one, and bundles of both, so that servers and clients believe either while certificates are issued
 * anew.
 */
export async function planRollover(ground: Ground): Promise<Recipe> {
  const { context, request: asked, target, places } = ground;
  const old = await readAuthority(context, places.authorityFolder);
  if (!old.root)
    throw new SetupProblem(
      `${places.authorityFolder} holds no root.crt to roll over from`,
      "authorityFolder",
    );
  const folder = asked.newAuthorityFolder ?? (await nextFolder(ground));
  const authorityName = asked.authorityName ?? nextName(old.root.certificate);
  const request = { ...asked, newAuthorityFolder: folder, authorityName };
  const shape = old.intermediate ? "chain" : "root";
  const authority = await planAuthority(context, folder, shape, request);
  if (authority.present.root)
    throw new SetupProblem(`${folder} holds a CA already: choose another folder`, "newAuthorityFolder");
  const bundle: FileSpec = {
    path: join(folder, "bundle.crt"),
    role: "ca-certificate",
    description: "old and new root, for the clients' sslrootcert",
  };
  const named = target?.cluster.settings.value("ssl_ca_file");
  const trusted = target && named ? serverPath(target, named) : undefined;
  const believed = trusted ? certificatesIn(await readPem(context, trusted)) : [];
  return {
    summary: `A new CA, ${authorityName}, beside ${old.root.certificate.subject.text}`,
    request,
    files: [
      ...authority.files,
      bundle,
      ...(trusted
        ? [
            {
              path: trusted,
              role: "ca-certificate" as const,
              description: "the CAs of clients, with the new one added",
              replaces: true,
            },
          ]
        : []),
    ],
    secrets: authority.secrets,
    notes: [
      keepOffline(request, authority.files),
      {
        kind: "information",
        text: `Now: give ${bundle.path} to all clients and reload the server; then issue certificates anew from the new CA (path “renew” with its folder); when no old certificate is in use any more, take the old CA out of the bundles (path “retire”).`,
      },
    ],
    wishes: noWishes,
    clients: [],
    async make(making) {
      const { root, contents } = await authority.open(making);
      const oldRoot = old.root?.certificate.der ?? root;
      return new Map([
        ...contents,
        [bundle.path, toCertificatePem(oldRoot, root)],
        ...(trusted
          ? ([[trusted, toCertificatePem(...believed.map(({ der }) => der), root)]] as [string, string][])
          : []),
      ]);
    },
  };
}

/** The first folder behind that of the old CA that is not there yet. */
async function nextFolder({ context, places }: Ground): Promise<string> {
  let folder = folderAfter(places.authorityFolder);
  while ((await context.host.stat(toUri(folder))) !== undefined) folder = folderAfter(folder);
  return folder;
}

/** `pgssl-ca` is followed by `pgssl-ca-2`, that by `pgssl-ca-3`. */
export function folderAfter(folder: string): string {
  const [, stem = "", number = "1"] = /^(.*?)(?:-(\d+))?$/.exec(basename(folder)) ?? [];
  return join(dirname(folder), `${stem}-${Number(number) + 1}`);
}

/** Two CAs of one name would be taken for each other: `X` is followed by `X G2`. */
function nextName({ subject }: Certificate): string {
  const [, stem = "", number = "1"] = /^(.*?)(?: G(\d+))?$/.exec(subject.commonName ?? "PostgreSQL CA") ?? [];
  return `${stem} G${Number(number) + 1}`;
}
