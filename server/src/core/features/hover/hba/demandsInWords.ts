import { clientCertificateOf, effectiveOption } from "../../../cluster/access/usableMethod.ts";
import type { ServerVersion } from "../../../model/serverVersion.ts";
import type { HbaRecord } from "../../../syntax/hba/hbaRecord.ts";
import { code, type Markdown, md } from "../render.ts";

/** What a record requires of the clients that it matches: `must give a password (SCRAM) and present a certificate …`. */
export function demandsInWords(record: HbaRecord, version: ServerVersion): Markdown {
  const method = record.method?.tokens[0]?.text ?? "";
  if (method === "reject") return md`are refused`;
  const certificate = clientCertificateOf(record, version);
  const demands: (Markdown | string)[] = [];
  if (method !== "cert" && method !== "trust") demands.push(methodDemand(record, method));
  if (certificate) demands.push(certificateInWords(record, certificate));
  const [first, second] = demands;
  if (first === undefined) return md`are let in without any check`;
  const sentence = second === undefined ? md`must ${first}` : md`must ${first} and ${second}`;
  return method === "trust" ? md`${sentence}, and nothing else` : sentence;
}

function methodDemand(record: HbaRecord, method: string): Markdown | string {
  const isLocal = record.type?.tokens[0]?.text === "local";
  // On a Unix socket the server quietly takes peer for ident.
  const words = methodInWords.get(isLocal && method === "ident" ? "peer" : method);
  if (!words) return md`pass the method ${code(method)}`;
  const map = effectiveOption(record, "map")?.value;
  return map !== undefined && mapped.has(method)
    ? md`${words}, whose name the map ${code(map)} turns into a role`
    : words;
}

const methodInWords: ReadonlyMap<string, string> = new Map([
  ["scram-sha-256", "prove their password (SCRAM)"],
  ["md5", "prove their password (MD5, or SCRAM where it is stored so)"],
  ["password", "send their password in clear"],
  ["peer", "be that user of the operating system"],
  ["ident", "be that user according to the ident server of their machine"],
  ["gss", "be that user by Kerberos (GSSAPI)"],
  ["sspi", "be that user by Windows (SSPI)"],
  ["ldap", "give a password that the LDAP server accepts"],
  ["pam", "satisfy PAM"],
  ["bsd", "satisfy BSD Authentication"],
  ["radius", "give a password that the RADIUS server accepts"],
  ["oauth", "show an OAuth token"],
]);

const mapped: ReadonlySet<string> = new Set(["ident", "peer", "gss", "sspi", "oauth"]);

function certificateInWords(record: HbaRecord, demand: "verify-ca" | "verify-full"): Markdown {
  const certificate = md`present a certificate signed by a CA of \`ssl_ca_file\``;
  if (demand === "verify-ca") return certificate;
  const name = effectiveOption(record, "clientname")?.value === "DN" ? "DN" : "CN";
  const map = effectiveOption(record, "map")?.value;
  const isMapped = map !== undefined && record.method?.tokens[0]?.text === "cert";
  return isMapped
    ? md`${certificate}, whose ${name} the map ${code(map)} turns into the role`
    : md`${certificate}, whose ${name} equals the role`;
}
