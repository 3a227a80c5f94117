// Lets the file system fail at one of the calls that change something below a folder, or ends the process there. Loaded into a
// process with `--import`, it does what PGSSL_INTERRUPT=`HOW AT FOLDER` says, and says at the end how many such calls there were.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { basename, dirname, join, sep } from "node:path";

const { realpathSync } = fs;

export async function interrupt({ how, at, folder }) {
  let calls = 0;

  /** Counts a call. When it is its turn, `partly` does a half of it, and then it fails. */
  const count = (partly) => {
    calls++;
    if (at === 0 || calls < at || (calls > at && how !== "freeze")) return;
    if (calls === at) partly?.();
    if (how === "kill") process.kill(process.pid, "SIGKILL");
    throw Object.assign(new Error(`${how}: the test says so`), { code: how });
  };

  /** Whether a path leads below the folder, be it over a descriptor of a folder. */
  const isBelow = (path) => {
    try {
      const real = join(realpathSync(dirname(String(path))), basename(String(path)));
      return real === folder || real.startsWith(folder + sep);
    } catch {
      return false;
    }
  };

  const undo = [];
  const replace = (object, name, make) => {
    const original = object[name];
    object[name] = make(original);
    undo.push(() => {
      object[name] = original;
    });
  };

  const ofPaths = ["chmod", "chown", "copyFile", "link", "mkdir", "rename", "symlink", "writeFile"];
  if (how === "kill" || how === "freeze") ofPaths.push("rm", "unlink"); // for these there is always space
  for (const name of ofPaths) {
    replace(fs, `${name}Sync`, (original) => (...args) => {
      if (args.slice(0, 2).some(isBelow)) count();
      return original(...args);
    });
    replace(fs.promises, name, (original) => async (...args) => {
      if (args.slice(0, 2).some(isBelow)) count();
      return original(...args);
    });
  }

  const handle = await fs.promises.open(process.execPath);
  const prototype = Object.getPrototypeOf(handle);
  await handle.close();
  const watched = new WeakSet();
  replace(fs.promises, "open", (original) => async (path, flags, ...args) => {
    const isWriting = typeof flags === "number" ? (flags & 3) !== 0 : /[wax+]/.test(flags ?? "r");
    if (isWriting && isBelow(path)) count();
    const file = await original(path, flags, ...args);
    if (isBelow(path)) watched.add(file);
    return file;
  });
  for (const name of ["chmod", "chown", "datasync", "sync", "truncate", "write", "writeFile"]) {
    replace(
      prototype,
      name,
      (original) =>
        async function (...args) {
          const half = () => fs.writeSync(this.fd, Buffer.from(args[0]).subarray(0, args[0].length >> 1));
          if (watched.has(this)) count(name.startsWith("write") ? half : undefined);
          return original.apply(this, args);
        },
    );
  }
  syncBuiltinESMExports();
  return {
    calls: () => calls,
    end() {
      for (const step of undo.reverse()) step();
      syncBuiltinESMExports();
    },
  };
}

const [how, at, ...rest] = (process.env.PGSSL_INTERRUPT ?? "").split(" ");
if (how && rest.length > 0) {
  const { calls } = await interrupt({ how, at: Number(at), folder: rest.join(" ") });
  process.on("exit", () => fs.writeSync(2, `calls: ${calls()}\n`));
}
