import { couldNotRun } from "../cli/cannotRun.ts";
import { printed } from "../cli/printed.ts";
import { createProgram } from "../cli/program.ts";
import { isAnyUnanswered } from "../disk/fileSystem.ts";

// A reader such as `head` may have seen enough.
process.stdout.once("error", () => process.exit(couldNotRun));

run().finally(endUnanswered);

/** Runs the command line of this process, and sets its exit status. */
async function run(): Promise<void> {
  try {
    await createProgram(() => import("./server.ts")).parseAsync();
  } catch (error) {
    if (error instanceof Error && "exitCode" in error) {
      process.exitCode = error.exitCode === 0 ? 0 : couldNotRun; // commander has printed what is wrong
      return;
    }
    process.stderr.write(`pgssl: ${printed(error instanceof Error ? error.message : String(error))}\n`);
    process.exitCode = couldNotRun;
  }
}

/** A thread that waits for a file system which does not answer keeps a process from its end, whatever the process calls for it. */
function endUnanswered(): void {
  if (isAnyUnanswered()) process.stdout.write("", () => process.kill(process.pid, "SIGKILL"));
}
