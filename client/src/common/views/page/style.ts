import { type Html, html } from "../../../../../server/src/core/model/html.ts";

/** How the page looks, in nothing but the colours of the theme. High contrast draws edges where others have shades. */
export function pageStyle(nonce: string): Html {
  return html`<style nonce="${nonce}">
body { color: var(--vscode-foreground); font: var(--vscode-font-size)/1.5 var(--vscode-font-family); padding: 0; }
main { max-width: 62rem; padding: 1.2rem 1.6rem 3rem; margin: 0; --edge: var(--vscode-contrastBorder, var(--vscode-widget-border, var(--vscode-panel-border, var(--vscode-input-border)))); }
h1 { font-size: 1.7em; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
h2 { font-size: 1.25em; font-weight: 600; margin: 1.8rem 0 0.6rem; }
h3 { font-size: 1.1em; font-weight: 600; margin: 0; overflow-wrap: anywhere; }
p { margin: 0.2rem 0; }
a { color: var(--vscode-textLink-foreground); }
a:focus-visible, article:focus-visible { outline: 2px solid var(--vscode-focusBorder); outline-offset: 2px; }
.title { font-size: 1.1em; }
.path, .detail, dt, .dates, .kind, .words, .uses { color: var(--vscode-descriptionForeground); }
.path { overflow-wrap: anywhere; }
.note { border-left: 3px solid var(--vscode-editorWarning-foreground); padding: 0.3rem 0.8rem; margin: 0.6rem 0; background: var(--vscode-textBlockQuote-background); }
.note.error { border-color: var(--vscode-editorError-foreground); }
.note.information, .note.hint { border-color: var(--vscode-editorInfo-foreground); }
.uses { margin: 0.4rem 0; padding: 0; list-style: none; overflow-wrap: anywhere; }
dl { margin: 0.8rem 0 0; }
dl div { display: grid; grid-template-columns: 11rem 1fr; gap: 0.2rem 1rem; padding: 0.15rem 0; }
dl.short { display: flex; flex-wrap: wrap; gap: 0.1rem 1.6rem; }
dl.short div { display: flex; gap: 0.5rem; }
dd { margin: 0; overflow-wrap: anywhere; }
.copy { margin-left: 0.5em; font-size: 0.9em; white-space: nowrap; }
article { border: 1px solid var(--edge); border-radius: 6px; padding: 1rem 1.2rem; margin: 0 0 1rem; }
article { background: var(--vscode-editorWidget-background); }
.chain { display: flex; flex-wrap: wrap; list-style: none; margin: 0 0 1rem; padding: 0; row-gap: 0.8rem; }
.chain li { display: flex; align-items: center; }
.box { display: flex; flex-direction: column; box-sizing: border-box; min-width: 10rem; max-width: 17rem; min-height: 5.6rem; padding: 0.6rem 0.7rem; border: 1px solid var(--edge); border-top: 4px solid var(--state); border-radius: 6px; background: var(--vscode-editorWidget-background); color: inherit; text-decoration: none; overflow-wrap: anywhere; }
a.box:hover .name { text-decoration: underline; }
.box .name { font-weight: 600; }
.box.missing { border-style: dashed; border-top-width: 1px; background: none; }
.arrow { display: flex; flex-direction: column; align-items: center; padding: 0 0.3rem; }
.arrow .words { font-size: 0.85em; white-space: nowrap; }
.arrow path { fill: none; stroke: var(--vscode-descriptionForeground); stroke-width: 1.5; }
.validity { margin-top: 0.7rem; }
.ends { font-weight: 600; }
.mark { color: var(--state); font-weight: 700; }
.bar { display: block; margin: 0.25rem 0; border-radius: 5px; outline: 1px solid var(--vscode-contrastBorder, transparent); }
.bar .all { fill: var(--vscode-foreground); fill-opacity: 0.16; }
.bar .passed { fill: var(--state); }
.dates { display: flex; justify-content: space-between; font-size: 0.9em; }
.good { --state: var(--vscode-charts-green); }
.soon { --state: var(--vscode-editorWarning-foreground); }
.over, .early { --state: var(--vscode-editorError-foreground); }
.missing { --state: var(--vscode-descriptionForeground); }
@media (max-width: 34rem) {
  .chain, .chain li { flex-direction: column; align-items: flex-start; }
  .arrow { align-items: flex-start; padding: 0.2rem 1rem; }
  .arrow svg { transform: rotate(90deg); margin: 1rem 0; }
  dl div { grid-template-columns: 1fr; gap: 0; }
}
</style>`;
}
