import type { Certificate, Crl } from "../../core/pki.ts";
import { createCrl, type RevokedCertificate } from "../../pki/create.ts";
import { pki } from "../../pki/index.ts";
import { readAnswer } from "../../pki/readAnswer.ts";
import { readRevoked } from "../../pki/readRevoked.ts";
import { toPem } from "../../pki/toPem.ts";
import { nothingWanted } from "../configuration/wanted.ts";
import { readBytes, readPem, type SetupContext } from "../context.ts";
import { datesFor, defaultCrlDays } from "../dates.ts";
import { isIssuedBy } from "../isIssuedBy.ts";
import type { PathPlan } from "../pathPlan.ts";
import { type Note, SetupProblem } from "../plan.ts";
import { type AuthorityFiles, needKey, openIssuer, readAuthority, secretsOf } from "../readAuthority.ts";
import type { revocationReasons } from "../request.ts";
import { serverCrls } from "../serverCrls.ts";
import type { PathInput } from "./pathInput.ts";

/** The CRL of one CA: what it held, and what is added. */
interface PlannedCrl {
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
 * CRLs of all CAs of a folder, since the server needs one of each in the chain. They are renewed with the next number and all
 * earlier entries.
 */
export async function planCrl(input: PathInput): Promise<PathPlan> {
  const { context, request, target } = input;
  const { days = defaultCrlDays, revocationReason = "unspecified" } = request;
  const crls = await readCrls(input);
  const server = await serverCrls(
    context,
    target,
    request.crlForm ?? "file",
    crls.map(({ authority: { certificate } }) => ({
      title: certificate.subject.text,
      hash: pki.nameHash(certificate, "subject"),
      certificate,
    })),
  );
  const added = crls.flatMap((crl) => crl.added);
  return {
    summary:
      added.length > 0
        ? `Revocation of ${added.map(({ subject }) => subject.text).join("; ")}`
        : `CRLs for ${days} days`,
    request,
    files: [
      ...crls.map(({ path, authority }) => ({
        path,
        kind: "crl" as const,
        description: `CRL of ${authority.certificate.subject.text}`,
        replaces: true,
      })),
      ...(server?.files ?? []),
    ],
    secrets: crls.flatMap(({ authority }) => secretsOf(authority)).slice(0, 1),
    notes: notesOf(input, crls, days),
    wanted: { ...nothingWanted, settings: server?.settings ?? [] },
    clients: [],
    async make(making) {
      const made: string[] = [];
      const contents = new Map<string, string>();
      for (const { authority, path, old, added } of crls) {
        making.step(`Signing the CRL of ${authority.certificate.subject.text}`);
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
      return new Map([...contents, ...(server?.contents(made) ?? [])]);
    },
  };
}

async function readCrls({ context, request, places }: PathInput): Promise<PlannedCrl[]> {
  const found = await readAuthority(context, places.authorityFolder);
  const authorities = [found.root, found.intermediate].filter((one) => one !== undefined).map(needKey);
  if (authorities.length === 0)
    throw new SetupProblem(`${places.authorityFolder} holds no CA (root.crt, root.key)`, "authorityFolder");
  const revoked = await readRevocations(context, request.revoke ?? [], authorities);
  return Promise.all(
    authorities.map(async (authority): Promise<PlannedCrl> => {
      const path = authority.crlPath;
      const file = await readPem(context, path);
      const old = file?.blocks.find((block) => block.crl)?.crl;
      if (file && !(old && isIssuedBy(old, authority.certificate)))
        throw new SetupProblem(
          `${path} is not a CRL of ${authority.certificate.subject.text}`,
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

function notesOf({ request, target }: PathInput, crls: readonly PlannedCrl[], days: number): Note[] {
  const notes: Note[] = [
    {
      kind: "warning",
      text: `The CRLs expire in ${days} days; then the server refuses every client certificate. Renew them before that, in the same way.`,
    },
  ];
  const fresh = new Set(crls.flatMap(({ added }) => added));
  if (fresh.size < new Set(request.revoke).size)
    notes.push({ kind: "information", text: "Certificates that were revoked before are not added again." });
  if (target && !target.cluster.settings.value("ssl_ca_file"))
    notes.push({
      kind: "warning",
      text: "ssl_ca_file is not set: the server requests no client certificates, so it does not use the CRLs.",
    });
  return notes;
}
