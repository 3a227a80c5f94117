import {
  type Disposable,
  l10n,
  ProcessExecution,
  Task,
  type TaskDefinition,
  TaskScope,
  tasks,
  type WorkspaceFolder,
  workspace,
} from "vscode";

/** The type of the tasks, as package.json has it. */
const type = "pgssl";

/**
 * Offers a task for each folder of the workspace that checks it by the command line at `program`, and lists what it finds with the
 * editor's problems. VS Code runs no task in a workspace that is not trusted.
 */
export function registerTasks(program: string): Disposable {
  return tasks.registerTaskProvider(type, {
    provideTasks: () =>
      (workspace.workspaceFolders ?? [])
        .filter(({ uri }) => uri.scheme === "file")
        .map((folder) => checkTask(program, folder, { type })),
    resolveTask: ({ scope = TaskScope.Workspace, definition }) => checkTask(program, scope, definition),
  });
}

function checkTask(program: string, scope: WorkspaceFolder | TaskScope, definition: TaskDefinition): Task {
  const given: unknown = definition.paths;
  const paths = Array.isArray(given) ? given.filter((path) => typeof path === "string") : [];
  const words = ["check", "--", ...(paths.length > 0 ? paths : ["."])];
  const options = { env: { ELECTRON_RUN_AS_NODE: "1" } };
  const execution = new ProcessExecution(process.execPath, [program, ...words], options);
  return new Task(definition, scope, l10n.t("check workspace"), type, execution, "$pgssl");
}
