import { join } from "node:path";
import type { Certificate } from "../core/pki.ts";
import type { WantedSetting } from "./configuration/wanted.ts";
import { certificatesIn, readPem, type SetupContext, serverPath, type Target } from "./context.ts";
import type { FileSpec } from "./pathPlan.ts";
import type { Note } from "./plan.ts";
import { toCertificatePem } from "./readAuthority.ts";
import { crlFormInForce, crlNeeded } from "./serverCrls.ts";

/** The server's file of CAs that it believes about clients, with one CA more. */
export interface TrustedCa {
  readonly files: readonly FileSpec[];
  readonly settings: readonly WantedSetting[];
  readonly notes: readonly Note[];
  /** What they hold, given the root's certificate in DER. */
  contents(root: Uint8Array): readonly (readonly [path: string, content: string])[];
}

/**
 * Adds a root to what `ssl_ca_file` names, or names a new file. No file where it is there already, or no cluster is known.
 * `root` is absent while it is still to be made.
 */
export async function trustOnServer(
  context: SetupContext,
  target: Target | undefined,
  root: Certificate | undefined,
): Promise<TrustedCa> {
  const nothing = { files: [], settings: [], notes: [], contents: () => [] };
  if (!target?.dataDirectory) return nothing;
  const named = target.cluster.settings.value("ssl_ca_file");
  const path = named ? serverPath(target, named) : join(target.dataDirectory, "root.crt");
  const known = certificatesIn(await readPem(context, path));
  const settings: WantedSetting[] = [
    {
      name: "ssl_ca_file",
      value: path,
      label: "Set the CA of client certificates",
      isPath: true,
    },
  ];
  if (known.some(({ fingerprint }) => fingerprint === root?.fingerprint)) return { ...nothing, settings };
  return {
    files: [
      {
        path,
        kind: "ca-certificate",
        description: known.length > 0 ? "the CAs of clients, with this one added" : "the CA of clients",
        replaces: known.length > 0,
      },
    ],
    settings,
    notes: crlFormInForce(target) ? [crlNeeded("this CA")] : [],
    contents: (made) => [[path, toCertificatePem(...known.map(({ der }) => der), made)]],
  };
}
