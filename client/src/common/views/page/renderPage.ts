import { l10n } from "vscode";
import type { FileView } from "../../../../../server/src/core/model/fileView.ts";
import { type Html, html } from "../../../../../server/src/core/model/html.ts";
import { commandUri } from "./commandUri.ts";
import { renderBlock, renderFacts } from "./renderBlock.ts";
import { renderChains } from "./renderChains.ts";
import { pageStyle } from "./style.ts";

/**
 * The page of a certificate, key or CRL file, without any script: VS Code follows its links. `uri` is that of the file, absent for what is in none;
 * `nonce` lets its style pass and nothing else.
 */
export function renderPage(view: FileView | undefined, uri: string | undefined, nonce: string): string {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${view ? nameOf(view.path) : l10n.t("Certificate view")}</title>
${pageStyle(nonce)}
</head>
<body>
<main>
${view ? renderView(view, uri) : html`<h1>${l10n.t("Certificate view")}</h1><p>${l10n.t("The language server did not answer.")}</p>`}
</main>
</body>
</html>
`.text;
}

function renderView(view: FileView, uri: string | undefined): Html {
  const { path, title, notes, facts, uses, problems, chains, blocks, left } = view;
  return html`<header>
<h1>${nameOf(path) || l10n.t("Certificate view")}</h1>
<p class="title">${title}</p>
<p class="path">${path}</p>
${notes.map((note) => html`<p class="note">${note}</p>\n`)}
${facts.length > 0 && html`<dl class="short">${renderFacts(facts)}</dl>`}
${uses.length > 0 && html`<ul class="uses" aria-label="${l10n.t("Where the configuration names it")}">${uses.map((use) => html`<li>${l10n.t("Named by:")} <a href="${useUri(use)}">${use.words}</a></li>`)}</ul>`}
${problems.map(({ severity, message }) => html`<p class="note ${severity}"><strong>${severityInWords[severity]}</strong> ${message}</p>\n`)}
${uri !== undefined && html`<p><a href="${commandUri("pgssl.openAsText", uri)}">${l10n.t("Open as text")}</a></p>`}
</header>
${renderChains(chains)}
${
  blocks.length > 0 &&
  html`<section aria-labelledby="contents">
<h2 id="contents">${uri === undefined ? l10n.t("As sent") : l10n.t("In the file")}</h2>
${blocks.map(renderBlock)}
${left > 0 && html`<p>${l10n.t("{0} more blocks are not shown.", left)}</p>`}
</section>`
}`;
}

/** Leads to the line that names the file. */
function useUri({ uri, line }: FileView["uses"][number]): string {
  const start = { line, character: 0 };
  return commandUri("pgssl.showInConfiguration", { place: { uri, range: { start, end: start } } });
}

const severityInWords = {
  error: l10n.t("Error:"),
  warning: l10n.t("Warning:"),
  information: l10n.t("Note:"),
  hint: l10n.t("Hint:"),
};

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
