import { printed } from "../printed.ts";

/** Text as content or attribute of XML 1.0: no markup, and no character that XML has none of. */
export function escapeXml(text: string): string {
  return text
    .split("\n")
    .map(printed)
    .join("\n")
    .replace(/[\p{Cs}\ufffe\uffff]/gu, "\ufffd")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("\n", "&#10;");
}

/** The attributes of an element, each with a blank before it. */
export function attributes(values: Readonly<Record<string, string | number>>): string {
  return Object.entries(values)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value))}"`)
    .join("");
}

/** The first line of every document. */
export const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
