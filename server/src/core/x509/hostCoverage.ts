import { numericAddress } from "../model/address.ts";
import type { AlternativeName, Certificate } from "../pki.ts";

/**
 * Whether libpq with `sslmode=verify-full` takes a certificate for that of a host, a name or an address (its manual, "SSL
 * Client Certificates"). Where its versions differ, the one that takes more counts: `false` is certain.
 */
export function coversHost({ alternativeNames, subject }: Certificate, host: string): boolean {
  const address = numericAddress(host)?.bytes;
  const wanted = (address ? "ip" : "dns") satisfies AlternativeName["kind"];
  const isCovered = alternativeNames.some(({ kind, value }) => {
    if (kind === "ip") return address !== undefined && sameBytes(address, numericAddress(value)?.bytes);
    return kind === "dns" && matchesName(value, host);
  });
  if (isCovered || alternativeNames.some(({ kind }) => kind === wanted)) return isCovered;
  return matchesName(subject.commonName ?? "", host);
}

/** The names and addresses that a certificate is good for, in words. */
export function coveredHosts({ alternativeNames, subject }: Certificate): string {
  const names = alternativeNames.filter(({ kind }) => kind === "dns" || kind === "ip");
  const shown = names.slice(0, 4).map(({ value }) => value);
  const more = names.length - shown.length;
  if (names.length === 0) return subject.commonName ?? "no host at all";
  return shown.join(", ") + (more > 0 ? ` and ${more} more` : "");
}

/** `*.example.com` matches one label before the rest; case does not count. */
function matchesName(pattern: string, host: string): boolean {
  const [name, wanted] = [host.toLowerCase(), pattern.toLowerCase()];
  if (!wanted.startsWith("*.")) return name === wanted;
  const rest = wanted.slice(1);
  return name.length > rest.length && name.endsWith(rest) && !name.slice(0, -rest.length).includes(".");
}

function sameBytes(own: readonly number[], other: readonly number[] | undefined): boolean {
  return own.length === other?.length && own.every((byte, at) => byte === other[at]);
}
