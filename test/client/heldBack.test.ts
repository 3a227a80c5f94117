import { expect, test, vi } from "vitest";
import type { TextDocument, TextDocumentChangeEvent } from "vscode";
import { heldBack } from "../../client/src/common/heldBack.ts";

vi.mock("vscode", () => ({ workspace: {} }));

const manifest = '{"kind": "ConfigMap", "data": {"pg_hba.conf": "local all all peer"}}';

/** A document whose text is looked at no more often than is counted. */
function documentOf(path: string, languageId: string, text: string) {
  const looks = { count: 0, text };
  const document = {
    languageId,
    lineCount: 1,
    uri: { path, toString: () => `file://${path}` },
    lineAt: () => ({ range: { end: looks.text.length } }),
    offsetAt: (end: number) => end,
    getText() {
      looks.count++;
      return looks.text;
    },
  } as unknown as TextDocument;
  return { looks, document };
}

function client() {
  const sent: string[] = [];
  const { didOpen, didChange, didClose } = heldBack();
  const open = async () => void sent.push("open");
  const change = async () => void sent.push("change");
  const close = async () => void sent.push("close");
  return {
    sent,
    open: (document: TextDocument) => didOpen?.(document, open),
    change: (document: TextDocument) => didChange?.({ document } as TextDocumentChangeEvent, change),
    close: (document: TextDocument) => didClose?.(document, close),
  };
}

test.each([
  ["/repo/orders.json", "json", manifest],
  ["/repo/orders.json", "jsonc", manifest],
  ["/repo/cluster.yaml", "yaml", "kind: Pod"],
  ["/repo/pg_hba.conf", "pg-hba", "local all all peer"],
  ["/repo/appsettings.json", "json", '{"x": "Host=db;Username=app"}'],
])("%s as %s is the server's", async (path, languageId, text) => {
  const { document } = documentOf(path, languageId, text);
  const { sent, open, change, close } = client();
  await open(document);
  await change(document);
  await close(document);
  expect(sent).toEqual(["open", "change", "close"]);
});

test("JSON that holds nothing of ours is sent when it does", async () => {
  const { document, looks } = documentOf("/repo/package.json", "json", '{"db": "postgres://db/shop"}');
  const { sent, open, change, close } = client();
  await open(document);
  await change(document);
  expect(sent).toEqual([]);
  looks.text = manifest;
  await change(document);
  await change(document);
  await close(document);
  expect(sent).toEqual(["open", "change", "close"]);
});

test("nothing is sent of JSON that is closed as it was, nor looked at where it is long", async () => {
  const { document, looks } = documentOf(
    "/repo/package-lock.json",
    "json",
    `${manifest}${" ".repeat(200_000)}`,
  );
  const { sent, open, change, close } = client();
  await open(document);
  await change(document);
  await close(document);
  expect(sent).toEqual([]);
  expect(looks.count).toBe(0);
});
