/** The Boolean that a word means which the server does not read as one. */
export function meantBoolean(text: string): "on" | "off" | undefined {
  const word = text.trim().toLowerCase();
  if (/^(?:on+|enabled?|active|true|yes|1|y|t)$/.test(word)) return "on";
  return /^(?:of+|disabled?|inactive|false|none|never|no|0|n|f)$/.test(word) ? "off" : undefined;
}
