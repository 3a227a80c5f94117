import { pathOf } from "../../../cluster/uris.ts";
import type { Located } from "../../../gather/workspace.ts";
import type { ConfLine } from "../../../syntax/conf/confLine.ts";
import { code, type Markdown, md } from "../render.ts";

/** Which assignment counts when it is not this one; `undefined` when it is, or none does. */
export function inForce({ name, value }: ConfLine, { state, index }: Located): Markdown | undefined {
  const winner = name && state.cluster.settings?.assignment(name.text);
  if (!winner) return undefined;
  const { place } = winner;
  const isThis = place.uri === index.document.uri && winner.value === value?.text;
  if (isThis) return undefined;
  const file = place.uri === index.document.uri ? "this file" : code(pathOf(place.uri));
  return md`**In force:** ${code(winner.value)}, set in line ${place.line + 1} of ${file}.`;
}
