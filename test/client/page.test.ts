import { describe, expect, test } from "vitest";
import { renderPage } from "../../client/src/common/views/page/renderPage.ts";
import type { FileView } from "../../server/src/core/model/fileView.ts";
import { html } from "../../server/src/core/model/html.ts";

const hostile = `</style><script>alert(1)</script>" onclick='x' & <img src=x>`;
const view: FileView = {
  path: `/data/${hostile}`,
  title: hostile,
  notes: [hostile],
  facts: [{ label: hostile, value: hostile, copy: true }],
  uses: [{ words: hostile, uri: "file:///data/postgresql.conf", line: 2 }],
  problems: [{ severity: "error", message: hostile }],
  chains: [
    [
      { name: hostile, kind: hostile, validity: hostile, state: "good", block: 0 },
      { name: "CN=Root", kind: "issuer, not in this file", state: "missing" },
    ],
  ],
  blocks: [
    {
      kind: "certificate",
      title: hostile,
      detail: hostile,
      line: 3,
      problem: hostile,
      validity: { from: hostile, to: hostile, words: hostile, state: "soon", elapsed: 0.814 },
      facts: [{ label: "Serial number", value: "0A:0B", copy: true }],
      pem: "-----BEGIN CERTIFICATE-----\n",
    },
  ],
  left: 2,
};

describe("the page of a file", () => {
  const page = renderPage(view, "file:///data/a%20b.crt", "abc");

  test("shows everything as it is, and lets nothing of the file become an element", () => {
    expect(page).not.toMatch(/<(script|img)|" onclick/);
    expect(page.match(/&#60;script&#62;/g)?.length).toBeGreaterThan(10);
  });

  test("allows nothing but its own style", () => {
    expect(page).toContain(`content="default-src 'none'; style-src 'nonce-abc'"`);
    expect(page).toContain('<style nonce="abc">');
    expect(page).not.toMatch(/\sstyle=|<script|javascript:|https?:/);
  });

  test("uses no colours but the theme's", () => {
    expect(/<style.*?>(.*)<\/style>/s.exec(page)?.[1]).not.toMatch(/#[0-9a-f]{3,8}\b|\brgb|\bhsl/i);
  });

  test("leads from a certificate in the picture to its facts, and to commands", () => {
    expect(page).toContain('href="#block-0"');
    expect(page).toContain('id="block-0"');
    const argument = encodeURIComponent(JSON.stringify(["0A:0B"]));
    expect(page).toContain(`href="command:pgssl.copyCommand?${argument}" aria-label="Copy: Serial number"`);
    expect(page).toContain(encodeURIComponent(JSON.stringify(["file:///data/a%20b.crt"])));
    const place = { uri: "file:///data/postgresql.conf", range: { start: { line: 2, character: 0 } } };
    const shown = encodeURIComponent(JSON.stringify([{ place }]).slice(0, -3));
    expect(page).toContain(`href="command:pgssl.showInConfiguration?${shown.slice(0, 60)}`);
    expect(page).toContain("command:pgssl.copyText?");
  });

  test("says in words what the picture and the bar show", () => {
    expect(page).toMatch(/role="img" aria-label="81 percent of the time from/);
    expect(page).toContain("issued by");
    expect(page).toContain("2 more blocks are not shown.");
  });
});

test("a page without an answer", () => {
  expect(renderPage(undefined, "file:///a", "n")).toContain("did not answer");
});

test("what is absent leaves nothing", () => {
  expect(html`a${undefined}${false}${[html`<b>`, "<"]}${0}`.text).toBe("a<b>&#60;0");
});
