import { createCertificate, createKey } from "../../pki/create.ts";
import { toPrivateKeyPem } from "../../pki/privateKeys.ts";
import { adviseClient } from "../advice.ts";
import { datesFor, defaultDays } from "../dates.ts";
import { readHosts } from "../names.ts";
import { ed25519Notes, keepOffline } from "../notes.ts";
import type { PathPlan } from "../pathPlan.ts";
import { decode, planAuthority } from "../planAuthority.ts";
import { toCertificatePem } from "../readAuthority.ts";
import { serverFiles, wantedForServer } from "../serverFiles.ts";
import { trustOnServer } from "../trustedCa.ts";
import type { PathInput } from "./pathInput.ts";

/** A server's certificate that a CA of one's own signs: the root itself, or an intermediate CA below it. Made where missing. */
export async function planSigned(input: PathInput, shape: "root" | "chain"): Promise<PathPlan> {
  const { context, request, target, places } = input;
  const { hosts = [], days = defaultDays, keyKind = "EC P-256" } = request;
  const names = readHosts(hosts);
  const authority = await planAuthority(context, places.authorityFolder, shape, request);
  const isMutual = (request.configuration?.access?.method ?? "password") !== "password";
  const trusted = isMutual
    ? await trustOnServer(context, target, authority.present.root?.certificate)
    : undefined;
  const wanted = wantedForServer(places, request, names.dnsNames);
  const signer = (authority.present.intermediate ?? authority.present.root)?.certificate;
  const hasChain = shape === "chain" || authority.present.intermediate !== undefined;
  return {
    summary:
      authority.files.length > 0
        ? `A CA, and a certificate from it for ${hosts.join(", ")}`
        : `A certificate for ${hosts.join(", ")} from the CA in ${places.authorityFolder}`,
    request,
    files: [
      ...authority.files,
      ...(trusted?.files ?? []),
      ...serverFiles(
        places,
        `certificate of the server${hasChain ? ", followed by the intermediate's" : ""}`,
      ),
    ],
    secrets: authority.secrets,
    notes: [
      ...(trusted?.notes ?? []),
      ...(authority.files.length > 0 ? [keepOffline(request, authority.files)] : []),
      ...(keyKind !== "Ed25519" && signer?.publicKey.algorithm === "Ed25519" ? ed25519Notes : []),
    ],
    wanted: { ...wanted, settings: [...(trusted?.settings ?? []), ...wanted.settings] },
    clients: [
      adviseClient(
        { title: "any client", host: hosts[0] ?? "", rootCertificate: authority.rootPath },
        target,
        request.drivers,
      ),
    ],
    async make(making) {
      const { issuer, intermediates, root, contents } = await authority.open(making);
      making.step("Making the server's key");
      const key = await createKey(keyKind);
      const dates = datesFor(making.now, days, decode(issuer.certificate));
      const leaf = await createCertificate({ ...names, key, issuer, role: "server", ...dates });
      return new Map([
        ...contents,
        ...(trusted?.contents(root) ?? []),
        [places.key, await toPrivateKeyPem(key)],
        [places.certificate, toCertificatePem(leaf, ...intermediates)],
      ]);
    },
  };
}
