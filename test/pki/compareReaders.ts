import "reflect-metadata";
import { spawnSync } from "node:child_process";
import { createPrivateKey, generateKeyPairSync, X509Certificate as OpenSslCertificate } from "node:crypto";
import { AsnConvert } from "@peculiar/asn1-schema";
import { Certificate as AsnCertificate, CertificateList } from "@peculiar/asn1-x509";
import { PemConverter, Pkcs10CertificateRequest, X509Certificate, X509Crl } from "@peculiar/x509";
import { fromBER } from "asn1js";
import { Certificate as PkiCertificate } from "pkijs";
import { readCertificate } from "../../server/src/pki/certificates.ts";
import { readCrl } from "../../server/src/pki/crls.ts";
import { pki } from "../../server/src/pki/index.ts";
import { readKey } from "../../server/src/pki/keys.ts";
import { nodeCryptography } from "../../server/src/pki/nodeCryptography.ts";
import { readRequest } from "../../server/src/pki/requests.ts";
import { buildCrl } from "./buildCertificate.ts";
import { runOpenssl, runPgssl } from "./comparable.ts";
import { inFolder } from "./openssl.ts";
import { builtCertificates, recordedCertificates } from "./samples.ts";

/**
 * Compares our readers with those of the libraries in the tree, OpenSSL as the oracle, and prints what
 * `server/docs/decisions/reading-x509.md` says: `npx tsx test/pki/compareReaders.ts`.
 */
const derOf = (text: string): Buffer => Buffer.from(text.replace(/-----.*-----/g, ""), "base64");
const works = (read: () => unknown): boolean => {
  try {
    return read() !== false;
  } catch {
    return false;
  }
};

let state = 20261130;
/** Numbers that are the same in every run. */
const random = (below: number): number => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return Math.floor((state / 2 ** 32) * below);
};

function mutate(content: Buffer): Buffer {
  const changed = Buffer.from(content);
  for (let count = 1 + random(2); count > 0; count--) changed[random(changed.length)] = random(256);
  return changed;
}

type Readers = Readonly<Record<string, (content: Buffer) => unknown>>;

/** How often each reader refuses what OpenSSL loads, and the other way round; and what one call takes on what is whole. */
function compare(
  title: string,
  seeds: readonly Buffer[],
  count: number,
  check: (content: Buffer) => boolean,
  readers: Readers,
) {
  const inputs = [
    ...seeds,
    ...Array.from({ length: count }, () => mutate(seeds[random(seeds.length)] ?? Buffer.of())),
  ];
  const truth = inputs.map(check);
  console.log(`\n${title}: ${inputs.length} inputs, of which OpenSSL loads ${truth.filter(Boolean).length}`);
  for (const [name, read] of Object.entries(readers)) {
    const answers = inputs.map((content) => works(() => read(Buffer.from(content))));
    const refused = answers.filter((answer, at) => !answer && truth[at]).length;
    const accepted = answers.filter((answer, at) => answer && !truth[at]).length;
    const whole = seeds.filter((seed) => works(() => read(Buffer.from(seed))));
    const start = process.cpuUsage();
    for (let round = 0; round < 20; round++) for (const seed of whole) read(Buffer.from(seed));
    const { user, system } = process.cpuUsage(start);
    const each = (user + system) / 1000 / (20 * Math.max(whole.length, 1));
    console.log(
      `  ${name.padEnd(34)} refuses ${refused}, accepts ${accepted} wrongly; ${each.toFixed(3)} ms`,
    );
  }
}

const certificates = recordedCertificates.map((sample) => derOf(sample.pem));
const useAll = (certificate: X509Certificate) => [
  certificate.subject,
  certificate.issuer,
  certificate.notBefore,
  certificate.notAfter,
  certificate.extensions.length,
];
compare("Certificates", certificates, 4000, (der) => works(() => new OpenSslCertificate(der)), {
  ours: (der) => readCertificate(der, nodeCryptography),
  "asn1js fromBER (frames only)": (der) => fromBER(der).offset !== -1,
  "@peculiar/asn1-x509": (der) => AsnConvert.parse(new Uint8Array(der), AsnCertificate),
  "@peculiar/x509": (der) => useAll(new X509Certificate(new Uint8Array(der))),
  pkijs: (der) => PkiCertificate.fromBER(new Uint8Array(der)),
});

const texts = recordedCertificates.map(({ pem }) => Buffer.from(pem));
compare("PEM", texts, 3000, (text) => works(() => new OpenSslCertificate(text)), {
  ours: (text) =>
    pki.decode(text).blocks[0]?.certificate !== undefined && !pki.decode(text).blocks[0]?.damaged,
  "@peculiar/x509 PemConverter": (text) => {
    const [block] = PemConverter.decode(text.toString("latin1"));
    return block !== undefined && works(() => readCertificate(new Uint8Array(block), nodeCryptography));
  },
});

const keys = [
  generateKeyPairSync("rsa", { modulusLength: 1024 }),
  generateKeyPairSync("ec", { namedCurve: "prime256v1" }),
  generateKeyPairSync("ed25519"),
].map(({ privateKey }) => privateKey.export({ format: "der", type: "pkcs8" }));
const { PrivateKeyInfo } = await import("@peculiar/asn1-pkcs8");
compare(
  "PKCS #8 keys",
  keys,
  1500,
  (key) => works(() => createPrivateKey({ key, format: "der", type: "pkcs8" })),
  {
    ours: (key) => readKey("PRIVATE KEY", key, nodeCryptography).problem === undefined,
    "@peculiar/asn1-pkcs8": (key) => AsnConvert.parse(new Uint8Array(key), PrivateKeyInfo),
  },
);

const lists = [buildCrl([Buffer.of(1), Buffer.of(2)]), buildCrl([])];
const openssl = (command: string) => (der: Buffer) =>
  spawnSync("openssl", [command, "-inform", "DER", "-noout"], { input: der }).status === 0;
compare("CRLs", lists, 300, openssl("crl"), {
  ours: (der) => readCrl(der),
  "@peculiar/asn1-x509": (der) => AsnConvert.parse(new Uint8Array(der), CertificateList),
  "@peculiar/x509": (der) => new X509Crl(new Uint8Array(der)).entries,
});

const requests = inFolder(({ run, read }) =>
  ["rsa:1024", "ec -pkeyopt ec_paramgen_curve:P-256", "ed25519"].map((key) => {
    run(
      ..."req -new -nodes -keyout k -outform DER -out r -subj /O=Zürich/CN=db -utf8 -addext subjectAltName=DNS:db,IP:10.0.0.1 -newkey".split(
        " ",
      ),
      ...key.split(" "),
    );
    return read("r");
  }),
);
compare("Requests", requests, 300, openssl("req"), {
  ours: (der) => readRequest(der, nodeCryptography),
  "@peculiar/x509": (der) => new Pkcs10CertificateRequest(new Uint8Array(der)).subject,
});

console.log("\nNames and dates of whole certificates, openssl x509 as the oracle:");
const differences = { ours: 0, library: 0, dates: 0, ourDates: 0, refused: 0 };
const samples = [...builtCertificates, ...recordedCertificates];
for (const sample of samples) {
  if (!works(() => new OpenSslCertificate(sample.pem))) continue;
  const truth = runOpenssl(sample.pem);
  const own = runPgssl(readCertificate(derOf(sample.pem), nodeCryptography));
  if (own.subject !== truth.subject) differences.ours++;
  if (own.notAfter !== truth.notAfter) differences.ourDates++;
  try {
    const other = new X509Certificate(new Uint8Array(derOf(sample.pem)));
    if (other.subject.split(", ").reverse().join(",") !== truth.subject) {
      differences.library++;
      console.log(`  ${sample.name}: ${truth.subject} is ${other.subject}`);
    }
    if (String(other.notAfter.getTime()) !== truth.notAfter) differences.dates++;
  } catch (error) {
    differences.refused++;
    console.log(`  ${sample.name}: refused, ${String(error).slice(0, 80)}`);
  }
}
console.log(samples.length, differences);

const many = buildCrl(
  Array.from({ length: 100_000 }, (_, at) =>
    Buffer.from((0x1000000 + at).toString(16).padStart(8, "0"), "hex"),
  ),
);
for (const [name, read] of Object.entries({
  ours: readCrl,
  "asn1-x509": (der: Uint8Array) => AsnConvert.parse(new Uint8Array(der), CertificateList),
})) {
  const before = process.memoryUsage().rss;
  const start = performance.now();
  const result = works(() => read(many));
  console.log(
    `CRL of 100,000 entries, ${name}: ${result}, ${Math.round(performance.now() - start)} ms, ${Math.round((process.memoryUsage().rss - before) / 2 ** 20)} MiB`,
  );
}
