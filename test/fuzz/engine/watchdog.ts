import { Worker } from "node:worker_threads";

/** Seconds after which an input counts as one without end: far more than any takes on a slow machine. */
const limit = 60;

/** Ends the process, with the input on standard error, when an input keeps it busy for too long. */
export function startWatchdog(): { begin(input: readonly string[]): void; stop(): Promise<unknown> } {
  const worker = new Worker(
    `const { parentPort } = require("node:worker_threads");
    let last, begun = 0;
    parentPort.on("message", (input) => { last = input; begun = Date.now(); });
    setInterval(() => {
      if (last === undefined || Date.now() - begun < ${limit * 1000}) return;
      require("node:fs").writeSync(2, "No end after ${limit} s: " + JSON.stringify(last) + "\\n");
      process.kill(process.pid, "SIGKILL");
    }, 1000);`,
    { eval: true },
  );
  worker.unref();
  return { begin: (input) => worker.postMessage(input), stop: () => worker.terminate() };
}
