import { newestServerVersion, type ServerVersion } from "../../model/serverVersion.ts";
import { parseRegex } from "./parseRegex.ts";
import { toPatternBytes } from "./patternBytes.ts";
import { RegexFault } from "./regexFault.ts";
import type { Branches, RegexNode } from "./regexTree.ts";

/** At which ends a pattern leaves room for more text than it describes. */
export interface OpenEnds {
  readonly start: boolean;
  readonly end: boolean;
  /** How to close them: the pattern with anchors, absent where that has no short form. */
  readonly anchored?: string;
}

/**
 * Where a match may begin or end within a text, since the server searches for a pattern anywhere. An end is closed by an
 * anchor, a look-around, or by `.*` and the like, by which anything may be there.
 * @returns `undefined` for a pattern that the server refuses, and for one that is empty or matches everything.
 */
export function openEnds(
  pattern: string,
  version: ServerVersion = newestServerVersion,
): OpenEnds | undefined {
  try {
    const { options, branches } = parseRegex(toPatternBytes(pattern), version < 14);
    if (branches.some(isEmpty)) return undefined;
    const isOpen = (last: boolean) => branches.some((branch) => !isClosed(branch, last));
    const [start, end] = [isOpen(false), isOpen(true)];
    const isPlain = options.flavour === "advanced" && !options.expanded;
    return { start, end, ...(isPlain && { anchored: withAnchors(pattern, branches.length, start, end) }) };
  } catch (fault) {
    if (!(fault instanceof RegexFault)) throw fault;
    return undefined;
  }
}

function isEmpty(branch: readonly RegexNode[]): boolean {
  return branch.every((node) => node.kind === "anchor" || node.kind === "look" || isAnything(node));
}

function isClosed(branch: readonly RegexNode[], last: boolean): boolean {
  const node = last ? branch.at(-1) : branch[0];
  if (!node) return false;
  if (node.kind === "anchor") return (last ? endAnchors : startAnchors).has(node.anchor);
  if (node.kind === "group") return areClosed(node.branches, last);
  return node.kind === "look" || isAnything(node);
}

function areClosed(branches: Branches, last: boolean): boolean {
  return branches.every((branch) => isClosed(branch, last));
}

/** `.*` and `.+`. */
function isAnything(node: RegexNode): boolean {
  return node.kind === "repeat" && node.node.kind === "any" && node.maximum > 255;
}

function withAnchors(pattern: string, branches: number, start: boolean, end: boolean): string {
  const [, options = "", body = ""] = /^((?:\*\*\*:)?(?:\(\?[a-z]+\))?)(.*)$/s.exec(pattern) ?? [];
  // Of `^a|b$`, each anchor belongs to one of the two.
  const inner = branches > 1 ? `(?:${body.replace(/^\^/, "").replace(/(?<!\\)\$$/, "")})` : body;
  return `${options}${start || branches > 1 ? "^" : ""}${inner}${end || branches > 1 ? "$" : ""}`;
}

const startAnchors: ReadonlySet<string> = new Set(["line-start", "text-start"]);
const endAnchors: ReadonlySet<string> = new Set(["line-end", "text-end"]);
