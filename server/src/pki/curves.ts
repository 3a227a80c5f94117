/** An elliptic curve by its object id: OpenSSL's short name and the bits of its order, as openssl counts the key size. */
export function curveOf(objectId: string): { readonly name: string; readonly bits: number } | undefined {
  return curves.get(objectId);
}

/** From `openssl ecparam -list_curves`, grouped by arc: number, name, bits. The drafts of WAP and IPsec are left out. */
const ARCS: Readonly<Record<string, string>> = {
  "1.2.840.10045.3.1": `
    1 prime192v1 192, 2 prime192v2 192, 3 prime192v3 192, 4 prime239v1 239, 5 prime239v2 239,
    6 prime239v3 239, 7 prime256v1 256`,
  "1.3.132.0": `
    1 sect163k1 163, 2 sect163r1 162, 3 sect239k1 238, 4 sect113r1 113, 5 sect113r2 113, 6 secp112r1 112,
    7 secp112r2 110, 8 secp160r1 161, 9 secp160k1 161, 10 secp256k1 256, 15 sect163r2 163, 16 sect283k1 281,
    17 sect283r1 282, 22 sect131r1 131, 23 sect131r2 131, 24 sect193r1 193, 25 sect193r2 193,
    26 sect233k1 232, 27 sect233r1 233, 28 secp128r1 128, 29 secp128r2 126, 30 secp160r2 161,
    31 secp192k1 192, 32 secp224k1 225, 33 secp224r1 224, 34 secp384r1 384, 35 secp521r1 521,
    36 sect409k1 407, 37 sect409r1 409, 38 sect571k1 570, 39 sect571r1 570`,
  "1.3.36.3.3.2.8.1.1": `
    1 brainpoolP160r1 160, 2 brainpoolP160t1 160, 3 brainpoolP192r1 192, 4 brainpoolP192t1 192,
    5 brainpoolP224r1 224, 6 brainpoolP224t1 224, 7 brainpoolP256r1 256, 8 brainpoolP256t1 256,
    9 brainpoolP320r1 320, 10 brainpoolP320t1 320, 11 brainpoolP384r1 384, 12 brainpoolP384t1 384,
    13 brainpoolP512r1 512, 14 brainpoolP512t1 512`,
  "1.2.156.10197.1": "301 SM2 256",
};

const curves = new Map(
  Object.entries(ARCS).flatMap(([arc, rows]) =>
    rows.split(",").map((row): [string, { name: string; bits: number }] => {
      const [number = "", name = "", bits] = row.trim().split(" ");
      return [`${arc}.${number}`, { name, bits: Number(bits) }];
    }),
  ),
);
