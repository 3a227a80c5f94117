import type { ClientView, ServedHost } from "../../core/model/served.ts";
import type { Certificate } from "../../core/pki.ts";
import { coloredSeverity } from "../counts.ts";
import { type ColorMode, outputTo } from "../output.ts";
import { printed, toJson } from "../printed.ts";
import type { Probed } from "./probeHost.ts";

/** What is printed of hosts. */
export const probeFormats = {
  text: (probed: readonly Probed[], color?: ColorMode): string =>
    probed.map((each) => inText(each, color)).join("\n"),
  json: (probed: readonly Probed[]): string => `${toJson({ hosts: probed.map(inJson) }, 2)}\n`,
} as const;

function daysLeft({ notAfter }: Certificate): number {
  return Math.floor((notAfter - Date.now()) / 86_400_000);
}

const isoDate = (moment: number) => (Number.isNaN(moment) ? null : new Date(moment).toISOString());

function inJson({ host, port, looked, chain, pem, authorities, clients, findings }: Probed): ServedHost {
  return {
    host,
    port,
    protocol: looked?.protocol ?? null,
    cipher: looked?.cipher ?? null,
    group: looked?.group ?? null,
    alpn: looked?.alpn ?? null,
    ocspStaple: looked?.hasOcspStaple ?? null,
    requestsCertificate: looked?.requestsCertificate ?? null,
    authorities: authorities ?? null,
    chain: chain.map((certificate, at) => ({
      subject: certificate.subject.text,
      issuer: certificate.issuer.text,
      serialNumber: certificate.serialNumber,
      names: certificate.alternativeNames.map(({ value }) => value),
      notBefore: isoDate(certificate.notBefore),
      notAfter: isoDate(certificate.notAfter),
      daysLeft: daysLeft(certificate),
      fingerprint: certificate.fingerprint,
      pem: pem[at] ?? "",
    })),
    clients,
    findings,
  };
}

function inText(
  { host, port, looked, chain, authorities, clients, findings }: Probed,
  color?: ColorMode,
): string {
  const { colors } = outputTo(process.stdout, color);
  const lines = [colors.bold(printed(`${host.includes(":") ? `[${host}]` : host}:${port}`))];
  if (looked) {
    const { protocol, cipher, group, hasOcspStaple, requestsCertificate, isWhole } = looked;
    lines.push(`  ${printed([protocol, cipher, ...(group ? [group] : [])].join(", "))}`);
    for (const certificate of chain)
      lines.push(
        `  ${printed(`${certificate.subject.text || "(no subject)"}: ${daysLeft(certificate)} days left`)}`,
      );
    if (!isWhole) lines.push("  further certificates that it may send are not known: it has no TLS 1.2");
    if (requestsCertificate !== undefined)
      lines.push(
        `  client certificates: ${requestsCertificate ? `of ${printed(authorities?.join("; ") || "any CA")}` : "not requested"}`,
      );
    if (hasOcspStaple) lines.push("  with an OCSP response");
    lines.push(...clientsInWords(clients).map((line) => `  ${printed(line)}`));
  }
  for (const { severity, message, detail, rule } of findings) {
    lines.push(`  ${coloredSeverity(severity, colors)}: ${printed(message)} ${colors.dim(`[${rule}]`)}`);
    if (detail !== undefined) lines.push(`    ${printed(detail)}`);
  }
  return `${lines.join("\n")}\n`;
}

/** Clients that do the same for the same reason in one line, each with the setting with which it verifies. */
function clientsInWords(clients: readonly ClientView[]): string[] {
  const groups = new Map<string, string[]>();
  for (const { client, mode, verifies, reason } of clients) {
    const what = verifies === null ? "it depends with" : verifies ? "accepted by" : "refused by";
    const key = `host name ${what} …: ${reason}`;
    groups.set(key, [...(groups.get(key) ?? []), `${client} (${mode})`]);
  }
  return [...groups].map(([key, names]) => key.replace("…", () => names.join(", ")));
}
