import { type SpawnOptions, spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { projectRoot } from "../support/tools.ts";
import { demoSettings } from "./demoSettings.ts";

/**
 * Opens the demo in the Visual Studio Code of this machine, with settings and extensions of its own, so that the user's
 * are left alone.
 * @throws Error in plain words when there is no `code` command
 */
export async function openCode(
  vsix: string,
  demo: string,
  print: (message: string) => void,
): Promise<{ ended: Promise<void>; stop(): Promise<void> }> {
  const state = join(projectRoot, ".demo/code");
  await mkdir(join(state, "user-data/User"), { recursive: true });
  await writeFile(join(state, "user-data/User/settings.json"), `${JSON.stringify(demoSettings, null, 2)}\n`);
  const args = [
    ...["--user-data-dir", join(state, "user-data"), "--extensions-dir", join(state, "extensions")],
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
  print("Installing the extension in VS Code ...");
  await run([...args, "--install-extension", vsix, "--force"]);
  print(`VS Code opens ${demo}. Close its window, or press Ctrl-C, to end.`);
  const window = code([...args, "--disable-workspace-trust", "--new-window", "--wait", demo], {
    stdio: "ignore",
  });
  const ended = new Promise<void>((resolve) => window.on("close", () => resolve()));
  return {
    ended,
    async stop() {
      window.kill();
      await ended;
    },
  };
}

function code(args: readonly string[], options: SpawnOptions) {
  return spawn("code", args, { ...options, shell: process.platform === "win32" });
}

async function run(args: readonly string[]): Promise<void> {
  const child = code(args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  child.stdout?.on("data", (chunk) => (output += chunk));
  child.stderr?.on("data", (chunk) => (output += chunk));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on("error", () =>
      reject(
        new Error(
          "There is no `code` command on this machine. Install it from VS Code's command palette " +
            "(Shell Command: Install 'code' command in PATH), or start without --code.",
        ),
      ),
    );
    child.on("close", resolve);
  });
  if (status !== 0) throw new Error(`code ${args.join(" ")} failed:\n${output.slice(-2000)}`);
}
