import { describe, expect, test } from "vitest";
import type { Crl } from "../../server/src/core/pki.ts";
import { pki } from "../../server/src/pki/index.ts";
import { buildCertificate, buildCrl, generalizedTime, pem, utcTime } from "./buildCertificate.ts";
import { hasOpenssl, inFolder, openssl } from "./openssl.ts";

const decode = (content: string | Uint8Array): Crl | undefined => {
  const file = pki.decode(Buffer.from(content));
  return file.der?.crl ?? file.blocks[0]?.crl;
};

/** What `openssl crl` says, in the words of `Crl`. */
function askOpenssl(content: string) {
  const text = openssl(
    "crl -noout -nameopt RFC2253 -issuer -lastupdate -nextupdate -hash -text".split(" "),
    content,
  )
    .toString()
    .replaceAll("\\\n", "");
  const find = (pattern: RegExp): string | undefined => pattern.exec(text)?.[1];
  const next = find(/^nextUpdate=(.*)/m);
  return {
    issuer: find(/^issuer=(.*)/m),
    thisUpdate: Date.parse(find(/^lastUpdate=(.*)/m) ?? ""),
    nextUpdate: next === "NONE" || !next ? undefined : Date.parse(next),
    hash: find(/hash=([0-9a-f]{8})$/m),
    crlNumber: find(/CRL Number: *\n *(\d+)/),
    signatureAlgorithm: find(/Signature Algorithm: (\S*)/),
    authorityKeyIdentifier: find(/Authority Key Identifier: *\n *(\S+)/)
      ?.replaceAll(":", "")
      .toLowerCase(),
    serials: [...text.matchAll(/^ {4}Serial Number: (\S+)/gm)].map(([, serial]) => serial?.toLowerCase()),
  };
}

const askPgssl = (content: string) => {
  const crl = decode(content);
  return (
    crl && {
      issuer: crl.issuer.text,
      thisUpdate: crl.thisUpdate,
      nextUpdate: crl.nextUpdate,
      hash: pki.nameHash(crl, "crl-issuer"),
      crlNumber: crl.crlNumber && String(Number.parseInt(crl.crlNumber, 16)),
      signatureAlgorithm: crl.signatureAlgorithm,
      authorityKeyIdentifier: crl.authorityKeyIdentifier,
      serials: [...crl.revokedSerialNumbers],
    }
  );
};

/** A list that openssl makes with its own little authority. */
function opensslCrl(revoked: number): string {
  return inFolder(({ run, write, read }) => {
    write(
      "ca.cnf",
      "[ca]\ndefault_ca=d\n[d]\ndatabase=index\ncrlnumber=number\ndefault_md=sha384\ndefault_crl_days=5\ncrl_extensions=e\n[e]\nauthorityKeyIdentifier=keyid\n",
    );
    write("number", "0300\n");
    const line = (_: unknown, index: number) =>
      `R\t350101000000Z\t260101000000Z\t${(0x1000 + index).toString(16).toUpperCase()}\tunknown\t/CN=x\n`;
    write("index", Array.from({ length: revoked }, line).join(""));
    run(..."req -x509 -newkey rsa:1024 -nodes -keyout key -out cert -subj /O=Ünï/CN=ca -utf8".split(" "));
    run(..."ca -config ca.cnf -gencrl -keyfile key -cert cert -out crl".split(" "));
    return read("crl").toString();
  });
}

const serials = (count: number): Buffer[] =>
  Array.from({ length: count }, (_, index) => Buffer.from((0x10000000 + index).toString(16), "hex"));

describe("revocation lists", () => {
  test.runIf(hasOpenssl).each([0, 1, 300])("as openssl reads its own, with %i entries", (revoked) => {
    const crl = opensslCrl(revoked);
    expect(askPgssl(crl)).toEqual(askOpenssl(crl));
    expect(askPgssl(crl)?.serials).toHaveLength(revoked);
    expect(decode(crl)).toMatchObject({ revokedCount: revoked, signatureDigest: "sha384" });
  });

  test.runIf(hasOpenssl).each([
    ["version 1 without a next update", buildCrl([Buffer.of(5)])],
    ["nothing revoked", buildCrl([], utcTime("270101000000Z"))],
    ["a next update after 2049", buildCrl(serials(2), generalizedTime("20600101000000Z"))],
    [
      "odd serial numbers",
      buildCrl([Buffer.of(0), Buffer.of(0xfb), Buffer.of(0, 0xff), Buffer.alloc(30, 7)]),
    ],
  ])("%s", (_, der) => {
    expect(askPgssl(pem("X509 CRL", der))).toEqual(askOpenssl(pem("X509 CRL", der)));
    expect(pki.decode(der).form).toBe("der-crl");
    expect(decode(der)).toEqual(decode(pem("X509 CRL", der)));
  });

  test("a list is checked against its issuer's key", () => {
    const issuer = pki.decode(buildCertificate()).der?.certificate;
    const crl = decode(buildCrl(serials(3)));
    const forged = buildCrl(serials(3));
    forged[forged.length - 90] = (forged[forged.length - 90] ?? 0) ^ 1;
    const other = decode(forged);
    if (!issuer || !crl || !other) throw new Error("a sample did not decode");
    expect(pki.isCrlSignedBy(crl, issuer)).toBe(true);
    expect(pki.isCrlSignedBy(other, issuer)).toBe(false);
  });

  test("a list of 100,000 entries takes no more than a second or two", () => {
    const list = pem("X509 CRL", buildCrl(serials(100_000)));
    const start = process.cpuUsage();
    const crl = decode(list);
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(2000);
    expect(crl?.revokedCount).toBe(100_000);
    expect(crl?.revokedSerialNumbers.has("10000000")).toBe(true);
  });
});
