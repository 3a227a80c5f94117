import type { FileView } from "../../../../../server/src/core/model/fileView.ts";
import { type Html, html } from "../../../../../server/src/core/model/html.ts";
import { commandUri } from "./commandUri.ts";
import { renderBlock, renderFacts } from "./renderBlock.ts";
import { renderChains } from "./renderChains.ts";
import { pageStyle } from "./style.ts";

/**
 * The page of a certificate, key or CRL file, without any script: VS Code follows its links. `uri` is that of the file,
 * `nonce` lets its style pass and nothing else.
 */
export function renderPage(view: FileView | undefined, uri: string, nonce: string): string {
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'nonce-${nonce}'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${view ? nameOf(view.path) : "Certificate view"}</title>
${pageStyle(nonce)}
</head>
<body>
<main>
${view ? renderView(view, uri) : html`<h1>Certificate view</h1><p>The language server did not answer.</p>`}
</main>
</body>
</html>
`.text;
}

/** A page of a few words, for where files cannot be decoded. */
export function renderNotice(words: string, uri: string, nonce: string): string {
  const view: FileView = {
    path: "",
    title: "",
    notes: [words],
    facts: [],
    uses: [],
    problems: [],
    chains: [],
    blocks: [],
    left: 0,
  };
  return renderPage(view, uri, nonce);
}

function renderView(view: FileView, uri: string): Html {
  const { path, title, notes, facts, uses, problems, chains, blocks, left } = view;
  return html`<header>
<h1>${nameOf(path) || "Certificate view"}</h1>
<p class="title">${title}</p>
<p class="path">${path}</p>
${notes.map((note) => html`<p class="note">${note}</p>\n`)}
${facts.length > 0 && html`<dl class="short">${renderFacts(facts)}</dl>`}
${uses.length > 0 && html`<ul class="uses" aria-label="Where the configuration names it">${uses.map((use) => html`<li>Named by <a href="${useUri(use)}">${use.words}</a></li>`)}</ul>`}
${problems.map(({ severity, message }) => html`<p class="note ${severity}"><strong>${severityInWords[severity]}</strong> ${message}</p>\n`)}
<p><a href="${commandUri("pgssl.openAsText", uri)}">Open as text</a></p>
</header>
${renderChains(chains)}
${
  blocks.length > 0 &&
  html`<section aria-labelledby="contents">
<h2 id="contents">In the file</h2>
${blocks.map(renderBlock)}
${left > 0 && html`<p>${left} more blocks are not shown.</p>`}
</section>`
}`;
}

/** Leads to the line that names the file. */
function useUri({ uri, line }: FileView["uses"][number]): string {
  const start = { line, character: 0 };
  return commandUri("pgssl.showInConfiguration", { place: { uri, range: { start, end: start } } });
}

const severityInWords = { error: "Error:", warning: "Warning:", information: "Note:", hint: "Hint:" };

function nameOf(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
