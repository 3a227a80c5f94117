import { join } from "node:path";
import type { Certificate, Crl } from "../../core/pki.ts";
import { createCrl, type RevokedCertificate, toPem } from "../../pki/create.ts";
import { pki } from "../../pki/index.ts";
import { readAnswer } from "../../pki/readAnswer.ts";
import { readRevoked } from "../../pki/readRevoked.ts";
import type { SettingWish } from "../configuration/wishes.ts";
import { noWishes } from "../configuration/wishes.ts";
import { readBytes, readPem, type SetupContext, serverPath, toUri } from "../context.ts";
import { datesFor, defaultListDays } from "../dates.ts";
import { isIssuedBy } from "../isIssuedBy.ts";
import { type Note, SetupProblem } from "../plan.ts";
import { type AuthorityFiles, needKey, openIssuer, readAuthority, secretsOf } from "../readAuthority.ts";
import type { FileSpec, Recipe } from "../recipe.ts";
import type { revocationReasons } from "../request.ts";
import type { Ground } from "./ground.ts";

/** The list of one CA: what it held, and what is added. */
interface List {
  readonly authority: AuthorityFiles;
  readonly path: string;
  readonly old?: Crl;
  readonly added: readonly Certificate[];
}

/** CRLReason codes (RFC 5280, 5.3.1). */
const reasonCodes: Readonly<Record<(typeof revocationReasons)[number], number>> = {
  unspecified: 0,
  keyCompromise: 1,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
};

/**
 * Revocation lists of all CAs of a folder, since the server wants one of each in the chain. Lists are made anew with the next
 * number and all entries that were there.
 */
export async function planCrl(ground: Ground): Promise<Recipe> {
  const { context, request, target } = ground;
  const { days = defaultListDays, revocationReason = "unspecified" } = request;
  const lists = await readLists(ground);
  const server = target ? await serverLists(ground, lists) : undefined;
  const added = lists.flatMap((list) => list.added);
  return {
    summary:
      added.length > 0
        ? `Revocation of ${added.map(({ subject }) => subject.text).join("; ")}`
        : `Revocation lists for ${days} days`,
    request,
    files: [
      ...lists.map(({ path, authority }) => ({
        path,
        role: "crl" as const,
        description: `revocation list of ${authority.certificate.subject.text}`,
        replaces: true,
      })),
      ...(server?.files ?? []),
    ],
    secrets: lists.flatMap(({ authority }) => secretsOf(authority)).slice(0, 1),
    notes: notesOf(ground, lists, days),
    wishes: { ...noWishes, settings: server?.settings ?? [] },
    clients: [],
    async make(making) {
      const made: string[] = [];
      const contents = new Map<string, string>();
      for (const { authority, path, old, added } of lists) {
        making.step(`Signing the list of ${authority.certificate.subject.text}`);
        const entries: RevokedCertificate[] = [
          ...(old ? readRevoked(old.der) : []),
          ...added.map(({ serialNumber }) => ({
            serialNumber,
            date: new Date(making.now),
            reason: reasonCodes[revocationReason],
          })),
        ];
        const { notBefore, notAfter } = datesFor(making.now, days);
        const number = old?.crlNumber === undefined ? 1n : BigInt(`0x${old.crlNumber}`) + 1n;
        const issuer = await openIssuer(context, authority, making);
        const crl = await createCrl({
          issuer,
          revoked: entries,
          thisUpdate: notBefore,
          nextUpdate: notAfter,
          number,
        });
        made.push(toPem("X509 CRL", crl));
        contents.set(path, made.at(-1) ?? "");
      }
      for (const [index, { path }] of (server?.files ?? []).entries())
        contents.set(path, server?.isDirectory ? (made[index] ?? "") : made.join(""));
      return contents;
    },
  };
}

async function readLists({ context, request, places }: Ground): Promise<List[]> {
  const found = await readAuthority(context, places.authorityFolder);
  const authorities = [found.root, found.intermediate].filter((one) => one !== undefined).map(needKey);
  if (authorities.length === 0)
    throw new SetupProblem(`${places.authorityFolder} holds no CA (root.crt, root.key)`, "authorityFolder");
  const revoked = await readRevocations(context, request.revoke ?? [], authorities);
  return Promise.all(
    authorities.map(async (authority): Promise<List> => {
      const path = authority.certificatePath.replace(/\.crt$/, ".crl");
      const file = await readPem(context, path);
      const old = file?.blocks.find((block) => block.crl)?.crl;
      if (file && !(old && isListOf(old, authority.certificate)))
        throw new SetupProblem(
          `${path} is no revocation list of ${authority.certificate.subject.text}`,
          "authorityFolder",
        );
      const own = revoked.filter(
        ({ issuer, certificate }) =>
          issuer === authority && !old?.revokedSerialNumbers.has(certificate.serialNumber),
      );
      return { authority, path, ...(old && { old }), added: own.map(({ certificate }) => certificate) };
    }),
  );
}

async function readRevocations(
  context: SetupContext,
  paths: readonly string[],
  authorities: readonly AuthorityFiles[],
) {
  const found = [];
  for (const path of paths) {
    const bytes = await readBytes(context, path);
    const [certificate] = bytes ? readAnswer(bytes) : [];
    if (!certificate) throw new SetupProblem(`${path} holds no certificate`, "revoke");
    const issuer = authorities.find((authority) => isIssuedBy(certificate, authority.certificate));
    if (!issuer || issuer.certificate.fingerprint === certificate.fingerprint)
      throw new SetupProblem(`${path} was not issued by this CA, so it cannot revoke it`, "revoke");
    found.push({ certificate, issuer });
  }
  return found;
}

/** Where the server looks for lists: one file with all of them, or a directory with one each under its issuer's hash. */
async function serverLists({ context, request, target }: Ground, lists: readonly List[]) {
  if (!target?.dataDirectory) return undefined;
  const { settings, serverVersion } = target.cluster;
  if (request.crlForm !== "directory") {
    const named = settings.value("ssl_crl_file");
    const path = named ? serverPath(target, named) : join(target.dataDirectory, "root.crl");
    const spec: FileSpec = {
      path,
      role: "crl",
      description: "revocation lists for the server",
      replaces: true,
    };
    const wish: SettingWish = {
      name: "ssl_crl_file",
      value: path,
      label: "Name the revocation lists",
      isPath: true,
    };
    return { files: [spec], settings: [wish], isDirectory: false };
  }
  if (serverVersion < 14)
    throw new SetupProblem(`ssl_crl_dir exists from PostgreSQL 14 on, not in ${serverVersion}`, "crlForm");
  const named = settings.value("ssl_crl_dir");
  const folder = named ? serverPath(target, named) : join(target.dataDirectory, "crl");
  const files: FileSpec[] = [];
  for (const { authority } of lists) {
    files.push({
      path: await hashedPath(context, folder, authority.certificate),
      role: "crl",
      description: `revocation list of ${authority.certificate.subject.text} for the server`,
      replaces: true,
    });
  }
  const wish: SettingWish = {
    name: "ssl_crl_dir",
    value: folder,
    label: "Name the folder of revocation lists",
    isPath: true,
  };
  return { files, settings: [wish], isDirectory: true };
}

/** `<hash>.r<n>`: that which holds a list of this CA, or the first free one. */
async function hashedPath(context: SetupContext, folder: string, authority: Certificate): Promise<string> {
  const hash = pki.nameHash(authority, "subject");
  for (let number = 0; ; number++) {
    const path = join(folder, `${hash}.r${number}`);
    if ((await context.host.stat(toUri(path))) === undefined) return path;
    const old = (await readPem(context, path))?.blocks.find((block) => block.crl)?.crl;
    if (old && isListOf(old, authority)) return path;
  }
}

/** Whether a CA issued a list: by signature, or by name where that cannot be checked here. */
const isListOf = (crl: Crl, authority: Certificate): boolean =>
  pki.isCrlSignedBy(crl, authority) ?? crl.issuer.text === authority.subject.text;

function notesOf({ request, target }: Ground, lists: readonly List[], days: number): Note[] {
  const notes: Note[] = [
    {
      kind: "warning",
      text: `The lists expire in ${days} days, and then the server refuses every client certificate. Renew them before, in the same way.`,
    },
  ];
  const fresh = new Set(lists.flatMap(({ added }) => added));
  if (fresh.size < new Set(request.revoke).size)
    notes.push({ kind: "information", text: "What was revoked already is not revoked again." });
  if (target && !target.cluster.settings.value("ssl_ca_file"))
    notes.push({
      kind: "warning",
      text: "ssl_ca_file is not set: the server asks no client for a certificate, so nothing is looked up in the lists.",
    });
  return notes;
}
