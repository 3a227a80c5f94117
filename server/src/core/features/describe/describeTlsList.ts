import { tls13CipherSuites } from "../../data/tls13CipherSuites.ts";
import { cipherSuites } from "../../data/tlsCiphers.generated.ts";
import { findTlsGroup } from "../../data/tlsGroups.ts";
import type { OpenSslFamily } from "../../model/serverBuild.ts";
import { type CipherWord, readCipherList } from "../../syntax/cipherList.ts";
import { bullets, code, listed, type Markdown, md, paragraphs } from "../hover/render.ts";

/** What the words of a list of ciphers or groups mean; `undefined` for other settings and for what cannot be read. */
export function describeTlsList(setting: string, value: string, family: OpenSslFamily): Markdown | undefined {
  if (setting === "ssl_ciphers") return describeCiphers(value, family);
  const words = value.split(":").map((word) => word.trim());
  if (value.trim() === "") return undefined;
  if (setting === "ssl_tls13_ciphers") return bullets(words.map(describeTls13Cipher));
  if (setting !== "ssl_groups" && setting !== "ssl_ecdh_curve") return undefined;
  // OpenSSL 3.5 has marks for optional and preferred groups, and parts lists of them with slashes.
  const groups = words.flatMap((word) => word.split("/")).map((word) => word.replace(/^[?*-]+/, ""));
  return bullets(groups.map((word) => describeGroup(word, family)));
}

/** Suites that are listed by name; longer lists are cut. */
const maxListed = 48;

function describeCiphers(value: string, family: OpenSslFamily): Markdown | undefined {
  const { words, suites, errorAt } = readCipherList(value, family);
  if (errorAt !== undefined) return undefined;
  const all = cipherSuites()
    .map(([suite]) => suite)
    .filter((suite) => suites.has(suite));
  const shown = all.slice(0, maxListed);
  const rest = all.length - shown.length;
  return paragraphs(
    md`**${counted(all.length)}** of TLS 1.2 and older, as OpenSSL 3 reads the list; those of TLS 1.3 are always there.`,
    bullets(words.map((word) => describeWord(word, family))),
    all.length === 0 ? undefined : md`${listed(shown.map(code))}${rest > 0 ? ` and ${rest} more` : ""}`,
  );
}

function describeWord({ text, operator, isKnown }: CipherWord, family: OpenSslFamily): Markdown {
  const word = code(`${signs[operator]}${text}`);
  if (!isKnown) return md`${word}: not known, skipped`;
  return md`${word}: ${deeds[operator]} ${counted(readCipherList(text, family).suites.size)}`;
}

const signs = { add: "", kill: "!", delete: "-", order: "+" } as const;
const deeds = {
  add: "adds",
  kill: "bars for good",
  delete: "takes away",
  order: "puts at the end",
} as const;

function describeTls13Cipher(name: string): Markdown {
  return tls13CipherSuites.includes(name) ? code(name) : md`${code(name)}: no suite of TLS 1.3`;
}

function describeGroup(name: string, family: OpenSslFamily): Markdown {
  if (family !== "1.1.1" && name.toUpperCase() === "DEFAULT")
    return md`${code(name)}: OpenSSL's own list, from 3.5 on`;
  const group = findTlsGroup(name, family)?.group;
  if (!group) return md`${code(name)}: not known to OpenSSL ${family}`;
  const others = [...group.names, ...(group.laterNames ?? [])].filter((other) => other !== name);
  const also = others.length > 0 ? md`, also called ${listed(others.map(code))}` : "";
  return md`${code(name)}${also}: ${group.offered ? "clients on OpenSSL offer it" : "clients do not offer it unasked"}`;
}

function counted(count: number): string {
  return count === 1 ? "1 suite" : `${count} suites`;
}
