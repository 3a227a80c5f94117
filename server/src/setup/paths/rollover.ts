import { join } from "node:path";
import { createCrl, hashOfName, type Issuer } from "../../pki/create.ts";
import { toPem } from "../../pki/toPem.ts";
import { nothingWanted } from "../configuration/wanted.ts";
import { certificatesIn, readPem, type SetupContext, serverPath, type Target } from "../context.ts";
import { datesFor, defaultCrlDays } from "../dates.ts";
import { keepOffline } from "../notes.ts";
import type { FileSpec, PathPlan } from "../pathPlan.ts";
import { wayOf } from "../pathTitles.ts";
import { SetupProblem } from "../plan.ts";
import { intermediateName, planAuthority } from "../planAuthority.ts";
import { authorityPaths, readAuthority, toCertificatePem } from "../readAuthority.ts";
import { crlFormInForce, serverCrls } from "../serverCrls.ts";
import { freeFolderAfter, nameAfter } from "../succession.ts";
import type { PathInput } from "./pathInput.ts";

/**
 * A new CA beside the old one, and bundles of both, so that servers and clients trust either while certificates are issued
 * anew. A server with CRLs gets some of the new CA as well: it refuses the clients of a CA without one.
 */
export async function planRollover(input: PathInput): Promise<PathPlan> {
  const { context, request: given, target, places } = input;
  const old = await readAuthority(context, places.authorityFolder);
  if (!old.root)
    throw new SetupProblem(
      `${places.authorityFolder} holds no root.crt to roll over from`,
      "authorityFolder",
    );
  const { commonName, text: oldName } = old.root.certificate.subject;
  const folder = given.newAuthorityFolder ?? (await freeFolderAfter(context, places.authorityFolder));
  const authorityName = given.authorityName ?? nameAfter(old.root.certificate);
  if (authorityName.toLowerCase() === commonName?.toLowerCase())
    throw new SetupProblem(`The old CA has the name ${authorityName} too: choose another`, "authorityName");
  const request = { ...given, newAuthorityFolder: folder, authorityName };
  const shape = old.intermediate ? "chain" : "root";
  const authority = await planAuthority(context, folder, shape, request);
  if (authority.present.root)
    throw new SetupProblem(`${folder} holds a CA already: choose another folder`, "newAuthorityFolder");
  const bundle: FileSpec = {
    path: join(folder, "bundle.crt"),
    kind: "ca-certificate",
    description: "old and new root, for the clients' sslrootcert",
  };
  const named = target?.cluster.settings.value("ssl_ca_file");
  const trusted = target && named ? serverPath(target, named) : undefined;
  const believed = trusted ? certificatesIn(await readPem(context, trusted)) : [];
  const names = [authorityName, ...(old.intermediate ? [intermediateName(authorityName)] : [])];
  const crls = trusted ? await planCrls(context, target, folder, names) : undefined;
  return {
    summary: `A new CA, ${authorityName}, beside ${oldName}`,
    request,
    files: [
      ...authority.files,
      bundle,
      ...(trusted
        ? [
            {
              path: trusted,
              kind: "ca-certificate" as const,
              description: "the CAs of clients, with the new one added",
              replaces: true,
            },
          ]
        : []),
      ...(crls?.files ?? []),
    ],
    secrets: authority.secrets,
    notes: [
      keepOffline(request, authority.files),
      ...(crls
        ? [
            {
              kind: "warning" as const,
              text: `The server has CRLs, so the new CA gets one too. It expires in ${defaultCrlDays} days; then the server refuses the clients of the new CA. Renew it before that: ${wayOf("crl")}.`,
            },
          ]
        : []),
    ],
    steps: [
      `Give ${bundle.path} to all clients as their sslrootcert.`,
      `Then issue new certificates from the new CA in ${folder}: ${wayOf("renew")}.`,
      `When no certificate of the old CA is in use any more: ${wayOf("retire")}.`,
    ],
    wanted: nothingWanted,
    clients: [],
    async make(making) {
      const { root, made, contents } = await authority.open(making);
      const oldRoot = old.root?.certificate.der ?? root;
      return new Map([
        ...contents,
        [bundle.path, toCertificatePem(oldRoot, root)],
        ...(trusted
          ? ([[trusted, toCertificatePem(...believed.map(({ der }) => der), root)]] as [string, string][])
          : []),
        ...((await crls?.make(made, making.now)) ?? []),
      ]);
    },
  };
}

/** First CRLs of new CAs, the root's first, in their folder and where the server looks; `undefined` when it looks nowhere. */
async function planCrls(
  context: SetupContext,
  target: Target | undefined,
  folder: string,
  names: readonly string[],
) {
  const form = crlFormInForce(target);
  const authorities = names.map((name) => ({ title: `CN=${name}`, hash: hashOfName(name) }));
  const server = form && (await serverCrls(context, target, form, authorities));
  if (!server) return undefined;
  const own = authorities.map(({ title }, index): FileSpec => {
    const { crlPath: path } = authorityPaths(folder, index === 0 ? "root" : "intermediate");
    return { path, kind: "crl", description: `CRL of ${title}` };
  });
  return {
    files: [...own, ...server.files],
    async make(issuers: readonly Issuer[], now: number): Promise<[string, string][]> {
      const { notBefore: thisUpdate, notAfter: nextUpdate } = datesFor(now, defaultCrlDays);
      const made: string[] = [];
      for (const issuer of issuers)
        made.push(
          toPem("X509 CRL", await createCrl({ issuer, revoked: [], thisUpdate, nextUpdate, number: 1 })),
        );
      return [
        ...own.map(({ path }, index): [string, string] => [path, made[index] ?? ""]),
        ...server.contents(made).map(([path, content]): [string, string] => [path, content]),
      ];
    },
  };
}
