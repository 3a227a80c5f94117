import type { Snapshot } from "../../../cluster/snapshot.ts";
import { pathOf } from "../../../cluster/uris.ts";
import type { ConfLine } from "../../../syntax/conf/confLine.ts";
import { secretSpans } from "../../../syntax/secrets.ts";
import { code, type Markdown, md } from "../render.ts";

/** How the place of that assignment is written: for those who know that a file is a part of another document. */
export const inForcePlace = /(?<=, )set in line (\d{1,9}) of (?:this file|`([^`\n]{1,4000})`)(?=\.$)/m;

/** Which assignment counts when it is not this one; `undefined` when it is, or none does. */
export function inForce({ name, value }: ConfLine, { cluster, records }: Snapshot): Markdown | undefined {
  const winner = name && cluster.settings?.assignment(name.text);
  if (!winner) return undefined;
  const { place } = winner;
  const isThis = place.uri === records.document.uri && winner.value === value?.text;
  if (isThis) return undefined;
  const file = place.uri === records.document.uri ? "this file" : code(pathOf(place.uri));
  const isSecret = secretSpans("postgresql-conf", `${name.text} = ${winner.value}`).length > 0;
  const shown = isSecret ? "a value that is not shown" : code(winner.value);
  return md`**In force:** ${shown}, set in line ${place.line + 1} of ${file}.`;
}
