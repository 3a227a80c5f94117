import { writeFileSync } from "node:fs";
import { runOpenssl } from "./comparable.ts";
import { inFolder } from "./openssl.ts";
import { builtCertificates, type Sample } from "./samples.ts";

/**
 * Writes down certificates that openssl makes with every kind of key that it knows, a core set of built ones, and what openssl
 * says of them: `npx tsx test/pki/record.ts`. The tests then need no time to make keys, and machines without openssl
 * have something to compare with. The certificates are made anew, so every run changes all of the file.
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
  "a chain's every extension",
  "no date",
];

/** Options of `openssl genpkey`, and of the signature where it is not the usual one. */
const keys: Readonly<Record<string, readonly [genpkey: string, sign?: string]>> = {
  "RSA 1024": ["-algorithm RSA -pkeyopt rsa_keygen_bits:1024", "-sha1"],
  "RSA 2048": ["-algorithm RSA -pkeyopt rsa_keygen_bits:2048", "-sha256"],
  "RSA of an odd size": ["-algorithm RSA -pkeyopt rsa_keygen_bits:1030", "-sha384"],
  "RSA MD5": ["-algorithm RSA -pkeyopt rsa_keygen_bits:1024", "-md5"],
  "RSA SHA-3": ["-algorithm RSA -pkeyopt rsa_keygen_bits:1024", "-sha3-256"],
  "RSA with PSS": [
    "-algorithm RSA -pkeyopt rsa_keygen_bits:1024",
    "-sha512 -sigopt rsa_padding_mode:pss -sigopt rsa_pss_saltlen:20",
  ],
  "RSA-PSS": ["-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024", "-sha256"],
  "RSA-PSS bound to SHA-384": [
    "-algorithm RSA-PSS -pkeyopt rsa_keygen_bits:1024 -pkeyopt rsa_pss_keygen_md:sha384 -pkeyopt rsa_pss_keygen_mgf1_md:sha384",
    "-sha384",
  ],
  Ed25519: ["-algorithm ED25519"],
  Ed448: ["-algorithm ED448"],
  ...Object.fromEntries(
    [
      "prime256v1",
      "secp384r1",
      "secp521r1",
      "secp256k1",
      "secp224r1",
      "brainpoolP256r1",
      "brainpoolP512t1",
      "sect233k1",
      "sect571r1",
    ].map((curve) => [
      `EC ${curve}`,
      [`-algorithm EC -pkeyopt ec_paramgen_curve:${curve}`, "-sha512"] as const,
    ]),
  ),
  "EC with spelt-out parameters": [
    "-algorithm EC -pkeyopt ec_paramgen_curve:secp384r1 -pkeyopt ec_param_enc:explicit",
    "-sha224",
  ],
  "EC with a compressed point": ["-algorithm EC -pkeyopt ec_paramgen_curve:P-256", "-sha1"],
};

/** Certificates that openssl makes, with every kind of key that it knows. */
function opensslCertificates(): Sample[] {
  return inFolder(({ run, read }) => {
    run(..."genpkey -genparam -algorithm DSA -pkeyopt dsa_paramgen_bits:1024 -out dsa.pem".split(" "));
    const all = { ...keys, DSA: ["-paramfile dsa.pem", "-sha256"] as const };
    return Object.entries(all).map(([name, [genpkey, sign]]) => {
      run("genpkey", ...genpkey.split(" "), "-out", "whole.pem");
      const form = name.endsWith("compressed point") ? ["-ec_conv_form", "compressed"] : [];
      run("pkey", "-in", "whole.pem", ...form, "-out", "key.pem");
      run(
        ..."req -new -x509 -key key.pem -subj /O=Example/CN=db -days 9 -out cert.pem".split(" "),
        ...(sign?.split(" ") ?? []),
      );
      return { name, pem: read("cert.pem").toString() };
    });
  });
}

const recorded = [
  ...builtCertificates
    .filter(({ name }) => kept.includes(name))
    .map((sample) => ({ ...sample, made: false })),
  ...opensslCertificates().map((sample) => ({ ...sample, made: true })),
].map(({ name, made, pem }) => ({ name, made, pem, facts: runOpenssl(pem) }));
writeFileSync(new URL("recorded.json", import.meta.url), `${JSON.stringify(recorded, null, 2)}\n`);
