// Takes from Node what BoringSSL, the library inside Electron, lacks. Loaded before the program, by `--require`.
const crypto = require("node:crypto");

const { createPublicKey, ECDH } = crypto;
const kinds = new Set(["rsa", "ec", "ed25519"]);
const curves = ["secp224r1", "prime256v1", "secp384r1", "secp521r1"];

const unsupported = () => {
  throw new Error("unsupported");
};

crypto.getCurves = () => curves;
crypto.createPublicKey = (input) => {
  const key = createPublicKey(input);
  const { asymmetricKeyType: kind = "", asymmetricKeyDetails: { namedCurve } = {} } = key;
  return kinds.has(kind) && (!namedCurve || curves.includes(namedCurve)) ? key : unsupported();
};
const { convertKey } = ECDH;
ECDH.convertKey = (point, curve, ...rest) =>
  curves.includes(curve) ? convertKey(point, curve, ...rest) : unsupported();
