/** The library with which a program reads YAML: Python's, or that of Kubernetes, its operators and Helm. */
export type YamlReader = "PyYAML" | "Go";

/** What a plain scalar may be. */
type PlainType = "string" | "boolean" | "number" | "null";

const nothing = /^(?:~|null|Null|NULL)$/;
const words = "true|True|TRUE|false|False|FALSE|yes|Yes|YES|no|No|NO|on|On|ON|off|Off|OFF";

/**
 * What is no text, by reader; both have the Booleans of YAML 1.1 (yaml.org/type/bool.html). PyYAML 6.0, yaml/resolver.py: a number with
 * colons counts sixties, and one with an exponent needs a point and a sign. yaml/go-yaml, resolve.go of branch v2, which
 * kubernetes-sigs/yaml uses: no sixties, and `y` and `n` are Booleans.
 */
const readers: Readonly<Record<YamlReader, { readonly boolean: RegExp; readonly number: RegExp }>> = {
  PyYAML: {
    boolean: new RegExp(`^(?:${words})$`),
    number:
      /^(?:[-+]?(?:0b[01_]+|0x[\da-fA-F_]+|0[0-7_]*|[1-9][\d_]*(?::[0-5]?\d)*|\d[\d_]*(?:\.[\d_]*(?:[eE][-+]\d+)?|(?::[0-5]?\d)+\.[\d_]*)|\.(?:inf|Inf|INF))|\.\d[\d_]*(?:[eE][-+]\d+)?|\.(?:nan|NaN|NAN))$/,
  },
  Go: {
    boolean: new RegExp(`^(?:${words}|y|Y|n|N)$`),
    number:
      /^(?:[-+]?(?:0[bB][01_]+|0[oO][0-7_]+|0[xX][\da-fA-F_]+|\d[\d_]*(?:\.[\d_]*)?(?:[eE][-+]?\d[\d_]*)?|\.(?:\d+(?:[eE][-+]?\d+)?|inf|Inf|INF))|\.(?:nan|NaN|NAN))$/,
  },
};

/** What a plain scalar is for a reader. */
export function typeOfPlain(text: string, reader: YamlReader): PlainType {
  if (nothing.test(text)) return "null";
  const { boolean, number } = readers[reader];
  return boolean.test(text) ? "boolean" : number.test(text) ? "number" : "string";
}

/** A number as a reader hands it on, in a form that PostgreSQL reads as the same: `1_000` is 1000, and for PyYAML `1:30` is 90. */
export function numberOf(text: string, reader: YamlReader): string {
  const bare = text.replaceAll("_", "");
  if (bare.length > maxDigits) return bare;
  const sign = bare.startsWith("-") ? "-" : "";
  const digits = bare.replace(/^[-+]/, "");
  if (digits.includes(":")) return sign + digits.split(":").reduce((sum, part) => sum * 60 + Number(part), 0);
  // JavaScript has the same prefixes; the server knows that of hexadecimal numbers alone.
  if (/^0[bo]/i.test(digits)) return sign + BigInt(digits);
  // A zero makes octals, unless there are digits that these have not.
  return reader === "Go" && /^0\d*[89]\d*$/.test(digits) ? sign + BigInt(digits) : bare;
}

/** Longer ones are out of the range of all settings. */
const maxDigits = 40;
