import { expect, test, vi } from "vitest";
import type { SetupPlan } from "../../server/src/setup/plan.ts";

vi.mock("vscode", async () => ({
  ...(await import("../support/vscode.ts")),
  ThemeIcon: class {},
  QuickPickItemKind: {},
  QuickInputButtons: {},
}));

test.each([
  "[x](command:workbench.action.quit)",
  "![x](https://example.com/x.png)",
  "<img src=x>",
  "https://example.com",
  "a\n\n# b",
  "a\u202eb\u009b31m",
])("the document of a set-up shows %j and makes nothing of it", async (name) => {
  const { resultText } = await import("../../client/src/common/setup/result.ts");
  const client = {
    title: name,
    copies: [],
    copyCommand: name,
    connectionString: name,
    service: name,
    drivers: [{ driver: "jdbc" as const, title: name, text: name }],
  };
  const plan = {
    summary: name,
    activation: { kind: "reload", reason: name, commands: [name] },
    steps: [name],
    clients: [client],
    notes: [{ kind: "warning", text: name }],
  } as Partial<SetupPlan> as SetupPlan;
  const text = resultText(plan);
  const outside = text.replace(/^(`{3,}).*\n[\s\S]*?\n\1$/gm, "");
  expect(outside).not.toMatch(/(?<!\\)(?:\[|<|!\[)|(?<!\\):\/\//);
  expect(outside.match(/^#/gm)).toHaveLength(5);
  expect(text).not.toMatch(/[\u0080-\u009f\u202e]/);
});
