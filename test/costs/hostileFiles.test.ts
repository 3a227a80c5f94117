import { sign } from "node:crypto";
import { expect, test } from "vitest";
import type { ConnectionDecision, LoadPki } from "../../server/src/core/index.ts";
import { lineStarts } from "../../server/src/core/syntax/serverLog/linePrefix.ts";
import { Tag } from "../../server/src/pki/der.ts";
import { pki } from "../../server/src/pki/index.ts";
import { loadPki } from "../../server/src/pki/loadPki.ts";
import {
  buildCertificate,
  encodeName,
  extension,
  objectId,
  pem,
  testKey,
  utcTime,
} from "../pki/buildCertificate.ts";
import { encode } from "../support/encode.ts";
import { defaultTime, MemoryHost } from "../support/memoryHost.ts";
import { createService, type Files, openCluster, toUri } from "../support/openService.ts";
import { processorTime } from "../support/processorTime.ts";

/** Milliseconds of a processor for one of these files, on a slow machine. The faults took minutes, or filled the stack. */
const budget = 10_000;

const text = (value: string): Buffer => Buffer.from(value, "latin1");
const commonName = (value: string) => [[{ id: "2.5.4.3", tag: 12, value: text(value) }]];
const bytes = (number: number): Buffer => Buffer.of(1, number >> 8, number & 255);
const times = <Item>(count: number, make: (index: number) => Item): Item[] =>
  Array.from({ length: count }, (_, index) => make(index));

/** A list of the test key's, in any issuer's name. */
function crlOf(issuer: string, number = 1): string {
  const algorithm = encode(Tag.sequence, [objectId("1.2.840.10045.4.3.2")]);
  const signed = encode(Tag.sequence, [
    encode(Tag.integer, [Buffer.of(1)]),
    algorithm,
    encodeName(commonName(issuer)),
    utcTime("260101000000Z"),
    utcTime("270101000000Z"),
    encode(0xa0, [
      encode(Tag.sequence, [extension("2.5.29.20", false, encode(Tag.integer, [bytes(number)]))]),
    ]),
  ]);
  const signature = encode(Tag.bitString, [Buffer.of(0), sign("sha256", signed, testKey.privateKey)]);
  return pem("X509 CRL", encode(Tag.sequence, [signed, algorithm, signature]));
}

const certificates = "ssl = on\nssl_ca_file = 'ca.pem'\nssl_crl_file = 'crl.pem'\n";
/** Unfinished blocks after a whole one that lacks its END mark, and another whole one. */
const unfinished = (count: number): string => {
  const whole = pem("CERTIFICATE", buildCertificate());
  const begin = "-----BEGIN CERTIFICATE-----\n";
  return whole.slice(0, whole.indexOf("-----END")) + begin.repeat(count) + whole;
};
/** Names below a CA's name constraints, none of which they forbid. */
const constrained = (count: number): string => {
  const dns = (kind: number, name: string) => encode(kind, [text(name)]);
  const names = encode(
    Tag.sequence,
    times(count, (at) => dns(0x82, `n${at}.example.com`)),
  );
  const excluded = times(count, (at) => encode(Tag.sequence, [dns(0x82, `x${at}.example.org`)]));
  const constraints = encode(Tag.sequence, [encode(0xa1, excluded)]);
  const usage = extension("2.5.29.19", true, encode(Tag.sequence, [encode(Tag.boolean, [Buffer.of(255)])]));
  return (
    pem(
      "CERTIFICATE",
      buildCertificate({ issuer: commonName("ca"), extensions: [extension("2.5.29.17", false, names)] }),
    ) +
    pem(
      "CERTIFICATE",
      buildCertificate({
        subject: commonName("ca"),
        extensions: [usage, extension("2.5.29.30", true, constraints)],
      }),
    )
  );
};

/** Files made to keep a reader busy, the largest first; the first is the one that is checked. */
const hostile: Readonly<Record<string, () => Files>> = {
  "a CRL whose issuer has 100,000 blanks": () => ({
    "postgresql.conf": certificates,
    "ca.pem": pem("CERTIFICATE", buildCertificate()),
    "crl.pem": crlOf(`a${" ".repeat(100_000)}b`),
  }),
  "400 CAs of one name and 400 CRLs of that name": () => ({
    "postgresql.conf": certificates,
    "ca.pem": times(400, (at) => pem("CERTIFICATE", buildCertificate({ serial: bytes(at) }))).join(""),
    "crl.pem": times(400, (at) => crlOf("test", at)).join(""),
  }),
  "8,000 host names below 8,000 name constraints": () => ({
    "postgresql.conf": "ssl = on\nssl_cert_file = 'server.pem'\n",
    "server.pem": constrained(8_000),
  }),
  "150,000 unfinished PEM blocks": () => ({
    "postgresql.conf": certificates,
    "ca.pem": unfinished(150_000),
    "crl.pem": crlOf("test"),
  }),
  "40 files that include each other": () => ({
    "postgresql.conf": "include 'a0.conf'\n",
    ...Object.fromEntries(
      times(40, (at) => [`a${at}.conf`, times(40, (to) => `include 'a${to}.conf'\n`).join("")]),
    ),
  }),
  "paths of 16,000 steps up": () => ({
    "postgresql.conf": `ssl = on\nssl_ca_file = '${"../".repeat(16_000)}x'\ninclude '/${"../".repeat(16_000)}y'\n`,
  }),
  "a value of 130,000 escapes": () => ({
    "postgresql.conf": `log_line_prefix = '${"\\101".repeat(130_000)}'\n`,
  }),
  "a line of 50,000 options": () => ({
    "pg_hba.conf": `host all all 127.0.0.1/32 ldap ${times(50_000, (at) => `o${at}=x`).join(" ")}\n`,
  }),
  "a line of 50,000 options of one name": () => ({
    "pg_hba.conf": `host all all 127.0.0.1/32 ldap ${"ldapserver=a ".repeat(50_000)}\n`,
  }),
};

for (const [name, make] of Object.entries(hostile)) {
  test(`${name} cost no more than others`, async () => {
    const files = make();
    const [first = ""] = Object.keys(files);
    const { findings, edit, service } = openCluster(files);
    const document = edit(first, String(files[first]));
    expect(await processorTime(() => findings(first))).toBeLessThan(budget);
    document.update([{ text: `${document.text}\n` }], 2);
    expect(await processorTime(() => findings(first))).toBeLessThan(budget);
    const [lastLine] = [document.lines.length];
    expect(await processorTime(() => service.fixes(toUri(first), 0, lastLine))).toBeLessThan(budget);
    expect(await processorTime(() => service.hover(toUri(first), { line: 0, character: 3 }))).toBeLessThan(
      budget,
    );
  });
}

const client = { type: "local", user: "a".repeat(63), database: "b", replication: false } as const;

test("2,000 records of one costly regular expression cost an explanation no more than others", async () => {
  const record = `local all "/^${"(a*)*".repeat(20)}(a|b|ab)*${"(a+b?a+)+".repeat(10)}y$" trust\n`;
  const { service } = openCluster({ "pg_hba.conf": record.repeat(2_000) });
  let decision: ConnectionDecision | undefined;
  const cost = await processorTime(async () => {
    decision = await service.explain(toUri("pg_hba.conf"), client);
  });
  expect(cost).toBeLessThan(budget / 2);
  expect(decision?.admitted).toBeUndefined();
  expect(decision?.reason).toContain("more work than one answer may");
});

test("eight files that include each other cost an explanation no more than others", async () => {
  const includes = times(8, (to) => `include a${to}\n`).join("");
  const { service } = openCluster({
    "pg_hba.conf": "include a0\n",
    ...Object.fromEntries(times(8, (at) => [`a${at}`, includes])),
  });
  expect(await processorTime(() => service.explain(toUri("pg_hba.conf"), client))).toBeLessThan(budget);
});

test("the hash of a name with 100,000 blanks costs no more than another", async () => {
  const { blocks } = pki.decode(text(crlOf(`a${" ".repeat(100_000)}b`)));
  const crl = blocks[0]?.crl;
  expect(crl).toBeDefined();
  expect(await processorTime(() => crl && pki.nameHash(crl, "crl-issuer"))).toBeLessThan(budget);
});

test("what a rule leaves out is reported", async () => {
  const { edit, findings } = openCluster();
  edit("pg_hba.conf", `host all all 127.0.0.1/32 ldap ${times(500, (at) => `o${at}=x`).join(" ")}\n`);
  const found = await findings("pg_hba.conf");
  const unknown = found.filter(({ rule }) => rule === "hba-option-unknown");
  expect(unknown).toHaveLength(101);
  expect(unknown.at(-1)?.message).toBe(
    "More findings of this rule in this record are left out; correct these first.",
  );
});

test.each(["%a".repeat(20), "%-5a".repeat(9), "%u%d%h%i%q".repeat(4), "%a ".repeat(2_000)])(
  "lines of a log with the prefix %j cost no more than others",
  async (prefix) => {
    const read = lineStarts(prefix);
    const lines = ["a ", " ", "a", "1.a: "].flatMap((part) => times(5, () => part.repeat(10_000)));
    expect(await processorTime(() => lines.map((line) => read(`${line}FATAL: `)))).toBeLessThan(budget);
  },
);

test("2,000 CA certificates without their issuers are not compared with each other", async () => {
  const usage = extension("2.5.29.19", true, encode(Tag.sequence, [encode(Tag.boolean, [Buffer.of(255)])]));
  const extensions = [usage];
  const authorities = times(2_000, (at) =>
    buildCertificate({ subject: commonName(`ca ${at}`), issuer: commonName(`root ${at}`), extensions }),
  );
  let looks = 0;
  const counting: LoadPki = async () => {
    const known = await loadPki();
    return {
      ...known,
      decode(bytes) {
        const decoded = known.decode(bytes);
        for (const { certificate } of decoded.blocks) {
          if (!certificate) continue;
          const { subject } = certificate;
          Object.defineProperty(certificate, "subject", {
            get() {
              looks++;
              return subject;
            },
          });
        }
        return decoded;
      },
    };
  };
  const host = new MemoryHost({}, defaultTime);
  host.write("/data/postgresql.conf", "ssl = on\nssl_ca_file = 'ca.pem'\n");
  host.write("/data/ca.pem", authorities.map((authority) => pem("CERTIFICATE", authority)).join(""));
  const found = await createService(host, {}, counting).diagnose(toUri("postgresql.conf"));
  expect(found?.map(({ rule }) => rule)).toContain("ca-issuer-missing");
  expect(looks).toBeLessThan(200_000); // each with each are four million
});
