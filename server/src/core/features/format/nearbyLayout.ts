import type { DocumentText } from "../../cluster/sourceDocument.ts";
import type { ServerVersion } from "../../model/serverVersion.ts";
import { type Layout, layoutAround } from "./layout.ts";
import { type Row, rowAt } from "./row.ts";

/** Where the records of an authentication file that are next to a line have their columns. That line itself counts if `isBetween`: new lines go above it. */
export function nearbyLayout(
  document: DocumentText,
  line: number,
  version: ServerVersion,
  isBetween = false,
): Layout {
  const { language, lines } = document;
  if (language === "postgresql-conf") return new Map();
  const rows: Row[] = [];
  for (let distance = 1; distance <= maxDistance && rows.length < maxNearby; distance++) {
    for (const near of [line - distance, line + distance - (isBetween ? 1 : 0)]) {
      if (near < 0 || near >= lines.length) continue;
      const row = rowAt(lines, near, language, version);
      if (row.cells.length > 1) rows.push(row);
    }
  }
  return layoutAround(rows);
}

const maxDistance = 60;
const maxNearby = 12;
