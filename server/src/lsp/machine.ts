import type { Host, LanguageService } from "../core/index.ts";
import type { FileAction, SeenFile } from "../core/model/fileAction.ts";
import type { SetupService } from "./setupService.ts";

/** What the machine that the server runs on can do beside reading files; absent in the browser. */
export interface Machine {
  readonly platform: "posix" | "windows";
  /** Whether the process has the right to an action. */
  mayAct(action: FileAction): Promise<boolean>;
  /** The files that an action is about, the changed one first, as they are shown. @throws where they cannot be looked at */
  look(action: FileAction): Promise<readonly SeenFile[]>;
  /**
   * Does it to the files that were shown, and returns where the old file is kept, if it is, and how to take it back.
   * @throws where it cannot be done; then nothing has changed.
   */
  act(
    action: FileAction,
    seen: readonly SeenFile[],
  ): Promise<{ readonly kept?: string; readonly undo?: () => Promise<void> }>;
  /** Loads the engine that makes keys and certificates. */
  loadSetup(service: LanguageService, host: Host): Promise<SetupService>;
}
