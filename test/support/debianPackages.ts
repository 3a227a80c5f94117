import { existsSync } from "node:fs";
import { chmod, readdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { madeOnce } from "./madeOnce.ts";
import { runProgram } from "./runProgram.ts";
import { projectRoot } from "./tools.ts";

/**
 * The folder of `.tools` with that name, in which packages of Debian 12 are unpacked on first use; nothing is installed. `undefined` on
 * machines where apt does not have them, or has those of another release. A test that can do without says so in its name.
 */
export async function debianPackages(name: string, packages: readonly string[]): Promise<string | undefined> {
  if (!existsSync("/usr/bin/apt-get") || process.arch !== "x64") return undefined;
  return madeOnce(join(projectRoot, ".tools", name), async (partial) => {
    await chmod(partial, 0o755);
    const ofRelease = packages.map((name) => `${name}/bookworm`);
    await runProgram("apt-get", ["download", ...ofRelease], "apt-get download", { cwd: partial });
    for (const file of await readdir(partial)) {
      if (!file.endsWith(".deb")) continue;
      await runProgram("dpkg", ["-x", file, "."], "dpkg -x", { cwd: partial });
      await rm(join(partial, file));
    }
  }).catch(() => undefined);
}
