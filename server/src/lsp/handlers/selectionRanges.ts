import type { SelectionRange } from "vscode-languageserver";
import { toRange } from "../convert.ts";
import { guard } from "../guard.ts";
import type { ServerContext } from "../serverContext.ts";

/** Grows selections by word, list and record. */
export function registerSelectionRanges({ connection, service, documents }: ServerContext): void {
  connection.onSelectionRanges(({ textDocument: { uri }, positions }, token) =>
    guard<SelectionRange[]>(connection, "selection ranges", [], token, async () => {
      const source = documents.get(uri)?.source;
      if (!source) return [];
      return Promise.all(
        positions.map(async (position) => {
          const found = await service.selectionSpans(source.uri, position);
          const ranges = (found?.spans ?? []).map((span) => toRange(source.lines, found?.line ?? 0, span));
          const nested = ranges.reduceRight<SelectionRange | undefined>(
            (parent, range) => (parent ? { range, parent } : { range }),
            undefined,
          );
          return nested ?? { range: { start: position, end: position } };
        }),
      );
    }),
  );
}
