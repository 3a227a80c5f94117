import { markdownText } from "../../model/markdownText.ts";
import { withoutControls } from "../../model/withoutControls.ts";

/**
 * Text that may be shown as Markdown. Only this file makes it, so that nothing from a configuration or a
 * certificate can become a link, an image, HTML or a command.
 */
export class Markdown {
  readonly text: string;
  /** The same words without any marks, for where Markdown means nothing. */
  readonly plain: string;

  /** @internal Use `md`, `code`, `trusted` and their kin. */
  constructor(text: string, plain: string) {
    this.text = text;
    this.plain = plain;
  }

  toString(): string {
    return this.text;
  }
}

/** What a template may be given: strings and numbers are shown as they are, not as Markdown. */
export type Content = Markdown | string | number;

/** Facts, each with a word on what it is; absent values are left out where they are shown. */
export type Facts = readonly (readonly [label: string, value: Content | undefined])[];

/** What is shown, without any marks. */
export function plain(content: Content): string {
  return content instanceof Markdown ? content.plain : visible(String(content));
}

/** Markdown written in the source; what is put into its gaps is escaped unless it is Markdown itself. */
export function md(literals: TemplateStringsArray, ...gaps: readonly Content[]): Markdown {
  const join = (show: (content: Content) => string, own: (literal: string) => string) =>
    literals.map((literal, index) => show(gaps[index - 1] ?? "") + own(literal)).join("");
  return new Markdown(
    join(escaped, (literal) => literal),
    join(plain, withoutMarks),
  );
}

/** The Markdown of the core's own tables. */
export function trusted(documentation: string): Markdown {
  return new Markdown(documentation, withoutMarks(documentation));
}

/** Markdown of our own sources as plain words: they hold code, stress and links, and no more. */
function withoutMarks(markdown: string): string {
  return markdown.replace(/\[([^[\]]*)\]\([^()]*\)/g, "$1").replace(/[`*]/g, "");
}

/** Text of any origin, in a typewriter face. */
export function code(text: string): Markdown {
  const shown = visible(text);
  if (shown.trim() === "") return trusted(shown === "" ? "*(empty)*" : "*(blank)*");
  const runs = shown.match(/`+/g) ?? [];
  const fence = "`".repeat(runs.reduce((longest, run) => Math.max(longest, run.length), 0) + 1);
  const pad = fence.length > 1 ? " " : "";
  return new Markdown(fence + pad + shown + pad + fence, shown);
}

/** Paragraphs, one below the other; what is absent is left out. */
export function paragraphs(...parts: readonly (Content | undefined)[]): Markdown {
  return joined(parts, "\n\n");
}

/** A list of facts, each with a word on what it is; facts that are absent are left out. */
export function facts(rows: Facts): Markdown {
  return bullets(
    rows.map(([label, value]) => (value === undefined ? undefined : md`${trusted(label)}: ${value}`)),
  );
}

/** A list. */
export function bullets(items: readonly (Content | undefined)[]): Markdown {
  return joined(
    items.map((item) => item !== undefined && new Markdown(`- ${escaped(item)}`, plain(item))),
    "\n",
  );
}

/** Words one after the other: `a, b, c`. */
export function listed(items: readonly Content[], separator = ", "): Markdown {
  return joined(items, separator);
}

/** A line of its own in bold. */
export function heading(text: Content): Markdown {
  return new Markdown(`**${escaped(text)}**`, plain(text));
}

function joined(parts: readonly (Content | undefined | false)[], separator: string): Markdown {
  const kept = parts.filter((part) => part !== undefined && part !== false);
  const join = (texts: readonly string[]) => texts.filter((text) => text !== "").join(separator);
  return new Markdown(join(kept.map(escaped)), join(kept.map(plain)));
}

function escaped(content: Content): string {
  return content instanceof Markdown ? content.text : markdownText(visible(String(content)));
}

/** What is hidden in a text is spelled out, and endless text is cut. */
export function visible(text: string): string {
  return withoutControls(text.length > maxLength ? `${text.slice(0, maxLength)}…` : text);
}

/** Characters of one value that a hover shows. */
const maxLength = 400;
