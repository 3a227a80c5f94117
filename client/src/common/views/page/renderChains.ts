import { l10n } from "vscode";
import type { ChainLink, FileView } from "../../../../../server/src/core/model/fileView.ts";
import { type Html, html } from "../../../../../server/src/core/model/html.ts";
import { stateMark } from "./renderBlock.ts";

/** The chains as pictures: boxes in a row, each issued by the next. To a screen reader they are lists. */
export function renderChains(chains: FileView["chains"]): Html | undefined {
  if (chains.length === 0) return undefined;
  const title = chains.length === 1 ? l10n.t("Chain") : l10n.t("Chains");
  return html`<section aria-labelledby="chains">
<h2 id="chains">${title}</h2>
${chains.map(
  (
    chain,
  ) => html`<ol class="chain" aria-label="${l10n.t("Chain of {0}, each issued by the next", chain[0]?.name ?? "")}">
${chain.map((link, index) => html`<li>${index > 0 && arrow}${renderLink(link)}</li>\n`)}</ol>\n`,
)}
</section>`;
}

function renderLink(link: ChainLink): Html {
  const { name, kind, validity, state, block } = link;
  const words = html`<span class="name">${name}</span><span class="kind">${kind}</span>${
    validity !== undefined && html`<span class="ends">${stateMark(state)} ${validity}</span>`
  }`;
  return block === undefined
    ? html`<div class="box ${state}">${words}</div>`
    : html`<a class="box ${state}" href="#block-${block}">${words}</a>`;
}

const arrow = html`<span class="arrow"><span class="words">${l10n.t("issued by")}</span><svg aria-hidden="true" viewBox="0 0 44 12" width="44" height="12"><path d="M0 6h42M36 1l7 5-7 5"/></svg></span>`;
