import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { type Browser, chromium } from "playwright-core";
import { ensureTool, type Tool } from "./tools.ts";

const chromiumTool: Tool = { name: "chromium-153.0.0", packages: ["@sparticuz/chromium@153.0.0"] };

/** Keep the browser silent on the network, and let it run as root and without a screen. */
const flags = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Starts a Chromium without a window. `PGSSL_BROWSER` names another executable, for machines for which the npm package
 * has none (it is built for Linux on x64).
 */
export async function launchBrowser(): Promise<Browser> {
  const executablePath = process.env.PGSSL_BROWSER ?? (await packagedChromium());
  return chromium.launch({ executablePath, headless: true, args: flags });
}

async function packagedChromium(): Promise<string> {
  const folder = await ensureTool(chromiumTool);
  const entry = join(folder, "node_modules/@sparticuz/chromium/build/index.js");
  const module = (await import(pathToFileURL(entry).href)) as {
    default: { executablePath(): Promise<string> };
  };
  return module.default.executablePath();
}
