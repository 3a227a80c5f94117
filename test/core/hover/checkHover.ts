import { expect } from "vitest";
import { openService, type Surroundings } from "../../support/openService.ts";

/** The pointer is at `|`: the hover covers `word` and shows each of `shown`, and nothing of `absent`. */
export async function checkHover(
  marked: string,
  surroundings: Surroundings,
  word: string,
  shown: readonly string[],
  absent: readonly string[] = [],
): Promise<void> {
  const { service, uri, text, position } = openService(marked, surroundings);
  const hover = await service.hover(uri, position);
  expect(hover, `nothing is shown at ${marked}`).toBeDefined();
  if (!hover) return;
  const start = text.split("\n").slice(0, hover.line).join("\n").length + (hover.line > 0 ? 1 : 0);
  expect(text.slice(start + hover.span.start, start + hover.span.end)).toBe(word);
  for (const words of shown) expect(plain(hover.markdown)).toContain(words);
  for (const words of absent) expect(plain(hover.markdown)).not.toContain(words);
}

/** Nothing is shown at `|`. */
export async function checkNoHover(marked: string, surroundings: Surroundings = {}): Promise<void> {
  const { service, uri, position } = openService(marked, surroundings);
  expect(await service.hover(uri, position)).toBeUndefined();
}

/** What a reader sees: backslashes that escape, and marks of emphasis and code, gone. */
function plain(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])|\*\*|`/g, "$1");
}
