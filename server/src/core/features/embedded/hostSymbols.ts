import type { HostState } from "../../gather/embeddedDocuments.ts";
import type { OpenFile } from "../../gather/openParts.ts";
import type { OutlineSymbol } from "../../model/outline.ts";
import { hostSpan, lineSpan } from "./places.ts";

/** The outline of a part at its places in the host document, without what a carrier adds. */
export function hostSymbols(
  symbols: readonly OutlineSymbol[],
  part: OpenFile,
  state: HostState,
): readonly OutlineSymbol[] {
  return symbols.flatMap((symbol) => {
    const children = hostSymbols(symbol.children ?? [], part, state);
    const at = hostSpan(part.file, part.starts, symbol.line, symbol.span);
    if (!at) return children; // a heading among the carrier's own lines
    const place = lineSpan(state.starts, at);
    const end = lineSpan(state.starts, { from: at.to, to: at.to }).line;
    const lastLine = Math.max(place.line, end, ...children.map((child) => child.lastLine));
    return [{ ...symbol, ...place, lastLine, ...(children.length > 0 && { children }) }];
  });
}
