import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { launchBrowser } from "../support/browser.ts";
import { startCodeServer } from "../support/codeServer.ts";
import { packagedExtension } from "../support/packagedExtension.ts";

// Makes what the tests in a real editor share, before several of them run at a time: the package, VS Code with it, the browser.

const print = (message: string) => process.stdout.write(`${message}\n`);
const stateFolder = await mkdtemp(join(tmpdir(), "pgssl-code-"));
const vsix = await packagedExtension(print);
const server = await startCodeServer({ stateFolder, vsix, trustEverything: true, progress: print });
await server.stop();
await rm(stateFolder, { recursive: true, force: true });
await (await launchBrowser()).close();
