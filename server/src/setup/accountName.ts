import type { SetupContext } from "./context.ts";

/** Bytes of a list of accounts that are read at the most. */
const maxBytes = 4 * 1024 * 1024;

/** A user by name, or as `#101`, which `sudo` takes as well. */
export async function accountName({ host }: SetupContext, id: number): Promise<string> {
  const text = await host.readText("file:///etc/passwd", maxBytes);
  const lines = typeof text === "string" ? text.split("\n") : [];
  const [name] = lines.map((line) => line.split(":")).find(([, , number]) => number === `${id}`) ?? [];
  return name !== undefined && /^[a-z_][\w.-]*\$?$/i.test(name) ? name : `'#${id}'`;
}
