import {
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { expect, test } from "vitest";
import { applyConfiguration } from "../../server/src/setup/applyConfiguration.ts";
import { applySetup, planSetup } from "../../server/src/setup/index.ts";
import type { SetupRequest } from "../../server/src/setup/request.ts";
import { folderPerTest } from "../support/scratchFolder.ts";
import { setupContext } from "../support/setUp.ts";

const at = folderPerTest();

/** A cluster, and the folder of somebody else to which another user leads pgssl. */
function makeFolders(): void {
  for (const folder of ["cluster", "theirs"]) {
    mkdirSync(at(folder));
    writeFileSync(at(folder, "PG_VERSION"), "18\n");
    writeFileSync(at(folder, "postgresql.conf"), "port = 1\n");
    writeFileSync(at(folder, "pg_hba.conf"), "local all all peer\n");
  }
}

const linkTo = (target: string, path: string) => symlinkSync(at(target), at(path));
const instead = (replacement: () => void) => () => {
  renameSync(at("cluster"), at("former"));
  replacement();
};
const snapshotOf = (folder: string) =>
  readdirSync(at(folder)).map((name) => [name, readFileSync(at(folder, name), "utf8")]);

test.each<[how: string, swap: () => void, out?: string]>([
  ["a link in place of the folder", instead(() => linkTo("theirs", "cluster"))],
  ["another folder in its place", instead(() => renameSync(at("theirs"), at("cluster")))],
  ["a link in place of a folder that was missing", () => linkTo("theirs", "new"), "new"],
  ["a link above a folder that was missing", () => linkTo("theirs", "new"), "new/tls"],
  ["a folder above that is another", instead(() => linkTo("theirs", "cluster")), "cluster/tls"],
])("%s between plan and writing: no file is written there", async (_how, swap, out) => {
  makeFolders();
  const before = snapshotOf("theirs");
  const request: SetupRequest = {
    path: "self-signed",
    cluster: at("cluster"),
    hosts: ["db"],
    ...(out !== undefined && { serverFolder: at(...out.split("/")) }),
  };
  const context = setupContext();
  const { plan, places } = await planSetup(context, request);
  swap();
  const applied = applySetup(context, plan.request, { secrets: {}, replace: [], places });
  await expect(applied).rejects.toThrow("Nothing was written");
  expect(snapshotOf(readdirSync(at()).includes("theirs") ? "theirs" : "cluster")).toEqual(before);
});

test.each<[how: string, swap: () => void]>([
  ["a link in place of the folder", instead(() => linkTo("theirs", "cluster"))],
  ["another folder in its place", instead(() => renameSync(at("theirs"), at("cluster")))],
  [
    "a link in place of a file",
    () => {
      rmSync(at("cluster/postgresql.conf"));
      linkTo("theirs/postgresql.conf", "cluster/postgresql.conf");
    },
  ],
  ["another text in a file", () => writeFileSync(at("cluster/postgresql.conf"), "port = 2\n")],
])("%s between plan and --configure: no configuration is changed", async (_how, swap) => {
  makeFolders();
  const context = setupContext();
  const request: SetupRequest = { path: "self-signed", cluster: at("cluster"), hosts: ["db"] };
  const { plan, places } = await planSetup(context, request);
  expect(plan.configuration).not.toEqual([]);
  swap();
  const now = snapshotOf("cluster");
  await expect(applyConfiguration(context, plan.configuration, places)).rejects.toThrow();
  expect(snapshotOf("cluster")).toEqual(now);
});

test("a plan shows where links lead", async () => {
  makeFolders();
  linkTo("cluster", "link");
  const request: SetupRequest = { path: "self-signed", cluster: at("link"), hosts: ["db"] };
  const { plan } = await planSetup(setupContext(), request);
  expect(plan.files.map(({ real }) => real)).toEqual([at("cluster/server.key"), at("cluster/server.crt")]);
});
