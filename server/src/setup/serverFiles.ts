import { relative, sep } from "node:path";
import { isWithin } from "../disk/isWithin.ts";
import type { WantedAccess, WantedConfiguration, WantedSetting } from "./configuration/wanted.ts";
import type { Target } from "./context.ts";
import type { FileSpec } from "./pathPlan.ts";
import { wayOf } from "./pathTitles.ts";
import type { Places } from "./places.ts";
import { SetupProblem } from "./plan.ts";
import type { ConfigurationRequest, SetupRequest } from "./request.ts";

/** The server's certificate with its key, as files to write. */
export function serverFiles(
  { certificate, key }: Pick<Places, "certificate" | "key">,
  what: string,
): FileSpec[] {
  return [
    { path: key, kind: "server-key", description: "private key of the server" },
    { path: certificate, kind: "server-certificate", description: what },
  ];
}

/** @throws SetupProblem where clients are to send certificates, and no CA is at hand that could have issued them */
export function needNoClientCa({ configuration }: SetupRequest): void {
  if ((configuration?.access?.method ?? "password") === "password") return;
  throw new SetupProblem(
    `Client certificates need a CA of yours: ${wayOf("ca")} makes one, and ${wayOf("client")} comes after it`,
    "configuration",
  );
}

/** How the configuration names the server's files, and whom it admits. */
export function wantedForServer(
  { certificate, key }: Pick<Places, "certificate" | "key">,
  request: SetupRequest,
  names: readonly string[] = [],
): WantedConfiguration {
  const configuration = request.configuration ?? {};
  const settings: WantedSetting[] = [
    { name: "ssl_cert_file", value: certificate, label: "Set the server's certificate", isPath: true },
    { name: "ssl_key_file", value: key, label: "Set the server's private key", isPath: true },
    {
      name: "ssl_min_protocol_version",
      value: configuration.minProtocol ?? "TLSv1.2",
      label: "Refuse older protocols",
    },
    { name: "ssl", value: "on", label: "Turn TLS on" },
  ];
  const hostNames = configuration.sni ? names : [];
  if (hostNames.length > 0)
    settings.push({
      name: "ssl_sni",
      value: "on",
      label: "Choose the certificate by the client's host name",
    });
  return {
    settings,
    access: toAccess(configuration),
    cleartext: configuration.cleartext ?? "keep",
    maps: [],
    ...(hostNames.length > 0 && { host: { names: hostNames, files: [certificate, key] } }),
  };
}

/** The requested record of pg_hba.conf; `users` are the default. */
export function toAccess(
  { access }: ConfigurationRequest,
  users: readonly string[] = ["all"],
): WantedAccess[] {
  if (!access) return [];
  const isMutual = access.method === "password+cert";
  return [
    {
      databases: access.databases ?? ["all"],
      users: access.users ?? users,
      address: access.address ?? "all",
      method: access.method === "cert" ? "cert" : "password",
      options: isMutual ? ["clientcert=verify-full"] : [],
    },
  ];
}

/** A path as the configuration writes it: relative to the data directory where it lies in there. */
export function shownPath(path: string, target: Target): string {
  const { dataDirectory } = target;
  const shown = dataDirectory && isWithin(path, dataDirectory) ? relative(dataDirectory, path) : path;
  return shown.split(sep).join("/");
}
