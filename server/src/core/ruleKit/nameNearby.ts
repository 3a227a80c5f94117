import type { Fix } from "../model/diagnostic.ts";
import type { Span } from "../model/span.ts";
import { nearest } from "./nearest.ts";
import type { FixContext } from "./rule.ts";
import { replaceText } from "./textFix.ts";

/**
 * A fix for a path that leads nowhere: the file of the same folder with nearly that name. None where there is one of that very name, which
 * then is not what is missing.
 */
export function nameNearby(
  path: string,
  span: Span,
  target: FixContext,
  write: (path: string) => string,
  kind: "file" | "directory" = "file",
): Fix[] {
  const name = path.slice(path.lastIndexOf("/") + 1);
  const names = target.namesBeside(path, kind);
  const meant = name === "" || names.includes(name) ? undefined : nearest(name, names);
  if (meant === undefined) return [];
  const newPath = path.slice(0, -name.length) + meant;
  return [replaceText(target, `Name the ${kind} that is there: ${newPath}`, span, write(newPath))];
}
