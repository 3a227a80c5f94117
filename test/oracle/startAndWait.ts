// Starts a server and never stops it: a test kills this process and looks whether the server goes, too.
import { server } from "../support/postgres.ts";

const postgres = await server(18);
const data = await postgres.initdb();
const running = await postgres.start(data);
process.stdout.write(`${running.pid} ${data}\n`);
setInterval(() => undefined, 1000);
