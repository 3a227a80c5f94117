import { parseArgs } from "node:util";
import { packagedExtension } from "../support/packagedExtension.ts";
import { makeDemo } from "./makeDemo.ts";
import { openCode } from "./openCode.ts";
import { openCodeServer } from "./openCodeServer.ts";
import { plainWords } from "./plainWords.ts";

const usage = `npm start [-- --code | --port N]

  --code    open the Visual Studio Code of this machine instead of one in the browser
  --port N  the port on 127.0.0.1 for VS Code in the browser; a free one by default
`;

/** `npm start`: from a fresh clone to VS Code on a demo cluster. Ends with Ctrl-C, or when VS Code ends. */
async function start(): Promise<void> {
  const { values } = parseArgs({
    options: { code: { type: "boolean" }, port: { type: "string" }, help: { type: "boolean" } },
  });
  if (values.help) return print(usage);
  const port = Number(values.port ?? 0);
  if (!Number.isInteger(port) || port < 0 || port > 65535)
    throw new Error(`--port ${values.port} is no port`);
  const vsix = await packagedExtension(print);
  const demo = await makeDemo(print);
  const running = values.code
    ? await openCode(vsix, demo, print)
    : await openCodeServer(vsix, demo, port, print);
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
    process.on(signal, () => void running.stop());
  }
  await running.ended;
}

function print(message: string): void {
  process.stdout.write(`${message}\n`);
}

start().catch((error: unknown) => {
  process.stderr.write(`\npgssl: ${plainWords(error)}\n`);
  process.exitCode = 1;
});
