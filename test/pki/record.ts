import { writeFileSync } from "node:fs";
import { askOpenssl } from "./comparable.ts";
import { builtCertificates, opensslCertificates } from "./samples.ts";

/**
 * Writes down what openssl says of a core set of certificates, for machines without it: `npx tsx test/pki/record.ts`.
 * The certificates are made anew, so every run changes all of the file.
 */
const kept = [
  "version 1",
  "serial with its highest bit set",
  "negative serial",
  "UTF-8 name",
  "BMP name",
  "T61 name",
  "everything escaped",
  "sets of several",
  "far dates",
  "every kind of alternative name",
  "path length",
  "purposes",
  "RSA 2048",
  "RSA-PSS",
  "Ed25519",
  "Ed448",
  "DSA",
  "EC secp384r1",
  "EC with a compressed point",
];
const samples = [...builtCertificates, ...opensslCertificates()].filter(({ name }) => kept.includes(name));
const recorded = samples.map(({ name, pem }) => ({ name, pem, facts: askOpenssl(pem) }));
writeFileSync(new URL("recorded.json", import.meta.url), `${JSON.stringify(recorded, null, 2)}\n`);
