import { withoutControls } from "./withoutControls.ts";

/** HTML written in the source. Only `html` makes it, so that nothing from a file can become an element. */
export class Html {
  readonly text: string;

  /** @internal Use `html`. */
  constructor(text: string) {
    this.text = text;
  }
}

type Gap = Html | string | number | undefined | false | readonly Gap[];

/** What is put into the gaps is shown as it is, unless it is HTML itself; what is absent leaves nothing. */
export function html(literals: TemplateStringsArray, ...gaps: readonly Gap[]): Html {
  return new Html(literals.map((literal, index) => textOf(gaps[index - 1]) + literal).join(""));
}

function textOf(gap: Gap): string {
  if (gap === undefined || gap === false) return "";
  if (gap instanceof Html) return gap.text;
  if (Array.isArray(gap)) return gap.map(textOf).join("");
  return withoutControls(String(gap)).replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
