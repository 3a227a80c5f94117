import type { Completion } from "../../../model/completion.ts";
import { scanAuthLine } from "../../../syntax/authLine.ts";
import { includeDirective } from "../../../syntax/authReference.ts";
import type { HostsColumn } from "../../../syntax/hosts/hostsRecord.ts";
import { hostsAt, readHostsRecord } from "../../../syntax/hosts/readHostsRecord.ts";
import type { PemKind } from "../pemKinds.ts";
import { type Scope, serverPath } from "../scope.ts";
import { snippetProposals } from "../snippets.ts";
import { type Proposals, sortKey } from "../word.ts";
import { authWord, directiveProposals, filePaths, fileTarget, proposals } from "./authProposals.ts";
import { withNextColumn } from "./nextColumn.ts";

/** Proposals for every column of pg_hosts.conf. */
export function completeHosts(scope: Scope): Proposals | undefined {
  const { context, records } = scope.snapshot;
  const line = scanAuthLine(records.document.lines, scope.line, context.serverVersion);
  const at = hostsAt(readHostsRecord(line, context), scope.offset);
  if (!at) return undefined;
  const path = fileTarget(scope, line, at);
  if (path) return path;
  const word = authWord(line, at.token, scope.offset);
  const wanted = pathColumns[at.column];
  if (wanted) {
    const paths = filePaths(scope, word, serverPath(scope, word.typed, wanted));
    const next = at.column === "certificate" ? 2 : undefined;
    const files = { ...paths, items: withNextColumn(scope, line, word, paths.items, () => next) };
    const isOptional = at.column === "certificateAuthority" && !word.isQuoted;
    return isOptional ? { ...files, items: [...files.items, noAuthority] } : files;
  }
  if (at.column === "reloadFlag") return proposals(word, reloadFlags);
  if (at.column !== "hostNames") return undefined;
  const isAlone = line.fields.length === (at.token ? 1 : 0);
  const isFirst = at.index === 0;
  const items = [
    ...(isFirst ? specialHosts : []),
    ...(isAlone && isFirst ? [...directiveProposals(scope), ...snippetProposals(scope)] : []),
  ];
  return proposals(
    word,
    withNextColumn(scope, line, word, items, ({ label }) => (includeDirective(label) ? -1 : 1)),
  );
}

const pathColumns: Readonly<Partial<Record<HostsColumn, PemKind>>> = {
  certificate: "certificate",
  key: "key",
  certificateAuthority: "authority",
};

const specialHosts: readonly Completion[] = [
  { label: "*", kind: "keyword", detail: "any other host", sortText: sortKey(0, 0) },
  { label: "/no_sni/", kind: "keyword", detail: "clients that name no host", sortText: sortKey(0, 1) },
];

const noAuthority: Completion = { label: '""', kind: "value", detail: "no CA", sortText: sortKey(3, 0) };

const reloadFlags: readonly Completion[] = ["on", "off"].map((label, index) => ({
  label,
  kind: "value",
  sortText: sortKey(0, index),
}));
