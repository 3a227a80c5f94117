import type { Target } from "./context.ts";
import type { FileSpec } from "./pathPlan.ts";
import type { Note } from "./plan.ts";
import type { SetupPath, SetupRequest } from "./request.ts";

/** A warning about a new CA key. */
export function keepOffline({ encryptAuthorityKey }: SetupRequest, files: readonly FileSpec[]): Note {
  const key = files.find(({ kind }) => kind === "ca-key")?.path ?? "";
  const encrypted = encryptAuthorityKey
    ? ""
    : " It is not encrypted: whoever reads the file can issue certificates.";
  return {
    kind: "warning",
    text: `${key} signs for everybody who trusts this CA. Keep it offline (on a medium that is not plugged in, with a copy elsewhere); it is only needed to issue, renew and revoke.${encrypted}`,
  };
}

/** What other programs make of Ed25519. */
export const ed25519Notes: readonly Note[] = [
  {
    kind: "warning",
    text: "Ed25519 needs OpenSSL 1.1.1 on both sides, and not every driver supports it (old JDK, Windows' own TLS). With a certificate that an Ed25519 key signed, password logins by SCRAM fail unless the client sets channel_binding=disable.",
  },
];

/** Ways whose point is that clients connect. */
const forClients: readonly SetupPath[] = ["self-signed", "ca", "chain", "install", "client"];

/** A warning where `listen_addresses` keeps clients on other machines away, whatever certificates there are. */
export function listenNotes(path: SetupPath, target: Target | undefined): readonly Note[] {
  const listened = target?.cluster.settings.value("listen_addresses");
  if (listened === undefined || !forClients.includes(path)) return [];
  const words = listened.split(",").map((word) => word.trim());
  if (!words.every((word) => /^(localhost|127\.\d+\.\d+\.\d+|::1|)$/i.test(word))) return [];
  const effect =
    listened.trim() === ""
      ? "the server listens on no address, its Unix socket alone"
      : "clients on other machines cannot connect";
  return [
    {
      kind: "warning",
      text: `listen_addresses is '${listened}': ${effect}. For others set listen_addresses = '*', or addresses of this machine, and restart.`,
    },
  ];
}
