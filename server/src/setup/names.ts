import { isIP } from "node:net";
import { domainToASCII } from "node:url";
import { SetupProblem } from "./plan.ts";

/** The names and addresses of a server's certificate. */
export interface HostNames {
  readonly subject: string;
  readonly dnsNames: readonly string[];
  readonly ipAddresses: readonly string[];
}

/** Characters of a common name at the most (RFC 5280, appendix A.1). */
const maxCommonName = 64;

/** Sorts host names from addresses; names with other than ASCII letters are encoded as DNS knows them. @throws SetupProblem */
export function readHosts(hosts: readonly string[]): HostNames {
  const words = [...new Set(hosts.map((host) => host.trim().replace(/^\[(.*)\]$/, "$1")))].filter(Boolean);
  const dnsNames: string[] = [];
  const ipAddresses: string[] = [];
  for (const word of words) {
    if (isIP(word)) ipAddresses.push(word);
    else dnsNames.push(toDnsName(word));
  }
  const [first] = words;
  if (first === undefined)
    throw new SetupProblem("A server's certificate needs a host name or an address", "hosts");
  const subject = isIP(first) ? first : (dnsNames[0] ?? first);
  return {
    subject: subject.length > maxCommonName ? "PostgreSQL server" : subject,
    dnsNames: [...new Set(dnsNames)],
    ipAddresses,
  };
}

/** A name that a certificate may have; its first label may be a star. */
const dnsName =
  /^(?=.{1,253}$)(\*\.)?([a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/i;

function toDnsName(word: string): string {
  const star = word.startsWith("*.") ? "*." : "";
  const name =
    star + (/[^\x20-\x7e]/.test(word) ? domainToASCII(word.slice(star.length)) : word.slice(star.length));
  if (!dnsName.test(name))
    throw new SetupProblem(`${word} is neither a host name nor an IP address`, "hosts");
  return name;
}

/** The file names of a role: as it is where any file system takes it, else with lines in the place of odd characters. */
export const fileNameOf = (role: string): string => role.replace(/[^\p{L}\p{N}_.@+-]|^\./gu, "_") || "_";
