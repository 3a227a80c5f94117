import { expect, test, vi } from "vitest";

vi.mock("vscode", async () => ({
  l10n: (await import("../support/vscode.ts")).l10n,
  TreeItem: class {},
  ThemeIcon: class {},
  ThemeColor: class {},
  TreeItemCollapsibleState: {},
  workspace: {},
}));

const { toTreeItem } = await import("../../client/src/common/views/toTreeItem.ts");

test("a screen reader says how many lines are below one only where there are some", () => {
  const node = { id: "1", kind: "clients", label: "Who must present a certificate", detail: "nobody" };
  const wordsOf = (children: readonly unknown[]) =>
    toTreeItem({ ...node, children } as never).accessibilityInformation?.label;
  expect(wordsOf([])).toBe("Who must present a certificate, nobody");
  expect(wordsOf([node])).toBe("Who must present a certificate, nobody, 1 below");
});
