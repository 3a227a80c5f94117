import { createKey } from "../../pki/create.ts";
import { createRequest } from "../../pki/createRequest.ts";
import { toPrivateKeyPem } from "../../pki/privateKeys.ts";
import { toPem } from "../../pki/toPem.ts";
import { nothingWanted } from "../configuration/wanted.ts";
import { exists } from "../context.ts";
import { readHosts } from "../names.ts";
import type { PathPlan } from "../pathPlan.ts";
import { wayOf } from "../pathTitles.ts";
import { openKey } from "../readAuthority.ts";
import { readServerKey, serverKeySecret } from "../serverKey.ts";
import { parseSubject } from "../subject.ts";
import type { PathInput } from "./pathInput.ts";

/** A request to a company's CA. A key that is there is used, so that a running server keeps what it has. */
export async function planCsr({ context, request, places }: PathInput): Promise<PathPlan> {
  const { hosts = [], keyKind = "EC P-256", newKey = false } = request;
  const names = readHosts(hosts);
  const subject = request.subject === undefined ? names.subject : parseSubject(request.subject).attributes;
  const keyPath = request.keyFile ?? places.key;
  const present = newKey ? undefined : await readServerKey(context, keyPath);
  const isReplaced = newKey && (await exists(context, keyPath));
  return {
    summary: `A certificate signing request for ${hosts.join(", ")}`,
    request,
    files: [
      ...(present
        ? []
        : [{ path: keyPath, kind: "server-key" as const, description: "private key of the server" }]),
      {
        path: places.request,
        kind: "request",
        description: "certificate signing request",
        replaces: true,
      },
    ],
    secrets: serverKeySecret(keyPath, present),
    notes: isReplaced
      ? [
          {
            kind: "warning",
            text: `${keyPath} is replaced now: until the CA's answer is installed, a server with the old certificate does not start.`,
          },
        ]
      : [],
    steps: [
      `Send ${places.request} to the CA. The key stays here.`,
      `When the answer has come: ${wayOf("install")}.`,
    ],
    wanted: nothingWanted,
    clients: [],
    async make(making) {
      making.step(present ? "Reading the key" : "Making the server's key");
      const key = present
        ? await openKey(context, keyPath, present.encrypted, making.secrets.serverKey, "serverKey")
        : await createKey(keyKind);
      return new Map([
        ...(present ? [] : [[keyPath, await toPrivateKeyPem(key)] as const]),
        [places.request, toPem("CERTIFICATE REQUEST", await createRequest({ ...names, subject, key }))],
      ]);
    },
  };
}
