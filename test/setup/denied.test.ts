import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { mayWrite } from "../../server/src/disk/mayWrite.ts";
import { systemErrorInWords } from "../../server/src/disk/systemError.ts";
import { readTarget } from "../../server/src/setup/context.ts";
import { findDenied } from "../../server/src/setup/denied.ts";
import { folderPerTest } from "../support/scratchFolder.ts";
import { planOf, setupContext } from "../support/setUp.ts";
import { giveAway } from "../support/unprivileged.ts";

const at = folderPerTest();

async function cluster(text = "port = 5432\n"): Promise<string> {
  await mkdir(at("data"), { mode: 0o700 });
  await writeFile(join(at("data"), "PG_VERSION"), "18\n");
  await writeFile(join(at("data"), "postgresql.conf"), text);
  await writeFile(join(at("data"), "pg_hba.conf"), "");
  return at("data");
}

test("who may not write in the data directory gets the command of its owner, before anything else", async () => {
  const folder = await cluster();
  await giveAway(folder);
  const context = setupContext();
  const target = await readTarget(context, { path: "ca", cluster: folder });
  const { uid } = await import("node:fs").then(({ statSync }) => statSync(folder));
  const denied = await findDenied(context, target, async (path) => path !== folder);
  expect(denied?.path).toBe(folder);
  expect(denied?.command).toMatch(/^sudo (-u ([a-z][\w-]*|'#\d+') )?env PGDATA=\/.*\/data pgssl init$/);
  expect(denied?.command.includes(" -u ")).toBe(uid !== 0);
  expect(await findDenied(context, target, async () => true)).toBeUndefined();
  expect(await mayWrite(folder)).toBe(true);
});

test.each([
  ["EACCES", "/data/.pgssl-12-0123456789abcdef", "this user has no permission to write in /data"],
  ["EACCES", "/data/server.key", "this user has no permission to write in /data/server.key"],
  ["EROFS", "/data/.pgssl-12-0123456789abcdef", "/data is on a file system that is mounted read-only"],
  ["EIO", "/data/.pgssl-12-0123456789abcdef", "EIO: i/o error, open '/data/a new file'"],
])("%s at %s is explained without a name that only pgssl knows", (code, path, words) => {
  const error = Object.assign(new Error(`${code}: i/o error, open '${path}'`), { code, path });
  expect(systemErrorInWords(error)).toBe(words);
});

test.each([
  ["port = 5432\n", "clients on other machines cannot connect"],
  ["listen_addresses = '127.0.0.1, ::1'\n", "clients on other machines cannot connect"],
  ["listen_addresses = ''\n", "no address"],
  ["listen_addresses = '*'\n", undefined],
  ["listen_addresses = 'localhost,10.0.0.1'\n", undefined],
])("%j: a note about listen_addresses, where it keeps clients away", async (text, words) => {
  const { notes } = await planOf({ path: "ca", cluster: await cluster(text), authorityFolder: at("ca") });
  const note = notes.find((one) => one.text.includes("listen_addresses"))?.text;
  if (words === undefined) expect(note).toBeUndefined();
  else expect(note).toContain(words);
});
