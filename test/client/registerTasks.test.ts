import { expect, test, vi } from "vitest";

interface Provider {
  provideTasks(): unknown[];
  resolveTask(task: object): unknown;
}

const registered = vi.hoisted(() => ({ provider: undefined as Provider | undefined }));

vi.mock("vscode", async () => ({
  ...(await import("../support/vscode.ts")),
  ProcessExecution: class {
    constructor(
      readonly process: string,
      readonly args: readonly string[],
    ) {}
  },
  Task: class {
    readonly given: readonly unknown[];
    constructor(...given: readonly unknown[]) {
      this.given = given;
    }
  },
  TaskScope: { Workspace: 2 },
  tasks: {
    registerTaskProvider(type: string, provider: Provider) {
      expect(type).toBe("pgssl");
      registered.provider = provider;
    },
  },
  workspace: { workspaceFolders: ["file", "vscode-vfs"].map((scheme) => ({ uri: { scheme } })) },
}));

const { registerTasks } = await import("../../client/src/node/registerTasks.ts");
registerTasks("dist/cli.cjs");

test("each folder on disk has a task that checks it, with the problem matcher", () => {
  const folder = { uri: { scheme: "file" } };
  const execution = { process: process.execPath, args: ["dist/cli.cjs", "check", "--", "."] };
  expect(registered.provider?.provideTasks()).toEqual([
    { given: [{ type: "pgssl" }, folder, "check workspace", "pgssl", execution, "$pgssl"] },
  ]);
});

test.each([
  [{ paths: ["a", "--fix"] }, ["check", "--", "a", "--fix"]],
  [{ paths: [] }, ["check", "--", "."]],
  [{ paths: "a" }, ["check", "--", "."]],
  [{ paths: [1, "b"] }, ["check", "--", "b"]],
])("a task of tasks.json keeps its definition, and its paths are paths: %j", (more, words) => {
  const definition = { type: "pgssl", ...more };
  expect(registered.provider?.resolveTask({ definition })).toMatchObject({
    given: [definition, 2, "check workspace", "pgssl", { args: ["dist/cli.cjs", ...words] }, "$pgssl"],
  });
});
