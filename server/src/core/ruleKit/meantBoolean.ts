/** The Boolean that a word means which the server does not read as one; libpq's modes of TLS are some, and quotes do not count. */
export function meantBoolean(text: string): "on" | "off" | undefined {
  const word = text.replace(/['"]/g, "").trim().toLowerCase();
  if (
    /^(?:on+|enabled?|active|true|yes|1|y|t|required?|require_?tls|require_?ssl|verify-?_?(?:ca|full))$/.test(
      word,
    )
  )
    return "on";
  return /^(?:of+|disabled?|inactive|false|none|never|no|0|n|f)$/.test(word) ? "off" : undefined;
}
