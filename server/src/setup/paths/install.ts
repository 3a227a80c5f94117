import { createHash, webcrypto } from "node:crypto";
import { isSelfSigned } from "../../core/index.ts";
import type { Certificate } from "../../core/pki.ts";
import { readAnswer } from "../../pki/readAnswer.ts";
import { adviseClient } from "../advice.ts";
import { readBytes } from "../context.ts";
import { isIssuedBy } from "../isIssuedBy.ts";
import { orderChain } from "../orderChain.ts";
import type { PathPlan } from "../pathPlan.ts";
import { type Note, SetupProblem } from "../plan.ts";
import { openKey, toCertificatePem } from "../readAuthority.ts";
import { needNoClientCa, wantedForServer } from "../serverFiles.ts";
import { readServerKey, serverKeySecret } from "../serverKey.ts";
import type { PathInput } from "./pathInput.ts";

/** Installs the answer of a company's CA: its certificates are put in order behind the one that belongs to the key. */
export async function planInstall({ context, request, target, places }: PathInput): Promise<PathPlan> {
  const { answerFiles = [] } = request;
  needNoClientCa(request);
  if (answerFiles.length === 0) throw new SetupProblem("Name the file that the CA sent", "answerFiles");
  const certificates: Certificate[] = [];
  for (const path of answerFiles) {
    const bytes = await readBytes(context, path);
    const found = bytes ? readAnswer(bytes) : [];
    if (found.length === 0)
      throw new SetupProblem(`${path} ${bytes ? "holds no certificate" : "is not there"}`, "answerFiles");
    certificates.push(...found);
  }
  const keyPath = request.keyFile ?? places.key;
  const key = await readServerKey(context, keyPath);
  if (!key)
    throw new SetupProblem(`${keyPath} is not there: name the key that the request was made with`, "keyFile");
  const chain = key.publicKey && chainFor(certificates, key.publicKey.fingerprint, keyPath);
  const [leaf] = chain ?? certificates;
  const hosts = leaf?.alternativeNames.filter(({ kind }) => kind === "dns" || kind === "ip") ?? [];
  const files = { certificate: places.certificate, key: keyPath };
  return {
    summary: `The certificate of ${leaf?.subject.text} from ${leaf?.issuer.text}`,
    request,
    files: [
      {
        path: places.certificate,
        kind: "server-certificate",
        description: "certificate of the server, with its intermediates",
        replaces: true,
      },
    ],
    secrets: serverKeySecret(keyPath, key),
    notes: leaf ? warningsAbout(leaf, chain, certificates, context.host.now()) : [],
    wanted: wantedForServer(
      files,
      request,
      hosts.filter(({ kind }) => kind === "dns").map(({ value }) => value),
    ),
    clients: [
      adviseClient(
        {
          title: "any client",
          host: hosts[0]?.value ?? leaf?.subject.commonName ?? "HOST",
          rootCertificate: "/PATH/TO/THE/ROOT/OF/YOUR/CA.crt",
        },
        target,
        request.drivers,
      ),
    ],
    async make(making) {
      let ordered = chain;
      if (!ordered) {
        making.step("Opening the key");
        const { publicKey } = await openKey(context, keyPath, true, making.secrets.serverKey, "serverKey");
        const spki = new Uint8Array(await webcrypto.subtle.exportKey("spki", publicKey));
        ordered = chainFor(certificates, createHash("sha256").update(spki).digest("hex"), keyPath);
      }
      return new Map([[places.certificate, toCertificatePem(...ordered.map(({ der }) => der))]]);
    },
  };
}

function chainFor(certificates: readonly Certificate[], fingerprint: string, keyPath: string): Certificate[] {
  const chain = orderChain(certificates, fingerprint);
  if (chain) return chain;
  const names = certificates.map(({ subject }) => subject.text).join("; ");
  throw new SetupProblem(
    `The answer is for another key than ${keyPath}. Its certificates: ${names}`,
    "answerFiles",
  );
}

/** Warnings about a certificate that others made. */
function warningsAbout(
  leaf: Certificate,
  chain: readonly Certificate[] | undefined,
  all: readonly Certificate[],
  now: number,
): Note[] {
  const warnings: string[] = [];
  if (leaf.notAfter <= now) warnings.push("The certificate has expired.");
  if (leaf.notBefore > now) warnings.push("The certificate is not valid yet.");
  if (leaf.extendedKeyUsages && !leaf.extendedKeyUsages.includes("serverAuth"))
    warnings.push("The certificate is not meant for TLS servers: clients will refuse it.");
  if (!leaf.alternativeNames.some(({ kind }) => kind === "dns" || kind === "ip"))
    warnings.push("The certificate lists no host name: only old clients check the common name instead.");
  const top = chain?.at(-1);
  if (top && !all.some((one) => isSelfSigned(one) && isIssuedBy(top, one))) {
    warnings.push(
      `The answer ends below ${top.issuer.text}. If that is the root, all is well: clients have it; if not, an intermediate certificate is missing.`,
    );
  }
  return warnings.map((text) => ({ kind: "warning", text }));
}
