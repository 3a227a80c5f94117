import { l10n } from "vscode";
import { numericAddress, prefixLength } from "../../../../server/src/core/model/address.ts";

/** What is wrong with an IP address. */
export function addressProblem(text: string): string | undefined {
  return numericAddress(text) ? undefined : l10n.t("An IPv4 or IPv6 address, such as 10.0.0.5 or fd00::5");
}

/** What is wrong with the name or address of a server (RFC 1123, 2.1; the first label may be a wildcard). */
export function hostProblem(text: string): string | undefined {
  if (numericAddress(text)) return undefined;
  const labels = text.replace(/^\*\./, "").split(".");
  const isName = text.length <= 253 && labels.every((label) => /^(?!-)[a-z0-9-]{1,63}(?<!-)$/i.test(label));
  const isNumber = /^[0-9.]*$/.test(text);
  if (text === "") return l10n.t("Type a host name or an IP address");
  return isName && !isNumber ? undefined : l10n.t("“{0}” is neither a host name nor an IP address", text);
}

/** What is wrong with the address column of pg_hba.conf. */
export function networkProblem(text: string): string | undefined {
  if (["all", "samehost", "samenet"].includes(text)) return undefined;
  const [address = "", bits, ...more] = text.split("/");
  const numeric = numericAddress(address);
  if (!numeric) return bits === undefined ? hostProblem(text.replace(/^\./, "")) : addressProblem(address);
  const isNetwork =
    more.length === 0 && bits !== undefined && prefixLength(bits, numeric.family) !== undefined;
  return isNetwork
    ? undefined
    : l10n.t("A network with its length, such as {0}", `${address}/${numeric.family === 4 ? 32 : 128}`);
}

/** Bytes that the server keeps of a role's or a database's name (`NAMEDATALEN`), and those of a common name (RFC 5280). */
const maxNameBytes = 63;

/** What is wrong with the name of a role, a database or a CA. */
export function nameProblem(text: string): string | undefined {
  if (text === "") return l10n.t("Type a name");
  if (new TextEncoder().encode(text).length > maxNameBytes)
    return l10n.t("A name has {0} bytes at the most", maxNameBytes);
  return /\p{Cc}/u.test(text) ? l10n.t("A name cannot contain control characters") : undefined;
}

/** Days after which most certificates would outlive everybody. */
const maxDays = 36_500;

/** What is wrong with a number of days. */
export function daysProblem(text: string): string | undefined {
  const isNumber = /^[0-9]{1,6}$/.test(text) && Number(text) >= 1 && Number(text) <= maxDays;
  return isNumber ? undefined : l10n.t("A whole number from 1 to {0}", maxDays);
}

/** What is wrong with a path that must not depend on a working folder. */
export function pathProblem(text: string): string | undefined {
  return /^([/\\]|[A-Za-z]:[/\\])/.test(text) ? undefined : l10n.t("An absolute path");
}

/** The words of a list: what is between commas, or blanks where there is no comma. */
export function listed(text: string): string[] {
  const words = text.split(text.includes(",") ? "," : /\s+/).map((word) => word.trim());
  return [...new Set(words.filter((word) => word !== ""))];
}

/** What is wrong with the first word of a list that has a problem, or with an empty list. */
export function listProblem(
  problem: (word: string) => string | undefined,
): (text: string) => string | undefined {
  return (text) => {
    const words = listed(text);
    return words.length === 0 ? problem("") : words.map(problem).find((found) => found !== undefined);
  };
}
