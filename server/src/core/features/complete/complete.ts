import type { CompletionList } from "../../model/completion.ts";
import type { Located, Project } from "../../project/project.ts";
import type { LinePosition } from "../../project/sourceDocument.ts";

/** What may stand at a position, given what stands to its left; `undefined` where nothing is proposed. */
export async function complete(
  _project: Project,
  _located: Located,
  _position: LinePosition,
): Promise<CompletionList | undefined> {
  return undefined;
}

/** Markdown for a proposal's `documentationKey`. */
export function documentationOf(_key: string): string | undefined {
  return undefined;
}
