import { html } from "../../core/model/html.ts";

/** How the report looks: by the reader's preference light or dark, on paper light. */
export const reportStyle = html`<style>
:root { --text: #1c2330; --soft: #5a6577; --back: #ffffff; --card: #f5f7fa; --edge: #cfd6e0; --link: #0b57a4; --good: #1a7f37; --soon: #9a6700; --over: #b42318; --missing: #5a6577; }
@media (prefers-color-scheme: dark) {
  :root { --text: #e6e9ef; --soft: #a3adbd; --back: #14181f; --card: #1d232d; --edge: #3a4352; --link: #7db8ff; --good: #57c273; --soon: #e0b040; --over: #ff8077; --missing: #a3adbd; }
}
@media print {
  :root { --text: #000; --soft: #444; --back: #fff; --card: #fff; --edge: #999; --link: #000; --good: #1a7f37; --soon: #7a5200; --over: #a01a10; --missing: #444; }
  body { font-size: 10pt; }
  main { max-width: none; padding: 0; }
  article, tr, .chain { break-inside: avoid; }
  h2, h3 { break-after: avoid; }
}
body { margin: 0; background: var(--back); color: var(--text); font: 1rem/1.5 system-ui, sans-serif; print-color-adjust: exact; }
main { max-width: 70rem; margin: 0 auto; padding: 1.5rem; }
h1 { margin: 0; font-size: 1.8rem; }
h2 { margin: 2rem 0 0.6rem; font-size: 1.3rem; overflow-wrap: anywhere; }
h3 { margin: 1.2rem 0 0.4rem; font-size: 1rem; }
p { margin: 0.25rem 0; }
a { color: var(--link); }
small, .place, .arrow, .box span { color: var(--soft); }
table { width: 100%; border-collapse: collapse; }
th, td { padding: 0.35rem 0.6rem; border-bottom: 1px solid var(--edge); text-align: left; vertical-align: top; overflow-wrap: break-word; }
th { color: var(--soft); font-weight: 600; }
.day { white-space: nowrap; }
article { margin: 0.6rem 0; padding: 0.6rem 0.9rem; border: 1px solid var(--edge); border-left: 4px solid var(--state); border-radius: 4px; background: var(--card); overflow-wrap: anywhere; }
pre { margin: 0.4rem 0; white-space: pre-wrap; }
.mark { color: var(--state); font-weight: 700; }
.good { --state: var(--good); }
.soon, .warning { --state: var(--soon); }
.over, .early, .error { --state: var(--over); }
.missing, .information, .hint { --state: var(--missing); }
.chain { display: flex; flex-wrap: wrap; gap: 0.5rem 0; list-style: none; margin: 0.4rem 0; padding: 0; }
.chain li { display: flex; align-items: center; }
.box { display: flex; flex-direction: column; box-sizing: border-box; min-width: 9rem; max-width: 17rem; padding: 0.5rem 0.7rem; border: 1px solid var(--edge); border-top: 4px solid var(--state); border-radius: 4px; background: var(--card); overflow-wrap: anywhere; }
.box.missing { border-style: dashed; }
.arrow { padding: 0 0.5rem; white-space: nowrap; font-size: 0.85rem; }
</style>`;
