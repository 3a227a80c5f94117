import { createCertificate, createKey } from "../../pki/create.ts";
import { toPrivateKeyPem } from "../../pki/privateKeys.ts";
import { adviseClient } from "../advice.ts";
import { datesFor, defaultDays } from "../dates.ts";
import { readHosts } from "../names.ts";
import type { PathPlan } from "../pathPlan.ts";
import { toCertificatePem } from "../readAuthority.ts";
import { needNoClientCa, serverFiles, wantedForServer } from "../serverFiles.ts";
import type { PathInput } from "./pathInput.ts";

/** A certificate that the server's own key signs: enough to test with, and each client must be given the file. */
export async function planSelfSigned({ request, target, places }: PathInput): Promise<PathPlan> {
  const { hosts = [], days = defaultDays, keyKind = "EC P-256" } = request;
  needNoClientCa(request);
  const names = readHosts(hosts);
  return {
    summary: `A self-signed certificate for ${hosts.join(", ")}`,
    request,
    files: serverFiles(places, "self-signed certificate of the server"),
    secrets: [],
    notes: [
      {
        kind: "information",
        text: "A self-signed certificate is for testing: every client needs a copy of it, and again whenever it is renewed.",
      },
    ],
    wanted: wantedForServer(places, request, names.dnsNames),
    clients: [
      adviseClient(
        { title: "any client", host: hosts[0] ?? "", rootCertificate: places.certificate },
        target,
        request.drivers,
      ),
    ],
    async make({ now, step }) {
      step("Making the server's key");
      const key = await createKey(keyKind);
      const certificate = await createCertificate({ ...names, key, role: "server", ...datesFor(now, days) });
      return new Map([
        [places.key, await toPrivateKeyPem(key)],
        [places.certificate, toCertificatePem(certificate)],
      ]);
    },
  };
}
