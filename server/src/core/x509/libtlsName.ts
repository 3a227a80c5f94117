import { numericAddress } from "../model/address.ts";
import type { Certificate } from "../pki.ts";

/**
 * Whether libtls, by which PgBouncer does TLS, takes a certificate for that of a host, an address or a user (`tls_check_name` in libusual):
 * one of its alternative names, or else its common name, even where it has alternative names. Case does not count.
 */
export function matchesLibtls({ alternativeNames, subject }: Certificate, name: string): boolean {
  const address = numericAddress(name);
  const { commonName = "" } = subject;
  if (address)
    return (
      commonName === name ||
      alternativeNames.some(
        ({ kind, value }) => kind === "ip" && numericAddress(value)?.bytes.join() === address.bytes.join(),
      )
    );
  return (
    matchesPattern(commonName, name) ||
    alternativeNames.some(({ kind, value }) => kind === "dns" && matchesPattern(value, name))
  );
}

/** `*.example.com` is for one label before the rest, which must have a dot itself. */
function matchesPattern(pattern: string, name: string): boolean {
  const [wanted, given] = [pattern.toLowerCase(), name.toLowerCase()];
  if (wanted === given) return true;
  if (!/^\*\.[^.]+\.[^.]/.test(wanted) && !/^\*\.[^.]+\.$/.test(wanted)) return false;
  const dot = given.indexOf(".");
  return dot > 0 && given.length > dot + 1 && given.slice(dot) === wanted.slice(1);
}
