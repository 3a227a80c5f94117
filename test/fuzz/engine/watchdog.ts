import { Worker } from "node:worker_threads";

/** Seconds of processor time after which an input counts as one without end: a machine that others keep busy ends nothing. */
const limit = 60;

/** Ends the process, with the input on standard error, when an input keeps it busy for too long. */
export function startWatchdog(): { begin(input: readonly string[]): void; stop(): Promise<unknown> } {
  const worker = new Worker(
    `const { parentPort } = require("node:worker_threads");
    let last, begun = 0;
    const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6; };
    parentPort.on("message", (input) => { last = input; begun = used(); });
    setInterval(() => {
      if (last === undefined || used() - begun < ${limit}) return;
      require("node:fs").writeSync(2, "No end after ${limit} s: " + JSON.stringify(last) + "\\n");
      process.kill(process.pid, "SIGKILL");
    }, 1000);`,
    { eval: true },
  );
  worker.unref();
  return { begin: (input) => worker.postMessage(input), stop: () => worker.terminate() };
}
