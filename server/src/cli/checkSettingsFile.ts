import type { Snapshot } from "../core/index.ts";
import { CannotRun } from "./cannotRun.ts";
import { displayPath } from "./displayPath.ts";

/** @throws CannotRun with the first problem of a settings file and its place, since findings would be rated otherwise than is wanted */
export function checkSettingsFile(file: Snapshot["settingsFile"]): void {
  const [problem] = file?.problems ?? [];
  if (file && problem)
    throw new CannotRun(
      `${displayPath(file.uri)}:${problem.line + 1}:${problem.column + 1}: ${problem.message}`,
    );
}
