import { l10n } from "vscode";
import type {
  BlockView,
  ChainLink,
  ValidityView,
  ViewFact,
} from "../../../../../server/src/core/model/fileView.ts";
import { type Html, html } from "../../../../../server/src/core/model/html.ts";
import { commandUri } from "./commandUri.ts";

/** One block of the file: what it is, until when it holds, and everything else as a list. */
export function renderBlock(block: BlockView, index: number): Html {
  const { kind, title, detail, line, validity, facts, problem, pem } = block;
  return html`<article class="${kind}" id="block-${index}" tabindex="-1" aria-labelledby="title-${index}">
<h3 id="title-${index}">${title}</h3>
<p class="detail">${[detail, line !== undefined && l10n.t("line {0}", line)].filter(Boolean).join(" · ")}</p>
${problem !== undefined && html`<p class="note">${l10n.t("This block cannot be read: {0}.", problem)}</p>`}
${validity && renderValidity(validity)}
${facts.length > 0 && html`<dl>${renderFacts(facts)}</dl>`}
${pem !== undefined && html`<p><a class="copy" href="${commandUri("pgssl.copyText", pem)}" aria-label="${l10n.t("Copy {0} as PEM", title)}">${l10n.t("Copy as PEM")}</a></p>`}
</article>
`;
}

/** Rows of a list of facts. */
export function renderFacts(facts: readonly ViewFact[]): Html[] {
  return facts.map(
    ({ label, value, gloss, copy }) =>
      html`<div><dt>${label}</dt><dd>${value}${gloss !== undefined && ` (${gloss})`}${
        copy &&
        html` <a class="copy" href="${commandUri("pgssl.copyCommand", value)}" aria-label="${l10n.t("Copy: {0}", label)}">${l10n.t("Copy")}</a>`
      }</dd></div>
`,
  );
}

/** A bar from the first day to the last, and the same in words. */
function renderValidity({ from, to, words, state, elapsed }: ValidityView): Html {
  const percent = Math.round(elapsed * 100);
  return html`<div class="validity ${state}">
<p class="ends">${stateMark(state)} ${words}</p>
<svg class="bar" role="img" aria-label="${l10n.t("{0} percent of the time from {1} to {2} has passed", percent, from, to)}" width="100%" height="10">
<rect class="all" width="100%" height="10" rx="5"/><rect class="passed" width="${percent}%" height="10" rx="5"/>
</svg>
<p class="dates" aria-hidden="true"><span>${from}</span><span>${to}</span></p>
</div>`;
}

/** A sign beside the words, so that colour is never the only sign. */
export function stateMark(state: ChainLink["state"]): Html {
  return html`<span class="mark" aria-hidden="true">${marks[state]}</span>`;
}

const marks: Readonly<Record<ChainLink["state"], string>> = {
  good: "✓",
  soon: "!",
  over: "✗",
  early: "✗",
  missing: "?",
};
