import { type FileUse, namedFiles } from "../cluster/cluster.ts";
import type { Snapshot } from "../cluster/snapshot.ts";
import { childOf } from "../cluster/uris.ts";
import type { Expiry } from "../model/expiry.ts";
import type { Certificate, Crl, PemFile } from "../pki.ts";
import { isSelfSigned } from "../x509/authority.ts";
import { visibleBlocks } from "../x509/contents.ts";
import { shortName } from "./describe/describeName.ts";
import { nameInShort } from "./describe/validityInShort.ts";
import { visible } from "./hover/render.ts";

/**
 * The certificates and lists that the configuration of a cluster names, those that end first in front; also while `ssl` is off. Each
 * once for each setting; without those whose date is none, which a rule reports.
 */
export function expiriesOf({ cluster }: Snapshot): readonly Expiry[] {
  const found = namedFiles(cluster).flatMap((use) => {
    const { file } = use;
    const uri = file.uri ?? "";
    const parts: [string, PemFile | undefined][] = file.members
      ? [...file.members].map(([name, member]) => [childOf(uri, name), member.pem])
      : [[uri, file.pem]];
    return parts.flatMap(([uri, pem]) => {
      let index = 0;
      return visibleBlocks(pem, cluster.openSsl)
        .flatMap(({ certificate, crl }): Omit<Expiry, "uri">[] => {
          if (certificate) return [ofCertificate(use, certificate, index++)];
          return crl?.nextUpdate === undefined ? [] : [ofList(use, crl, crl.nextUpdate)];
        })
        .map((expiry) => ({ ...expiry, uri }));
    });
  });
  const once = new Map(found.map((expiry) => [keyOf(expiry), expiry]));
  return [...once.values()].filter(({ ends }) => !Number.isNaN(ends)).sort((a, b) => a.ends - b.ends);
}

function keyOf({ uri, setting, hostNames = [], name, issuer, number, ends }: Expiry): string {
  return [uri, setting, ...hostNames, name, issuer, number, ends].join("\0");
}

function ofCertificate(use: FileUse, certificate: Certificate, index: number): Omit<Expiry, "uri"> {
  const { serialNumber, issuer, notBefore, notAfter } = certificate;
  return {
    kind: "certificate",
    ...source(use),
    name: visible(nameInShort(certificate)),
    issuer: visible(shortName(issuer)),
    number: serialNumber,
    begins: notBefore,
    ends: notAfter,
    stops: stopsWith(use, certificate, index),
  };
}

function stopsWith({ setting }: FileUse, certificate: Certificate, index: number): string {
  if (setting === "ssl_ca_file") return "client certificates of this CA are refused";
  // Clients use their own copy of a root.
  if (index > 0 && isSelfSigned(certificate)) return "nothing: clients use a root of their own";
  return "clients that verify the server refuse it";
}

function ofList(use: FileUse, { issuer, crlNumber, thisUpdate }: Crl, ends: number): Omit<Expiry, "uri"> {
  const name = visible(shortName(issuer));
  return {
    kind: "crl",
    ...source(use),
    name,
    issuer: name,
    ...(crlNumber && { number: crlNumber }),
    begins: thisUpdate,
    ends,
    stops: "all client certificates of this CA are refused",
  };
}

const source = ({ setting, hostNames }: FileUse): Pick<Expiry, "setting" | "hostNames"> => ({
  setting,
  ...(hostNames && { hostNames: hostNames.map(visible) }),
});
