// Installs the pinned npm packages when they are missing or older than the lock file, so that `npm start` and
// `npm test` work on a fresh clone. Plain JavaScript on purpose: nothing is installed yet when it runs.
import { spawnSync } from "node:child_process";
import { existsSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const installed = join(root, "node_modules/.package-lock.json");
const wanted = join(root, "package-lock.json");

const [major = 0] = process.versions.node.split(".").map(Number);
if (major < 20) fail(`Node 20 or later is needed; this is ${process.version}.`);

if (!existsSync(installed) || statSync(installed).mtimeMs < statSync(wanted).mtimeMs) {
  console.error("Installing the npm packages that package-lock.json names ...");
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  const run = spawnSync(
    npm,
    [
      "ci",
      "--no-audit",
      "--no-fund",
      "--fetch-retries=2",
      "--fetch-retry-mintimeout=1000",
      "--fetch-retry-maxtimeout=4000",
    ],
    {
      cwd: root,
      stdio: ["ignore", 2, 2],
      shell: process.platform === "win32",
    },
  );
  if (run.status !== 0) {
    fail(
      "npm could not install the packages. Is the npm registry reachable, and is there space left on the disk?",
    );
  }
}

/** @param {string} message */
function fail(message) {
  console.error(`pgssl: ${message}`);
  process.exit(1);
}
