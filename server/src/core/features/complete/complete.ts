import type { Snapshot } from "../../cluster/snapshot.ts";
import type { LinePosition } from "../../cluster/sourceDocument.ts";
import type { Wanted } from "../../gather/wanted.ts";
import type { CompletionList } from "../../model/completion.ts";
import { cursorAt } from "../cursor.ts";
import { completeHba } from "./auth/completeHba.ts";
import { completeHosts } from "./auth/completeHosts.ts";
import { completeIdent } from "./auth/completeIdent.ts";
import { commentProposals } from "./commentProposals.ts";
import { completeConf } from "./conf/completeConf.ts";
import { wantedForPath } from "./paths.ts";
import type { Scope } from "./scope.ts";
import type { Proposals } from "./word.ts";

export { documentationOf } from "./documentation.ts";

/** What must be gathered before `complete` is called for a position. */
export function wantedForCompletion(snapshot: Snapshot, position: LinePosition): Wanted {
  const { line, offset } = cursorAt(snapshot.records, position);
  const path = propose({ snapshot, line, offset })?.path;
  return path ? wantedForPath(path) : {};
}

/** What may be written at a position, given what is to its left; `undefined` where nothing is proposed. */
export function complete(snapshot: Snapshot, position: LinePosition): CompletionList | undefined {
  const { line, offset, ownLine } = cursorAt(snapshot.records, position);
  const proposals = propose({ snapshot, line, offset });
  if (!proposals || proposals.items.length === 0) return undefined;
  const { span, items } = proposals;
  // Editors replace text of one line only, though a word may go on over several.
  const clipped = { start: Math.max(span.start, ownLine.start), end: Math.min(span.end, ownLine.end) };
  return { line, span: clipped, items };
}

function propose(scope: Scope): Proposals | undefined {
  const comment = commentProposals(scope);
  if (comment) return comment;
  switch (scope.snapshot.records.document.language) {
    case "pg-hba":
      return completeHba(scope);
    case "pg-ident":
      return completeIdent(scope);
    case "pg-hosts":
      return completeHosts(scope);
    case "postgresql-conf":
      return completeConf(scope);
  }
}
