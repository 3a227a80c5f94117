import { tls13CipherSuites } from "../../../data/tls13CipherSuites.ts";
import { tlsGroups } from "../../../data/tlsGroups.ts";
import type { OpenSslFamily } from "../../../model/serverBuild.ts";
import { type Proposals, sortKey, type Word } from "../word.ts";

/**
 * Names for the element at the cursor of a list that colons join, those that are already in it left out; `undefined`
 * for settings that are no such lists. All names are plain words, so that no quotes are needed.
 */
export function listProposals(
  setting: string,
  text: string,
  word: Word,
  offset: number,
  openSsl: OpenSslFamily,
): Proposals | undefined {
  const names = lists[setting]?.(openSsl);
  if (!names) return undefined;
  const { start, end } = word.span;
  const before = text.slice(start, offset);
  const from = start + before.lastIndexOf(":") + 1;
  const next = text.slice(offset, end).indexOf(":");
  const span = { start: from, end: next < 0 ? end : offset + next };
  const given = new Set(`${text.slice(start, from)}${text.slice(span.end, end)}`.split(":"));
  const items = names
    .filter(({ name }) => !given.has(name))
    .map(({ name, detail }, index) => ({
      label: name,
      kind: "value" as const,
      ...(detail && { detail }),
      sortText: sortKey(0, index),
    }));
  return { span, items };
}

interface ListName {
  readonly name: string;
  readonly detail?: string;
}

const lists: Readonly<Record<string, (openSsl: OpenSslFamily) => readonly ListName[]>> = {
  ssl_groups: groupNames,
  ssl_tls13_ciphers: () => tls13CipherSuites.map((name) => ({ name })),
  ssl_ecdh_curve: () => ["prime256v1", "secp384r1", "secp521r1"].map((name) => ({ name })),
};

/** The groups that clients offer come first in the table, and are all that is worth proposing. */
function groupNames(openSsl: OpenSslFamily): ListName[] {
  return tlsGroups
    .filter(({ since, offered }) => offered && (openSsl !== "1.1.1" || !since))
    .map(({ names: [name = ""], since }) => ({
      name,
      ...(since === "3.5" && { detail: "from OpenSSL 3.5 on" }),
    }));
}
