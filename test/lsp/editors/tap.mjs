// Starts the language server for an editor, and keeps what that says of itself.
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";

const [kept, ...program] = process.argv.slice(2);
const server = spawn(process.execPath, program, { stdio: ["pipe", "inherit", "inherit"] });
let first = Buffer.alloc(0);
let seen = false;
process.stdin.on("data", (chunk) => {
  server.stdin.write(chunk);
  if (seen) return;
  first = Buffer.concat([first, chunk]);
  const [head, length] = /Content-Length: (\d+)\r\n(?:.+\r\n)*\r\n/i.exec(first.toString("latin1")) ?? [];
  if (!head || first.length < head.length + Number(length)) return;
  seen = true;
  const body = first.subarray(head.length, head.length + Number(length)).toString();
  writeFileSync(kept, JSON.stringify(JSON.parse(body).params.capabilities));
});
process.stdin.on("end", () => server.stdin.end());
server.on("exit", (code) => process.exit(code ?? 1));
