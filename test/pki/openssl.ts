import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { OpenSslFamily } from "../../server/src/core/model/serverBuild.ts";

/** Whether this machine has an `openssl` of version 3 for a second opinion; what is recorded serves where it has none. */
export const hasOpenssl = (spawnSync("openssl", ["version"]).stdout ?? "").toString().startsWith("OpenSSL 3");

const [major = 3, minor = 0] = process.versions.openssl.split(".").map(Number);

/** What the OpenSSL inside this Node is: 3.0 in Node 20, 3.5 in Node 22 and 24. */
export const familyHere: OpenSslFamily = major > 3 || minor >= 5 ? "3.5" : "3";

/** Runs openssl with text or bytes on standard input and gives its standard output. */
export function openssl(args: readonly string[], input: string | Uint8Array = ""): Buffer {
  return execFileSync("openssl", args, { input, stdio: ["pipe", "pipe", "pipe"] });
}

/** Runs something in a folder that is gone afterwards; `run` does openssl there and `read` and `write` files. */
export function inFolder<Result>(work: (folder: Folder) => Result): Result {
  const path = mkdtempSync(join(tmpdir(), "pgssl-pki-"));
  try {
    return work({
      path,
      run: (...args) => execFileSync("openssl", args, { cwd: path, stdio: ["ignore", "pipe", "pipe"] }),
      write: (name, content) => writeFileSync(join(path, name), content),
      read: (name) => readFileSync(join(path, name)),
    });
  } finally {
    rmSync(path, { recursive: true });
  }
}

export interface Folder {
  readonly path: string;
  run(...args: string[]): Buffer;
  write(name: string, content: string | Uint8Array): void;
  read(name: string): Buffer;
}
