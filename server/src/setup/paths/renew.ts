import { isAuthority } from "../../core/index.ts";
import type { Certificate } from "../../core/pki.ts";
import { createKey, type KeyPair, type WithPublicKey } from "../../pki/create.ts";
import { importPublicKey, toPrivateKeyPem } from "../../pki/privateKeys.ts";
import { publicKeyOf, renewCertificate } from "../../pki/renewCertificate.ts";
import { adviseClient } from "../advice.ts";
import { nothingWanted } from "../configuration/wanted.ts";
import { certificatesIn, readPem, serverPath } from "../context.ts";
import { datesFor, defaultAuthorityDays, defaultDays } from "../dates.ts";
import { isIssuedBy } from "../isIssuedBy.ts";
import type { FileSpec, Making, PathPlan } from "../pathPlan.ts";
import { wayOf } from "../pathTitles.ts";
import { type FileKind, type NeededSecret, type Note, SetupProblem } from "../plan.ts";
import {
  type AuthorityFiles,
  issuingFiles,
  needKey,
  openIssuer,
  openKey,
  readAuthority,
  secretsOf,
  toCertificatePem,
} from "../readAuthority.ts";
import type { SetupKeyKind } from "../request.ts";
import { readServerKey, serverKeySecret } from "../serverKey.ts";
import type { PathInput } from "./pathInput.ts";

/** A certificate in the place of one that expires: the same names and usages, later dates, the same key or a new one. */
export async function planRenewal(input: PathInput): Promise<PathPlan> {
  const { context, request, target } = input;
  const { path, keyPath } = findFiles(input);
  const [old, ...rest] = certificatesIn(await readPem(context, path));
  if (!old) throw new SetupProblem(`${path} holds no certificate in PEM`, "certificate");
  const purpose = purposeOf(old);
  const { authority, hasMoved } = await findIssuer(input, old);
  const key = request.newKey || authority ? undefined : await readServerKey(context, keyPath);
  if (!authority && !request.newKey && !key)
    throw new SetupProblem(
      `${keyPath} is missing: a self-signed certificate is signed with its own key`,
      "certificate",
    );
  if (purpose === "ca" && request.newKey)
    throw new SetupProblem(`A CA with a new key is another CA: ${wayOf("rollover")} makes one`, "newKey");
  const keyFileKind: FileKind = purpose === "server" ? "server-key" : "client-key";
  const files: FileSpec[] = [
    ...(request.newKey
      ? [{ path: keyPath, kind: keyFileKind, description: "new private key", replaces: true }]
      : []),
    {
      path,
      kind: `${purpose}-certificate`,
      description: `renewed certificate of ${old.subject.text}`,
      replaces: true,
    },
  ];
  const hosts = old.alternativeNames.filter(({ kind }) => kind === "dns" || kind === "ip");
  const days = request.days ?? (purpose === "ca" ? defaultAuthorityDays : defaultDays);
  return {
    summary: `Renewal of ${old.subject.text} with ${request.newKey ? "a new key" : "the same key"}`,
    request,
    files,
    secrets: authority ? secretsOf(authority) : keySecrets(keyPath, key, purpose),
    notes: notesOf(purpose, authority, hasMoved),
    // The server is to read the file anew, wherever it is named.
    wanted: nothingWanted,
    clients:
      purpose === "server"
        ? [
            adviseClient(
              {
                title: "any client",
                host: hosts[0]?.value ?? old.subject.commonName ?? "HOST",
                rootCertificate: authority?.certificatePath.replace(/intermediate\.crt$/, "root.crt") ?? path,
              },
              target,
              request.drivers,
            ),
          ]
        : [],
    async make(making) {
      const issuer = authority && (await openIssuer(context, authority, making));
      const pair = await keyFor(
        input,
        old,
        { keyPath, isEncrypted: key?.encrypted, isSelfSigned: !issuer, purpose },
        making,
      );
      const dates = datesFor(making.now, days, authority?.certificate);
      const made = await renewCertificate({
        certificate: old.der,
        key: pair,
        ...(issuer && { issuer }),
        ...dates,
      });
      const chain = authority ? (isRoot(authority.certificate) ? [] : [authority.certificate]) : rest;
      const bundled = purpose === "ca" ? [] : chain.map(({ der }) => der);
      return new Map([
        ...(request.newKey && "privateKey" in pair ? [[keyPath, await toPrivateKeyPem(pair)] as const] : []),
        [path, toCertificatePem(made, ...bundled)],
      ]);
    },
  };
}

type Purpose = "server" | "client" | "ca";

function purposeOf(certificate: Certificate): Purpose {
  if (isAuthority(certificate)) return "ca";
  return certificate.extendedKeyUsages?.includes("clientAuth") &&
    !certificate.extendedKeyUsages.includes("serverAuth")
    ? "client"
    : "server";
}

const isRoot = (certificate: Certificate): boolean => isIssuedBy(certificate, certificate);

/** The certificate that is meant, and its key: what the settings name, or the file beside it. */
function findFiles({ request, target, places }: PathInput): { path: string; keyPath: string } {
  const named = (name: string) => {
    const value = target?.cluster.settings.value(name);
    return target && value ? serverPath(target, value) : undefined;
  };
  const inForce = named("ssl_cert_file");
  const path = request.certificate ?? inForce ?? places.certificate;
  const beside = `${path.replace(/\.(crt|pem|cert)$/, "")}.key`;
  return {
    path,
    keyPath: request.keyFile ?? (path === inForce ? named("ssl_key_file") : undefined) ?? beside,
  };
}

/** Who signs: the certificate's own key where it did before, else the CA of the folder, even if that is another one now. */
async function findIssuer(
  { context, request, places }: PathInput,
  old: Certificate,
): Promise<{ authority?: AuthorityFiles; hasMoved: boolean }> {
  if (isRoot(old)) return { hasMoved: false };
  const found = await readAuthority(context, places.authorityFolder);
  const same = [found.root, found.intermediate].find((one) => one && isIssuedBy(old, one.certificate));
  if (same) return { authority: needKey(same), hasMoved: false };
  if (!request.authorityFolder) {
    throw new SetupProblem(
      `${old.issuer.text} issued the certificate, which is not the CA in ${places.authorityFolder}. Name its folder, or request a new certificate: ${wayOf("csr")}.`,
      "authorityFolder",
    );
  }
  return { authority: issuingFiles(found, places.authorityFolder), hasMoved: true };
}

function keySecrets(path: string, key: { encrypted: boolean } | undefined, purpose: Purpose): NeededSecret[] {
  if (!key?.encrypted) return [];
  if (purpose === "ca")
    return [{ id: "authorityKey", prompt: `Passphrase of the CA key ${path}`, isNew: false }];
  return serverKeySecret(path, { ...key, label: "" });
}

async function keyFor(
  { context, request }: PathInput,
  old: Certificate,
  place: { keyPath: string; isEncrypted: boolean | undefined; isSelfSigned: boolean; purpose: Purpose },
  making: Making,
): Promise<KeyPair | WithPublicKey> {
  if (request.newKey) {
    making.step("Making the new key");
    return createKey(request.keyKind ?? kindOf(old));
  }
  if (!place.isSelfSigned) return importPublicKey(publicKeyOf(old.der));
  const secret = place.purpose === "ca" ? "authorityKey" : "serverKey";
  return openKey(context, place.keyPath, place.isEncrypted, making.secrets[secret], secret);
}

/** The kind of the old key, or the default where that is not offered any more. */
function kindOf({ publicKey }: Certificate): SetupKeyKind {
  const { algorithm, bits = 0, curve } = publicKey;
  if (algorithm === "RSA") return bits > 3072 ? "RSA 4096" : "RSA 3072";
  if (algorithm === "Ed25519") return "Ed25519";
  return curve === "secp384r1" ? "EC P-384" : "EC P-256";
}

function notesOf(purpose: Purpose, authority: AuthorityFiles | undefined, hasMoved: boolean): Note[] {
  const notes: Note[] = [];
  if (hasMoved) {
    notes.push({
      kind: "warning",
      text: `Another CA signs this time: ${authority?.certificate.subject.text}. Clients must have its root before the server sends the new certificate.`,
    });
  }
  if (!authority && purpose === "server")
    notes.push({ kind: "warning", text: "The certificate is self-signed: every client needs the new file." });
  if (purpose === "ca")
    notes.push({
      kind: "information",
      text: "Whatever the CA issued stays valid: its key and name are the same. Give the new file to servers and clients before the old one expires.",
    });
  return notes;
}
