import type { LinePosition } from "../../cluster/sourceDocument.ts";
import type { Located, Project } from "../../gather/workspace.ts";
import type { CompletionList } from "../../model/completion.ts";
import { cursorAt } from "../cursor.ts";
import { completeHba } from "./auth/completeHba.ts";
import { completeHosts } from "./auth/completeHosts.ts";
import { completeIdent } from "./auth/completeIdent.ts";
import { completeConf } from "./conf/completeConf.ts";
import type { Scope } from "./scope.ts";
import type { Proposals } from "./word.ts";

export { documentationOf } from "./documentation.ts";

/** What may stand at a position, given what stands to its left; `undefined` where nothing is proposed. */
export async function complete(
  project: Project,
  located: Located,
  position: LinePosition,
): Promise<CompletionList | undefined> {
  const { line, offset, ownLine } = cursorAt(located.index, position);
  const proposals = await propose({ project, located, line, offset });
  if (!proposals || proposals.items.length === 0) return undefined;
  const { span, items } = proposals;
  // Editors replace text of one line only, though a word may go on over several.
  const clipped = { start: Math.max(span.start, ownLine.start), end: Math.min(span.end, ownLine.end) };
  return { line, span: clipped, items };
}

function propose(scope: Scope): Promise<Proposals | undefined> {
  switch (scope.located.index.document.language) {
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
