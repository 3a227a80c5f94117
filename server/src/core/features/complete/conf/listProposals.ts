import { tls13CipherSuites } from "../../../data/tls13CipherSuites.ts";
import { tlsGroups } from "../../../data/tlsGroups.ts";
import type { OpenSslFamily } from "../../../model/serverBuild.ts";
import type { ServerVersion } from "../../../model/serverVersion.ts";
import { connectionEvents, logDestinations } from "../../../syntax/conf/checks/textChecks.ts";
import { type Proposals, sortKey, type Word } from "../word.ts";

/**
 * Names for the element at the cursor of a list that colons or commas join, those that are already in it left out; `undefined`
 * for settings that are no such lists. All names are plain words, so that no quotes are needed.
 */
export function listProposals(
  setting: string,
  text: string,
  word: Word,
  offset: number,
  server: ListServer,
): Proposals | undefined {
  const names = lists[setting]?.(server);
  if (!names) return undefined;
  const separator = commaLists.has(setting) ? "," : ":";
  const { start, end } = word.span;
  const before = text.slice(start, offset);
  const at = before.lastIndexOf(separator) + 1;
  const from = start + at + (/^[ \t]*/.exec(before.slice(at))?.[0].length ?? 0);
  const next = text.slice(offset, end).indexOf(separator);
  const span = { start: from, end: next < 0 ? end : offset + next };
  const given = new Set(`${text.slice(start, from)}${text.slice(span.end, end)}`.split(/[:,\s]+/));
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

/** What the names depend on. */
interface ListServer {
  readonly openSsl: OpenSslFamily;
  readonly serverVersion: ServerVersion;
}

interface ListName {
  readonly name: string;
  readonly detail?: string;
}

const lists: Readonly<Record<string, (server: ListServer) => readonly ListName[] | undefined>> = {
  // Up to 17 it is a Boolean.
  log_connections: ({ serverVersion }) =>
    serverVersion >= 18 ? connectionEvents.map((name) => ({ name })) : undefined,
  log_destination: ({ serverVersion }) => logDestinations(serverVersion, "posix").map((name) => ({ name })),
  ssl_groups: ({ openSsl }) => groupNames(openSsl),
  ssl_tls13_ciphers: () => tls13CipherSuites.map((name) => ({ name })),
  ssl_ecdh_curve: () => ["prime256v1", "secp384r1", "secp521r1"].map((name) => ({ name })),
};

/** The settings whose elements commas part. */
const commaLists: ReadonlySet<string> = new Set(["log_connections", "log_destination"]);

/** The groups that clients offer come first in the table, and are all that is worth proposing. */
function groupNames(openSsl: OpenSslFamily): ListName[] {
  return tlsGroups
    .filter(({ since, offered }) => offered && (openSsl !== "1.1.1" || !since))
    .map(({ names: [name = ""], since }) => ({
      name,
      ...(since === "3.5" && { detail: "from OpenSSL 3.5 on" }),
    }));
}
