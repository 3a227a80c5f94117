import type { Diagnostic, Finding } from "../model/diagnostic.ts";
import { toFinding } from "../ruleKit/toFinding.ts";
import { directiveUnknown, unknownWord } from "../rules/directiveUnknown.ts";
import { suppressionUnused } from "../rules/suppressionUnused.ts";
import type { Directive } from "../syntax/directive.ts";

/** What has no effect in a comment for pgssl. */
export function unknownWords(directive: Directive): Finding[] {
  if (!("unknown" in directive)) return [];
  return directive.unknown.map((word) => {
    const { message, detail } = unknownWord(word);
    return toFinding(directiveUnknown, word.span, message, { detail });
  });
}

/** The comments of one document that silence rules, and which of them did. */
export class Suppressions {
  /** By line and rule; those for the whole file are under line -1. */
  readonly #wanted = new Map<
    string,
    { readonly line: number; readonly span: Finding["span"]; used: boolean }
  >();

  /** `next` is the line that the comment is about unless that is the file. */
  add(directive: Directive, line: number, next = line + 1): void {
    if (!("rules" in directive)) return;
    for (const { id, span } of directive.rules) {
      const target = directive.kind === "disable-file" ? -1 : next;
      this.#wanted.set(`${target} ${id}`, { line, span, used: false });
    }
  }

  /** `linesOf` has the lines where a comment about a finding may point. */
  filter(
    found: readonly Diagnostic[],
    uri: string,
    linesOf: (finding: Diagnostic) => readonly number[] = ({ line }) => [line],
  ): Diagnostic[] {
    if (this.#wanted.size === 0) return [...found];
    const kept = found.filter((diagnostic) => {
      const wanted = this.#about(diagnostic, linesOf(diagnostic));
      if (wanted) wanted.used = true;
      return !wanted;
    });
    for (const { line, span, used } of this.#wanted.values()) {
      if (used) continue;
      const message = "This rule reports nothing here; remove its name from the comment.";
      kept.push({ ...toFinding(suppressionUnused, span, message, { tag: "unnecessary" }), uri, line });
    }
    return kept;
  }

  /** Whether a comment about one of these lines, or the file, silences a finding. */
  silence(finding: Diagnostic, lines: readonly number[]): boolean {
    return this.#about(finding, lines) !== undefined;
  }

  #about({ rule }: Diagnostic, lines: readonly number[]) {
    return [...lines, -1]
      .map((line) => this.#wanted.get(`${line} ${rule}`))
      .find((wanted) => wanted !== undefined);
  }
}
