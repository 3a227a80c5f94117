import { readFile } from "node:fs/promises";
import { isIPv6 } from "node:net";
import { CannotRun } from "../cannotRun.ts";
import { readInput } from "../readInput.ts";

const defaultPort = 5432;

/** A server to look at. */
export interface Target {
  readonly host: string;
  readonly port: number;
}

/** The lines of a file, or of standard input for `-`, without comments and empty ones. @throws CannotRun */
export async function readList(path: string | undefined): Promise<readonly string[]> {
  if (path === undefined) return [];
  const text = await (path === "-" ? textOfInput() : readFile(path, "utf8")).catch((error: Error) => {
    throw new CannotRun(`${path}: ${error.message}`);
  });
  return text
    .split("\n")
    .map((line) => line.replace(/#.*/, "").trim())
    .filter((line) => line !== "");
}

/** Bytes of a list of hosts at the most. */
const maxList = 1024 * 1024;

async function textOfInput(): Promise<string> {
  const bytes = await readInput(maxList);
  if (!bytes) throw new CannotRun("standard input is too large for a list of hosts");
  return bytes.toString("utf8");
}

/** `db.example.com`, `db.example.com:5433`, `[2001:db8::1]:5432`, `2001:db8::1`. @throws CannotRun */
export function hostAndPort(name: string): Target {
  const [, bracketed, plain, port] = /^(?:\[([^\]]+)\]|([^:[\]]+))(?::(\d{1,5}))?$/.exec(name) ?? [];
  const host = bracketed ?? plain ?? (isIPv6(name) ? name : undefined);
  const number = Number(port ?? defaultPort);
  if (host === undefined || /[\s/]/.test(host) || number < 1 || number > 65_535)
    throw new CannotRun(`${name}: write HOST, HOST:PORT or [ADDRESS]:PORT`);
  return { host, port: number };
}
