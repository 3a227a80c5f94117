import { describe, expect, test } from "vitest";
import type { Crl } from "../../server/src/core/pki.ts";
import { Tag } from "../../server/src/pki/der.ts";
import { pki } from "../../server/src/pki/index.ts";
import { encode } from "../support/encode.ts";
import {
  buildCertificate,
  buildCrl,
  crlEntry,
  extension,
  generalizedTime,
  pem,
  utcTime,
} from "./buildCertificate.ts";
import { hasOpenssl, inFolder, openssl } from "./openssl.ts";

const decode = (content: string | Uint8Array): Crl | undefined => {
  const file = pki.decode(Buffer.from(content));
  return file.der?.crl ?? file.blocks[0]?.crl;
};

/** What `openssl crl` says, in the words of `Crl`. */
function runOpenssl(content: string) {
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
    version: Number(find(/Version (\d)/)),
    crlNumber: find(/CRL Number: *\n *(\d+)/),
    baseCrlNumber: find(/Delta CRL Indicator: critical *\n *(\d+)/),
    distributionPoint: scopeOf(find(/Issuing Distribution Point: critical\n((?: {16}.*\n)*)/)),
    reasons: countOf(
      [...text.matchAll(/CRL Reason Code: *\n *(?!Unspecified|\s)(.*)/g)].map(([, reason = ""]) => reason),
    ),
    signatureAlgorithm: find(/Signature Algorithm: (\S*)/),
    authorityKeyIdentifier: find(/Authority Key Identifier: *\n *(\S+)/)
      ?.replaceAll(":", "")
      .toLowerCase(),
    // What is withdrawn is not revoked.
    serials: text
      .split(/^ {4}Serial Number: /m)
      .slice(1)
      .filter((entry) => !entry.includes("Remove From CRL"))
      .map((entry) => /^\S+/.exec(entry)?.[0].toLowerCase()),
  };
}

/** What `IssuingDistributionPoint` is about; OpenSSL 3.0 breaks no line after a name. */
const scopeOf = (text: string | undefined) =>
  text
    ?.split(/\n| {16}/)
    .map((line) => line.trim())
    .filter((line) => line && line !== "Full Name:");

function countOf(words: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** openssl's words for the reasons, which leaves out those that are not given. */
const reasonWords: Readonly<Record<string, string>> = {
  keyCompromise: "Key Compromise",
  cACompromise: "CA Compromise",
  affiliationChanged: "Affiliation Changed",
  superseded: "Superseded",
  cessationOfOperation: "Cessation Of Operation",
  certificateHold: "Certificate Hold",
  removeFromCRL: "Remove From CRL",
  privilegeWithdrawn: "Privilege Withdrawn",
  aACompromise: "AA Compromise",
};

const scopeWords: Readonly<Record<string, string>> = {
  "user-certificates": "Only User Certificates",
  "ca-certificates": "Only CA Certificates",
  "attribute-certificates": "Only Attribute Certificates",
};

const runPgssl = (content: string) => {
  const crl = decode(content);
  return (
    crl && {
      issuer: crl.issuer.text,
      thisUpdate: crl.thisUpdate,
      nextUpdate: crl.nextUpdate,
      hash: pki.nameHash(crl, "crl-issuer"),
      version: crl.version,
      crlNumber: crl.crlNumber && String(Number.parseInt(crl.crlNumber, 16)),
      baseCrlNumber: crl.baseCrlNumber && String(Number.parseInt(crl.baseCrlNumber, 16)),
      distributionPoint: crl.distributionPoint && [
        ...(crl.distributionPoint.names ?? []).map(({ value }) => `URI:${value}`),
        ...crl.distributionPoint.only.map((kind) => scopeWords[kind]),
        ...(crl.distributionPoint.indirect ? ["Indirect CRL"] : []),
        ...(crl.distributionPoint.someReasons ? ["Only Some Reasons:", "Key Compromise, CA Compromise"] : []),
      ],
      reasons: Object.fromEntries(
        Object.entries(crl.reasons).flatMap(([reason, count]) =>
          reasonWords[reason] === undefined ? [] : [[reasonWords[reason], count]],
        ),
      ),
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

/** An IssuingDistributionPoint at a place of its own. */
const scope = (...flags: Uint8Array[]): Buffer =>
  encode(Tag.sequence, [
    encode(0xa0, [encode(0xa0, [encode(0x86, [Buffer.from("http://a.example/ca.crl")])])]),
    ...flags,
  ]);

describe("CRLs", () => {
  test.runIf(hasOpenssl).each([0, 3000])("as openssl reads its own, with %i entries", (revoked) => {
    const crl = opensslCrl(revoked);
    expect(runPgssl(crl)).toEqual(runOpenssl(crl));
    expect(runPgssl(crl)?.serials).toHaveLength(revoked);
    expect(decode(crl)).toMatchObject({ revokedCount: revoked, signatureDigest: "sha384" });
  });

  test.runIf(hasOpenssl).each([
    ["version 1 without a next update", buildCrl([Buffer.of(5)])],
    ["nothing revoked", buildCrl([], { nextUpdate: utcTime("270101000000Z") })],
    ["a next update after 2049", buildCrl(serials(2), { nextUpdate: generalizedTime("20600101000000Z") })],
    [
      "odd serial numbers",
      buildCrl([Buffer.of(0), Buffer.of(0xfb), Buffer.of(0, 0xff), Buffer.alloc(30, 7)]),
    ],
    [
      "every reason, and none",
      buildCrl([], {
        entries: [undefined, 0, 1, 2, 3, 4, 5, 6, 8, 9, 10, 1].map((reason, index) =>
          crlEntry(Buffer.of(index + 1), reason),
        ),
        extensions: [extension("2.5.29.20", false, Buffer.of(2, 1, 7))],
      }),
    ],
    [
      "a delta of what one distribution point is about",
      buildCrl(serials(1), {
        extensions: [
          extension("2.5.29.20", false, Buffer.of(2, 2, 1, 0)),
          extension("2.5.29.27", true, Buffer.of(2, 1, 9)),
          extension(
            "2.5.29.28",
            true,
            scope(encode(0x81, [Buffer.of(255)]), encode(0x83, [Buffer.of(5, 0x60)])),
          ),
        ],
      }),
    ],
    [
      "about CA certificates of several issuers",
      buildCrl(serials(1), {
        extensions: [
          extension("2.5.29.28", true, scope(encode(0x82, [Buffer.of(255)]), encode(0x84, [Buffer.of(255)]))),
        ],
      }),
    ],
  ])("%s", (_, der) => {
    expect(runPgssl(pem("X509 CRL", der))).toEqual(runOpenssl(pem("X509 CRL", der)));
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

  test("a list of 100,000 entries takes less than a second", () => {
    const entry = crlEntry(Buffer.of(0x10, 0, 0, 0));
    const entries = Buffer.alloc(entry.length * 100_000, entry);
    for (let index = 0; index < 100_000; index++)
      entries.writeUInt32BE(0x10000000 + index, index * entry.length + 4);
    const list = Buffer.from(pem("X509 CRL", buildCrl([], { entries: [entries] })));
    const start = process.cpuUsage();
    const crl = pki.decode(list).blocks[0]?.crl;
    expect(process.cpuUsage(start).user / 1000).toBeLessThan(1000);
    expect(crl).toMatchObject({ revokedCount: 100_000, reasons: { unspecified: 100_000 } });
    expect(crl?.revokedSerialNumbers.size).toBe(100_000);
    expect(crl?.revokedSerialNumbers.has("1001869f")).toBe(true);
  });

  test("an unknown critical extension makes OpenSSL refuse a list, so it is reported", () => {
    const extensions = [
      extension("1.2.3.4", true, Buffer.of(5, 0)),
      extension("1.2.3.5", false, Buffer.of(5, 0)),
    ];
    expect(decode(buildCrl([], { extensions }))?.unknownCriticalExtensions).toEqual(["1.2.3.4"]);
  });
});
