import type { Diagnostic } from "../model/diagnostic.ts";
import type { Cluster, FileUse, Identity } from "./cluster.ts";

/** The settings that name one file, and what it is called in messages. */
export const settingWords: Readonly<Record<string, string>> = {
  ssl_cert_file: "server certificate",
  ssl_key_file: "private key",
  ssl_ca_file: "CA file",
  ssl_crl_file: "CRL file",
  ssl_crl_dir: "CRL directory",
  ssl_dh_params_file: "Diffie-Hellman parameter file",
};

/** The files in force that one of these settings names. */
export function usesOf(cluster: Cluster, ...settings: string[]): FileUse[] {
  return cluster.fileUses.filter((use) => settings.includes(use.setting));
}

/** Puts each certificate together with its key and CA file. */
export function joinIdentities(uses: readonly FileUse[]): Identity[] {
  const groups = new Map<string, Record<string, FileUse>>();
  for (const use of uses) {
    const group = use.hostNames ? `${use.place.uri}:${use.place.line}` : "";
    groups.set(group, { ...groups.get(group), [use.setting]: use });
  }
  return [...groups.values()].flatMap(({ ssl_cert_file, ssl_key_file, ssl_ca_file }) =>
    ssl_cert_file || ssl_key_file || ssl_ca_file
      ? {
          ...(ssl_cert_file && { certificate: ssl_cert_file }),
          ...(ssl_key_file && { key: ssl_key_file }),
          ...(ssl_ca_file && { authorities: ssl_ca_file }),
        }
      : [],
  );
}

/** Whether the modes and owners that are seen here are those that the server sees. */
export function modesCount({
  isOnServer,
  serverPlatform,
}: Pick<Cluster, "isOnServer" | "serverPlatform">): boolean {
  return isOnServer && serverPlatform === "posix";
}

/** What a mode or an owner does that the server sees as it is here, or probably so: of a file that is mounted into a container. */
export function modeEffect(
  cluster: Pick<Cluster, "isMounted" | "isOnServer" | "serverPlatform">,
): { readonly severity?: "warning"; readonly serverEffect?: null } | undefined {
  if (modesCount(cluster)) return {};
  return cluster.isMounted && cluster.serverPlatform === "posix"
    ? { severity: "warning", serverEffect: null }
    : undefined;
}

/** The use of a file that a finding is about. */
export function useAt(
  finding: Diagnostic,
  cluster: Cluster | undefined,
  setting: string,
): FileUse | undefined {
  return cluster?.fileUses.find(
    (use) =>
      use.setting === setting &&
      use.place.uri === finding.uri &&
      use.place.line === finding.line &&
      use.place.span.start === finding.span.start,
  );
}
