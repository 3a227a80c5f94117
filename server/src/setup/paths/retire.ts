import { join } from "node:path";
import { isAuthority, namedFiles } from "../../core/index.ts";
import type { Certificate } from "../../core/pki.ts";
import { toUri } from "../../disk/fileUri.ts";
import { nothingWanted } from "../configuration/wanted.ts";
import { certificatesIn, readPem, serverPath, toPath } from "../context.ts";
import { isIssuedBy } from "../isIssuedBy.ts";
import type { FileSpec, PathPlan } from "../pathPlan.ts";
import { wayOf } from "../pathTitles.ts";
import { SetupProblem } from "../plan.ts";
import { type Authority, readAuthority, toCertificatePem } from "../readAuthority.ts";
import { crlNeeded, crlsInDirectory, crlsInFile, toCrlPem } from "../serverCrls.ts";
import { folderAfter } from "../succession.ts";
import type { PathInput } from "./pathInput.ts";

/** The end of a rollover: the old CA is removed from the bundles, unless a certificate at hand still comes from it. */
export async function planRetirement(input: PathInput): Promise<PathPlan> {
  const { context, request: given, target, places } = input;
  const old = await readAuthority(context, places.authorityFolder);
  if (!old.root)
    throw new SetupProblem(`${places.authorityFolder} holds no root.crt to retire`, "authorityFolder");
  const name = old.root.certificate.subject.text;
  const folder = given.newAuthorityFolder ?? folderAfter(places.authorityFolder);
  const request = { ...given, newAuthorityFolder: folder };
  const { root } = await readAuthority(context, folder);
  if (!root || isOf(old, root.certificate))
    throw new SetupProblem(
      `${folder} holds no CA that replaces ${name}: ${wayOf("rollover")} comes first`,
      "newAuthorityFolder",
    );
  const used = await findUsed(input, old, folder);
  if (used.length > 0)
    throw new SetupProblem(
      `${name} cannot be retired yet: these certificates come from it: ${used.join(", ")}. Renew them from the new CA in ${folder} first: ${wayOf("renew")}`,
      "authorityFolder",
    );
  const named = target?.cluster.settings.value("ssl_ca_file");
  const bundles = [
    { path: join(folder, "bundle.crt"), description: "the new root alone, for the clients' sslrootcert" },
    ...(target && named
      ? [{ path: serverPath(target, named), description: "the CAs of clients, without the old one" }]
      : []),
  ];
  const files: FileSpec[] = [];
  const contents = new Map<string, string>();
  for (const { path, description } of bundles) {
    const held = certificatesIn(await readPem(context, path));
    const kept = held.filter((certificate) => !isOf(old, certificate));
    if (kept.length === held.length) continue;
    const missing = kept.some(({ fingerprint }) => fingerprint === root.certificate.fingerprint)
      ? []
      : [root.certificate];
    files.push({ path, kind: "ca-certificate", description, replaces: true });
    contents.set(path, toCertificatePem(...[...kept, ...missing].map(({ der }) => der)));
  }
  if (files.length === 0)
    throw new SetupProblem(
      `${name} is no longer in any of these: ${bundles.map(({ path }) => path).join(", ")}`,
      "authorityFolder",
    );
  const authorities = [old.root, old.intermediate].flatMap((one) => one?.certificate ?? []);
  const keys = [old.root, old.intermediate].flatMap((one) => one?.keyPath ?? []);
  const present = target && (await crlsInFile(context, target));
  const keptCrls = present?.crls.filter((crl) => !authorities.some((one) => isIssuedBy(crl, one))) ?? [];
  // The server refuses a file without any CRL.
  if (present && keptCrls.length > 0 && keptCrls.length < present.crls.length) {
    const { path } = present;
    files.push({ path, kind: "crl", description: "CRLs, without the old CA's", replaces: true });
    contents.set(path, toCrlPem(keptCrls));
  }
  const hashed = target
    ? (await Promise.all(authorities.map((one) => crlsInDirectory(context, target, one)))).flat()
    : [];
  return {
    summary: `Trust in ${root.certificate.subject.text} alone, no longer in ${name}`,
    request,
    files,
    secrets: [],
    notes: [
      {
        kind: "warning",
        text: "pgssl only knows the certificates at hand: after the next reload the server refuses all other clients with one from the old CA.",
      },
      ...(present && keptCrls.length === 0 ? [crlNeeded(root.certificate.subject.text)] : []),
    ],
    steps: [
      `Give ${root.certificatePath} to all clients in place of the bundle.`,
      ...(hashed.length > 0 ? [`Delete the CRLs of the old CA: ${hashed.join(", ")}.`] : []),
      `Destroy ${keys.join(" and ")}, and all copies.`,
    ],
    wanted: nothingWanted,
    clients: [],
    make: async () => contents,
  };
}

/** Whether a certificate is a CA's own or comes from it. */
function isOf({ root, intermediate }: Authority, certificate: Certificate): boolean {
  return [root, intermediate].some((one) => one && isIssuedBy(certificate, one.certificate));
}

/**
 * The certificates at hand that come from a CA and have not expired: those that the server shows, those of clients beside both
 * CAs, and those of clients that the configuration leads to.
 */
async function findUsed(
  { context, target, places }: PathInput,
  old: Authority,
  newFolder: string,
): Promise<string[]> {
  const found = new Map<string, readonly Certificate[]>();
  const servers = target
    ? namedFiles(target.cluster).filter(({ setting }) => setting === "ssl_cert_file")
    : [];
  const paths = servers.flatMap(({ file }) => (file.uri ? [toPath(file.uri)] : []));
  for (const folder of new Set([places.clientFolder, join(newFolder, "clients")])) {
    const entries = await context.host.readDirectory(toUri(folder));
    const certificates = (typeof entries === "object" ? entries : []).filter(
      ({ kind, name }) => kind === "file" && /\.(crt|pem|cer)$/i.test(name),
    );
    paths.push(...certificates.map(({ name }) => join(folder, name)));
  }
  for (const path of paths) found.set(path, certificatesIn(await readPem(context, path)));
  for (const { title, certificates } of target?.cluster.known?.clients ?? []) found.set(title, certificates);
  const isUsed = (chain: readonly Certificate[]) =>
    chain[0] !== undefined &&
    !isAuthority(chain[0]) &&
    chain[0].notAfter > context.host.now() &&
    chain.some((certificate) => isOf(old, certificate));
  return [...found].flatMap(([title, chain]) => (isUsed(chain) ? [title] : []));
}
